// One tab of a browser writes. The lock goes with its tab; another tab may ask for it.
const ASK_MS = 400;

export class Tabs {
  constructor(sitting, { gained, lost }) {
    this.name = `exam-${sitting}`;
    this.gained = gained;
    this.lost = lost;
    this.id = Math.random();
    this.mine = false;
    this.channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(this.name) : null;
    this.channel?.addEventListener("message", (event) => this.hear(event.data));
    addEventListener("pagehide", () => { if (this.mine) this.tell("free"); });
  }

  tell(word) { this.channel?.postMessage({ word, from: this.id }); }

  // Whether this tab writes now. If not, `gained` is called when it does.
  async claim() {
    this.mine = navigator.locks ? await this.lock({ ifAvailable: true }) : await this.election();
    if (!this.mine) this.wait();
    return this.mine;
  }

  // Ask the tab that writes to leave off.
  insist() { this.tell("yield"); }

  lock(options) {
    return new Promise((resolve) => {
      navigator.locks.request(this.name, options, (lock) => {
        resolve(Boolean(lock));
        return lock ? new Promise((release) => { this.release = release; }) : undefined;
      });
    });
  }

  async wait() {
    if (!navigator.locks) return;
    await this.lock({});
    this.mine = true;
    this.gained();
  }

  // Without locks (a page that came without TLS) tabs ask each other.
  election() {
    if (!this.channel) return Promise.resolve(true);
    this.asking = true;
    this.outdone = false;
    this.tell("ask");
    return new Promise((resolve) => {
      setTimeout(() => { this.asking = false; resolve(!this.outdone); }, ASK_MS);
    });
  }

  async hear({ word, from }) {
    if (word === "yield" && this.mine) {
      this.mine = false;
      await this.lost();
      this.release?.();
      this.tell("free");
      this.wait();
    }
    if (navigator.locks) return;
    if (word === "ask" && (this.mine || (this.asking && this.id < from))) this.tell("here");
    if (word === "here" && this.asking) this.outdone = true;
    if (word === "free" && !this.mine && !this.asking) {
      await new Promise((resolve) => { setTimeout(resolve, Math.random() * ASK_MS); });
      this.mine = await this.election();
      if (this.mine) this.gained();
    }
  }
}
