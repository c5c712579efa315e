// Photos that this phone still holds, in IndexedDB: they survive a closed tab, a dead battery and days without a signal.
const NAME = 'case-photos', STORE = 'photos';
let opened;

function database() {
  opened = opened || new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function within(mode, act) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(STORE, mode), asked = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const all = () => within('readonly', (store) => store.getAll());
export const put = (photo) => within('readwrite', (store) => store.put(photo));
export const drop = (id) => within('readwrite', (store) => store.delete(id));
