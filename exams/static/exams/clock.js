// The time left: counted from the server's figure on a clock that no one can set, announced at a few moments alone.
const THRESHOLDS = [30, 10, 5, 1], MINUTE = 60000;

export const digits = (milliseconds) => {
  const seconds = Math.ceil(milliseconds / 1000), minutes = Math.floor(seconds / 60), hours = Math.floor(minutes / 60);
  const two = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

export class Countdown {
  constructor({ show, announce, over }) {
    Object.assign(this, { show, announce, over });
    this.told = new Set();
  }

  // The milliseconds left as the server says. More than before takes back what was announced.
  set(remaining) {
    const first = this.end === undefined;
    this.frozen = undefined;
    this.end = performance.now() + remaining;
    for (const limit of THRESHOLDS) {
      if (first && remaining <= limit * MINUTE) this.told.add(limit);
      else if (remaining > limit * MINUTE) this.told.delete(limit);
    }
    this.ticking ??= setInterval(() => this.tick(), 500);
    this.tick();
  }

  freeze(remaining) {
    this.end ??= performance.now() + remaining;
    this.frozen = remaining;
    this.tick();
  }

  stop() {
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  get left() { return this.frozen ?? Math.max(0, this.end - performance.now()); }

  tick() {
    this.show(this.left);
    if (this.frozen !== undefined) return;
    for (const limit of THRESHOLDS) {
      if (this.left <= limit * MINUTE && !this.told.has(limit)) {
        for (const passed of THRESHOLDS) if (passed >= limit) this.told.add(passed);
        this.announce(limit);
        break;
      }
    }
    if (!this.left) {
      this.stop();
      this.over();
    }
  }
}

// The server's clock as this page knows it: the last moment it named and the time since, whatever the computer's clock says.
export class ServerTime {
  hear(moment) {
    const at = Date.parse(moment);
    if (!Number.isNaN(at)) Object.assign(this, { at, heard: performance.now() });
  }

  get now() { return this.at === undefined ? Date.now() : this.at + performance.now() - this.heard; }
}
