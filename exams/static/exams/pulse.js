// Asks now and then whether anything changed for the whole session, so that more time or a pause reaches everybody soon.
import { ask } from "./ask.js";

const QUIET_MS = 8000, LEAST_MS = 5000, SPREAD_MS = 2500, FAR_MS = 15000;

export class Pulse {
  // token: a function; heardAt: when an answer was acknowledged last; rose: the session's revision rose; told: the server named its time.
  constructor({ url, token, rev, heardAt, rose, told }) {
    Object.assign(this, { url, token, rev, heardAt, rose, told });
    this.pause = 0;
    this.last = performance.now();
  }

  // The next beat: some seconds after the last one, and not before the last acknowledgement is old.
  begin() {
    this.end();
    this.beating = true;
    const due = Math.max(this.heardAt() + QUIET_MS, this.last + LEAST_MS + Math.random() * SPREAD_MS, this.last + this.pause);
    this.timer = setTimeout(() => this.beat(), Math.max(0, due - performance.now()));
  }

  end() {
    clearTimeout(this.timer);
    this.beating = false;
  }

  async beat({ now = false } = {}) {
    clearTimeout(this.timer);
    if (now || performance.now() >= this.heardAt() + QUIET_MS - 50) {
      this.last = performance.now();
      try {
        const said = await ask(this.url, this.token());
        this.pause = 0;
        this.told(said);
        this.hear(said.rev);
      } catch {
        this.pause = Math.min(FAR_MS, Math.max(LEAST_MS, this.pause * 2));
      }
    }
    if (this.beating) this.begin();
  }

  // Every acknowledgement carries the revision too.
  hear(rev) {
    if (rev === undefined || rev <= this.rev) return;
    this.rev = rev;
    this.rose();
  }
}
