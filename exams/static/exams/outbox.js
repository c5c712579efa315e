// Answers on this computer: written before they are sent, removed only when the server has acknowledged them.
const NAME = "exams", STORE = "answers";

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["sitting", "slot"] });
  return done(request);
}

// Where the browser has no IndexedDB (a private window of an old one) the answers live in memory and are sent at once.
class Memory {
  rows = new Map();
  async all() { return [...this.rows.values()]; }
  async put(row) { this.rows.set(row.slot, row); }
  async remove(slot, n) { if (this.rows.get(slot)?.n === n) this.rows.delete(slot); }
  async clear() { this.rows.clear(); }
}

class Kept {
  constructor(database, sitting) {
    this.database = database;
    this.sitting = sitting;
  }

  store(mode) { return this.database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE); }

  range() { return IDBKeyRange.bound([this.sitting, 0], [this.sitting, 9999]); }

  async all() { return done(this.store("readonly").getAll(this.range())); }

  async put(row) { await done(this.store("readwrite").put({ ...row, sitting: this.sitting })); }

  // Removes an answer unless a newer one has taken its place since it was sent.
  async remove(slot, n) {
    const store = this.store("readwrite");
    const row = await done(store.get([this.sitting, slot]));
    if (row && row.n === n) await done(store.delete([this.sitting, slot]));
  }

  async clear() { await done(this.store("readwrite").delete(this.range())); }
}

export async function openOutbox(sitting) {
  try {
    return new Kept(await openDatabase(), sitting);
  } catch {
    return new Memory();
  }
}
