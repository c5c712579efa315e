// What this browser remembers of a sitting besides answers: its token, marks, where one was. Gone once handed in.
const memory = new Map();

export class Kept {
  constructor(sitting) { this.prefix = `exam-${sitting}-`; }

  get(name, fallback = null) {
    const key = this.prefix + name;
    if (memory.has(key)) return memory.get(key);
    try { return JSON.parse(localStorage.getItem(key)) ?? fallback; } catch { return fallback; }
  }

  // A browser that stores nothing (a private window of an old one) remembers until the page goes away.
  set(name, value) {
    const key = this.prefix + name;
    try {
      localStorage.setItem(key, JSON.stringify(value));
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  }

  forget() {
    for (const key of [...memory.keys()]) if (key.startsWith(this.prefix)) memory.delete(key);
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(this.prefix)) localStorage.removeItem(key);
    } catch { /* nothing was stored */ }
  }
}
