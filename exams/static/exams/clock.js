// The time left: counted from the server's figure on a clock that no one can set, announced at a few moments alone.
const THRESHOLDS = [30, 10, 5, 1], MINUTE = 60000;

export class Countdown {
  constructor({ shown, announce, over }) {
    Object.assign(this, { shown, announce, over });
    this.told = new Set();
  }

  set(remaining) {
    const first = this.end === undefined;
    this.end = performance.now() + remaining;
    if (first) {
      for (const minutes of THRESHOLDS) if (remaining <= minutes * MINUTE) this.told.add(minutes);
      this.ticking = setInterval(() => this.tick(), 1000);
    }
    this.tick();
  }

  get left() { return Math.max(0, this.end - performance.now()); }

  tick() {
    const seconds = Math.ceil(this.left / 1000), minutes = Math.floor(seconds / 60);
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(minutes / 60);
    this.shown.textContent = hours ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
    this.shown.parentElement.classList.toggle("is-short", this.left <= 5 * MINUTE);
    for (const limit of THRESHOLDS) {
      if (this.left <= limit * MINUTE && !this.told.has(limit)) {
        for (const passed of THRESHOLDS) if (passed >= limit) this.told.add(passed);
        this.announce(limit);
        break;
      }
    }
    if (!this.left) {
      clearInterval(this.ticking);
      this.over();
    }
  }
}
