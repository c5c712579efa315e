// Sends what is not acknowledged: all of it each time, under a rising number, one request at a time, again until taken.
import { ask, Refused } from "./ask.js";

export const CHOSEN_MS = 400, TYPED_MS = 1500;
const LONGEST_MS = 5000, FIRST_RETRY_MS = 1000, LAST_RETRY_MS = 15000, MOST_BYTES = 48000;
const FINAL = new Set([
  "TakenOver", "TimeOver", "AlreadyClosed", "Voided", "TokenRefused", "BadAnswer", "SittingNotFound", "NotBegun",
]);

export class Sender {
  // pending: question → {slot, value, n, lease, given}; heard: functions of the page (changed, acknowledged, paused, refused).
  pending = new Map();
  flying = new Map();
  offline = false;
  stopped = false;
  held = false;
  submitting = false;
  again = false;
  wait = FIRST_RETRY_MS;
  heardAt = performance.now();

  constructor({ base, token, lease, seq, outbox, now, heard }) {
    Object.assign(this, { base, token, lease, seq, outbox, now, heard });
    this.count = Math.round(performance.timeOrigin + performance.now());
    addEventListener("online", () => this.soon(0));
    addEventListener("pagehide", () => this.last());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.soon(0); });
  }

  // Keeps an answer here, then sends it; typing is gathered for a moment, but never longer than a few seconds.
  async answer(slot, value, delay = CHOSEN_MS) {
    const row = { slot, value, n: ++this.count, lease: this.lease, given: this.now() };
    this.pending.set(slot, row);
    this.since ??= performance.now();
    this.heard.changed();
    try {
      await this.outbox.put(row);
    } catch {
      // The computer could not keep it: it is sent all the same, and shown as sending until the server has it.
    }
    this.soon(Math.min(delay, Math.max(0, (this.since ?? 0) + LONGEST_MS - performance.now())));
  }

  soon(delay) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  submit() {
    this.submitting = true;
    this.wait = FIRST_RETRY_MS;
    this.soon(0);
  }

  // While a paper is paused nothing is sent; what is given up to then stays here and goes afterwards.
  hold() { this.held = true; }

  resume() {
    if (!this.held) return;
    this.held = false;
    this.soon(Math.random() * 3000);
  }

  // Ends after the request under way.
  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.sending;
    await this.outbox.settled();
  }

  send() {
    if (this.stopped || this.held || (!this.pending.size && !this.submitting)) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.again = false;
    this.sending = this.request().finally(() => {
      this.busy = false;
      this.flying = new Map();
      this.heard.changed();
      if (this.again) this.soon(0);
    });
  }

  async request() {
    await this.outbox.settled();
    this.since = undefined;
    const rows = this.load(), whole = rows.size === this.pending.size, closing = this.submitting && whole;
    this.flying = rows;
    this.heard.changed();
    try {
      const said = await ask(`${this.base}/${closing ? "submit" : "save"}`, this.token, { method: "POST", body: this.body(rows) });
      this.offline = false;
      this.wait = FIRST_RETRY_MS;
      this.heardAt = performance.now();
      await this.take(said, rows, closing);
      if (!closing && (this.submitting || !whole)) this.again = true;
    } catch (fault) {
      this.fail(fault);
    }
  }

  // All that is pending, or of very long texts as many as one request may carry.
  load() {
    const chosen = new Map();
    let bytes = 0;
    for (const [slot, row] of this.pending) {
      bytes += 12 + 3 * JSON.stringify(row.value).length;
      if (chosen.size && bytes > MOST_BYTES) break;
      chosen.set(slot, row);
    }
    return chosen;
  }

  body(rows) {
    this.seq += 1;
    return { seq: this.seq, d: Object.fromEntries([...rows.values()].map((row) => [row.slot, row.value])) };
  }

  async take(said, rows, closing) {
    if (!said.ack) {
      // Another request was stored under this number or a later one: nothing of ours counts as saved, so all goes again.
      this.seq = Math.max(this.seq, said.seq);
      this.again = true;
      return;
    }
    for (const row of rows.values()) if (this.pending.get(row.slot)?.n === row.n) this.pending.delete(row.slot);
    await this.outbox.remove([...rows.values()]).catch(() => {});
    if (closing) this.stopped = true;
    this.heard.acknowledged(said, [...rows.keys()], closing);
  }

  fail(fault) {
    this.again = false;
    if (fault instanceof Refused && FINAL.has(fault.code)) {
      this.stopped = true;
      this.heard.refused(fault);
      return;
    }
    if (fault instanceof Refused && fault.code === "Paused") {
      this.hold();
      this.heard.paused();
      return;
    }
    this.offline = true;
    this.soon(this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, LAST_RETRY_MS);
  }

  // The page goes away: what is left is sent once more by the browser itself, and stays in the outbox in any case.
  last() {
    if (this.stopped || this.held || !this.pending.size) return;
    ask(`${this.base}/save`, this.token, { method: "POST", body: this.body(this.load()), keepalive: true }).catch(() => {});
  }
}
