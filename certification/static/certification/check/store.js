// What this phone keeps: roots, key list, shards of the status list, the highest of each ever seen; the last checks.
const NAME = 'credential-check';
let opened;

function database() {
  opened = opened || new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('kept');
      asked.result.createObjectStore('checks', { autoIncrement: true });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// Do something in one transaction and return the result of the request that `act` returns.
async function within(name, mode, act) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(name, mode), asked = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

// Everything that is kept, by its key: one transaction for a whole verdict.
export async function everything() {
  let keys;
  const values = await within('kept', 'readonly', (store) => {
    keys = store.getAllKeys();
    return store.getAll();
  });
  return Object.fromEntries(keys.result.map((key, at) => [key, values[at]]));
}

export const get = (key) => within('kept', 'readonly', (store) => store.get(key));
export const put = (key, value) => within('kept', 'readwrite', (store) => store.put(value, key));
export const shards = () => within('kept', 'readonly', (store) => store.getAll(IDBKeyRange.bound('shard:', 'shard:~')));

// Keep `value` unless what is kept is higher by `rank`: two pages that renew at once never put the older one last.
export function putHigher(key, value, rank) {
  return within('kept', 'readwrite', (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      if (!asked.result || rank(value) >= rank(asked.result)) store.put(value, key);
    };
    return asked;
  });
}

export const checks = () => within('checks', 'readonly', (store) => store.getAll());
export const addCheck = (check) => within('checks', 'readwrite', (store) => store.add(check));
export const eraseChecks = () => within('checks', 'readwrite', (store) => store.clear());

export async function eraseAll() {
  if (opened) (await opened).close();
  opened = undefined;
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}
