// Why a code, a key list or a status list is not believed. `reason` is one stable word.
export class Unverifiable extends Error {
  constructor(reason) {
    super(reason);
    this.name = 'Unverifiable';
    this.reason = reason;
  }
}

// Raise it unless something holds.
export function must(holds, reason = 'malformed') {
  if (!holds) throw new Unverifiable(reason);
}
