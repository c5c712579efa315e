// Notes what the rules name (leaving the page, the network, copying, the full screen) and reports it in batches.
// A report that does not get through is dropped after a second try: no answer ever waits for one.
import { ask } from "./ask.js";

const BATCH_MS = 4000, BLINK_MS = 1000, MOST = 50;

export class Integrity {
  // act: what the server asks for: (act, {focus, limit}).
  constructor({ url, token, kept, act }) {
    Object.assign(this, { url, token, kept, act });
    this.waiting = [];
    this.stops = new AbortController();
  }

  begin() {
    const on = (target, name, heard) => target.addEventListener(name, heard, { signal: this.stops.signal });
    on(document, "visibilitychange", () => (document.hidden ? this.left() : this.back()));
    on(window, "blur", () => this.left());
    on(window, "focus", () => this.back());
    on(window, "pagehide", () => { this.leaving = true; this.send(true); });
    on(window, "pageshow", () => { this.leaving = false; });
    on(window, "offline", () => { this.cut = performance.now(); this.note("offline"); });
    on(window, "online", () => { this.note("online", this.cut ? performance.now() - this.cut : 0); this.cut = undefined; });
    on(document, "copy", () => this.note("copy"));
    on(document, "cut", () => this.note("copy"));
    on(document, "paste", () => this.note("copy"));
    on(document, "fullscreenchange", () => { if (!document.fullscreenElement) this.note("fullscreen_left"); });
    if (this.kept.get("events", 0)) this.note("reloaded");
  }

  end() {
    this.stops.abort();
    clearTimeout(this.timer);
    this.ended = true;
  }

  // A reload hides the page too, and a window of the system's own (a permission, a warning) takes the focus for a blink.
  left() { if (!this.leaving) this.away ??= performance.now(); }

  back() {
    if (this.away === undefined || document.hidden || !document.hasFocus()) return;
    const lasted = performance.now() - this.away, from = this.away;
    this.away = undefined;
    if (lasted < BLINK_MS) return;
    this.note("focus_lost", lasted, from);
    this.note("focus_back");
    this.send();
  }

  note(kind, lasted = 0, from = performance.now()) {
    if (this.ended) return;
    const n = this.kept.get("events", 0) + 1;
    this.kept.set("events", n);
    this.waiting.push({ n, kind, t: Math.round(from), s: Math.round(lasted / 1000) });
    this.waiting.splice(0, Math.max(0, this.waiting.length - MOST));
    this.timer ??= setTimeout(() => this.send(), BATCH_MS);
  }

  async send(going = false) {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.waiting.length || this.sending) return;
    const events = this.waiting.splice(0);
    this.sending = true;
    try {
      const said = await ask(this.url, this.token, { method: "POST", body: { events }, keepalive: going });
      if (said.act && !this.ended) this.act(said.act, said);
    } catch {
      const again = events.filter((event) => !event.tried).map((event) => ({ ...event, tried: true }));
      this.waiting.unshift(...again);
      if (this.waiting.length && !this.ended) this.timer ??= setTimeout(() => this.send(), 3 * BATCH_MS);
    } finally {
      this.sending = false;
    }
  }
}
