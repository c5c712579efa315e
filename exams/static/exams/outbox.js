// Answers on this computer: written before they are sent, removed only when the server has acknowledged them.
const NAME = "exam-answers", STORE = "answers";

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
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
  lasting = false;
  async settled() { /* nothing is being written */ }
  async all() { return [...this.rows.values()]; }
  async put(row) { this.rows.set(row.slot, row); }
  async remove(rows) { for (const { slot, n } of rows) if (this.rows.get(slot)?.n === n) this.rows.delete(slot); }
}

class Lasting {
  waiting = new Map();
  writing = Promise.resolve();
  lasting = true;

  constructor(database, sitting) { Object.assign(this, { database, sitting }); }

  begin(mode) { return this.database.transaction(STORE, mode, { durability: "strict" }); }

  async all() {
    const range = IDBKeyRange.bound([this.sitting, 0], [this.sitting, 9999]);
    return done(this.begin("readonly").objectStore(STORE).getAll(range));
  }

  // Typing gives many versions of one answer: those that come while another is being written wait, the last one wins.
  put(row) {
    this.waiting.set(row.slot, { ...row, sitting: this.sitting });
    this.writing = this.writing.catch(() => {}).then(() => this.write());
    return this.writing;
  }

  async write() {
    if (!this.waiting.size) return;
    const rows = [...this.waiting.values()], transaction = this.begin("readwrite");
    this.waiting.clear();
    for (const row of rows) transaction.objectStore(STORE).put(row);
    await finished(transaction);
  }

  async settled() { await this.writing.catch(() => {}); }

  // Removes answers, each unless a newer one has taken its place since it was sent.
  async remove(rows) {
    await this.settled();
    const transaction = this.begin("readwrite"), store = transaction.objectStore(STORE);
    for (const { slot, n } of rows) {
      const request = store.get([this.sitting, slot]);
      request.onsuccess = () => { if (request.result?.n === n) store.delete([this.sitting, slot]); };
    }
    await finished(transaction);
  }
}

export async function openOutbox(sitting) {
  try {
    return new Lasting(await openDatabase(), sitting);
  } catch {
    return new Memory();
  }
}

// The sittings of which answers are still here.
export async function sittingsKept() {
  try {
    const database = await openDatabase();
    const keys = await done(database.transaction(STORE).objectStore(STORE).getAllKeys());
    database.close();
    return [...new Set(keys.map(([sitting]) => sitting))];
  } catch {
    return [];
  }
}
