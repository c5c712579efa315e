// Sends what is not acknowledged: all of it each time, under a rising number, one request at a time, again until taken.
const COALESCE_MS = 700, FIRST_RETRY_MS = 1000, LAST_RETRY_MS = 15000, PATIENCE_MS = 12000;
const FINAL = new Set(["TakenOver", "TimeOver", "AlreadyClosed", "TokenRefused", "BadAnswer", "SittingNotFound", "NotBegun"]);

export class Refused extends Error {
  constructor(said, status) {
    super(said.sentence);
    Object.assign(this, said, { status });
  }
}

export async function ask(url, token, { method = "GET", body, keepalive = false } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, {
      method, keepalive, signal: stop.signal, cache: "no-store",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = await response.json();
    if (!response.ok) throw new Refused(content.refused ?? { code: "Fault", sentence: "", remedy: "" }, response.status);
    return content;
  } finally {
    clearTimeout(timer);
  }
}

export class Sender {
  // pending: question → {mask, n}; heard: functions of the page (changed, acknowledged, refused).
  pending = new Map();
  flying = new Map();
  offline = false;
  stopped = false;
  submitting = false;
  wait = FIRST_RETRY_MS;

  constructor({ base, token, lease, seq, outbox, heard }) {
    Object.assign(this, { base, token, lease, seq, outbox, heard });
    this.count = Date.now();
    addEventListener("online", () => this.soon(0));
    addEventListener("pagehide", () => this.last());
  }

  async answer(slot, mask) {
    const row = { slot, mask, n: ++this.count, lease: this.lease };
    this.pending.set(slot, row);
    this.heard.changed();
    try {
      await this.outbox.put(row);
    } catch {
      // The computer could not keep it: it is sent all the same, and shown as sending until the server has it.
    }
    this.soon(COALESCE_MS);
  }

  soon(delay) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  async submit() {
    this.submitting = true;
    this.wait = FIRST_RETRY_MS;
    this.soon(0);
  }

  async send() {
    if (this.stopped || this.busy || (!this.pending.size && !this.submitting)) return;
    this.busy = true;
    this.flying = new Map(this.pending);
    this.heard.changed();
    const closing = this.submitting;
    try {
      const said = await ask(`${this.base}/${closing ? "submit" : "save"}`, this.token, { method: "POST", body: this.body() });
      this.offline = false;
      this.wait = FIRST_RETRY_MS;
      await this.take(said, closing);
    } catch (fault) {
      this.fail(fault);
    } finally {
      this.busy = false;
      this.flying = new Map();
      this.heard.changed();
    }
  }

  body() {
    this.seq += 1;
    return { seq: this.seq, d: Object.fromEntries([...this.pending.values()].map((row) => [row.slot, row.mask])) };
  }

  async take(said, closing) {
    if (!said.ack) {
      // Another request was stored under this number or a later one: nothing of ours counts as saved, so all goes again.
      this.seq = Math.max(this.seq, said.seq);
      this.soon(0);
      return;
    }
    for (const [slot, sent] of this.flying) {
      if (this.pending.get(slot)?.n === sent.n) this.pending.delete(slot);
      await this.outbox.remove(slot, sent.n).catch(() => {});
    }
    if (closing) {
      this.stopped = true;
      await this.outbox.clear().catch(() => {});
    }
    this.heard.acknowledged(said, [...this.flying.keys()], closing);
    if (!closing && (this.pending.size || this.submitting)) this.soon(0);
  }

  fail(fault) {
    if (fault instanceof Refused && FINAL.has(fault.code)) {
      this.stopped = true;
      this.heard.refused(fault);
      return;
    }
    this.offline = true;
    this.soon(this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, LAST_RETRY_MS);
  }

  // The page goes away: what is left is sent once more by the browser itself, and stays in the outbox in any case.
  last() {
    if (this.stopped || !this.pending.size) return;
    ask(`${this.base}/save`, this.token, { method: "POST", body: this.body(), keepalive: true }).catch(() => {});
  }
}
