// What the phone keeps: the key (which cannot leave it), the token, the facts of the credential, the measure of its clock.
const NAME = "display", STORE = "kept", ME = "me";

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, ask) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const change = base.transaction(STORE, mode), asked = ask(change.objectStore(STORE));
      change.oncomplete = () => resolve(asked.result);
      change.onerror = () => reject(change.error);
      change.onabort = () => reject(change.error);
    });
  } finally {
    base.close();
  }
}

export const read = () => within("readonly", (store) => store.get(ME));
export const write = (kept) => within("readwrite", (store) => store.put(kept, ME));
export const forget = () => within("readwrite", (store) => store.delete(ME));
