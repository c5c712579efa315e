// Before the start: is this computer fit, when does the exam open, and the start itself, all without leaving the page.
import { ask, askUntilHeard, Refused } from "./ask.js";
import { digits } from "./clock.js";
import { openOutbox } from "./outbox.js";
import { Photo } from "./photo.js";
import { say, span } from "./words.js";

const byId = (id) => document.getElementById(id);
const SKEW_MS = 60000, HEAR_AGAIN_MS = 60000, TRIAL_SITTING = -1;

export class Lobby {
  // started: called with what the server said to the start; begun: somebody started this paper already.
  constructor({ root, base, token, kept, time, started, begun }) {
    Object.assign(this, { root, base, token, kept, time, started, begun });
    this.opens = Date.parse(root.dataset.opens);
    this.until = Date.parse(root.dataset.until);
    this.spread = Number(root.dataset.spread) * 1000;
  }

  async open() {
    const photo = byId("photo");
    if (photo) new Photo(photo);
    byId("start-form").addEventListener("submit", (event) => { event.preventDefault(); this.start(); });
    byId("honour").addEventListener("change", () => this.fault(""));
    await this.hear();
    this.check();
    this.tick();
    this.ticking = setInterval(() => this.tick(), 500);
    this.hearing = setInterval(() => this.hear(), HEAR_AGAIN_MS);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.ticking) this.hear(); });
  }

  close() {
    clearInterval(this.ticking);
    clearInterval(this.hearing);
    this.ticking = undefined;
  }

  async hear() {
    const asked = performance.now();
    try {
      this.time.hear((await ask("/x/time", "")).at);
      this.delay = performance.now() - asked;
    } catch {
      this.delay = undefined;
    }
  }

  async check() {
    const set = (name, tone, words) => {
      const line = this.root.querySelector(`[data-check=${name}]`);
      line.className = `check is-${tone}`;
      line.querySelector("span").textContent = words;
    };
    set("browser", "ok", say("check_browser_ok"));
    const box = await openOutbox(TRIAL_SITTING);
    try {
      await box.put({ slot: 0, value: 1, n: 1 });
      await box.remove([{ slot: 0, n: 1 }]);
      set("storage", box.lasting ? "ok" : "wait", say(box.lasting ? "check_storage_ok" : "check_storage_no"));
    } catch {
      set("storage", "wait", say("check_storage_no"));
    }
    if (this.delay === undefined) set("network", "wait", say("check_network_no"));
    else set("network", "ok", say("check_network_ok", { n: Math.max(1, Math.round(this.delay)) }));
    const off = Date.now() - this.time.now;
    if (this.delay === undefined) set("clock", "wait", say("check_clock_unknown"));
    else if (Math.abs(off) < SKEW_MS) set("clock", "ok", say("check_clock_ok"));
    else set("clock", "ok", say(off > 0 ? "check_clock_ahead" : "check_clock_behind", { span: span(Math.abs(off)) }));
  }

  tick() {
    const now = this.time.now, left = this.opens - now;
    const state = left > 0 ? "waiting" : now < this.until ? "ready" : "over";
    if (state !== this.state) this.change(state);
    if (left > 0) byId("opens-in").textContent = digits(left);
  }

  change(state) {
    const before = this.state;
    this.state = state;
    for (const part of this.root.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
    if (before === "waiting" && state === "ready") byId("said").textContent = say("open_now");
  }

  fault(text) {
    byId("honour-fault").hidden = !text;
    byId("honour-fault-words").textContent = text;
    byId("honour").setAttribute("aria-invalid", String(Boolean(text)));
  }

  busy(text) {
    byId("start").disabled = Boolean(text);
    byId("start-line").textContent = text;
  }

  async start() {
    if (byId("start").disabled) return;
    byId("start-refused").hidden = true;
    if (!byId("honour").checked) {
      this.fault(say("promise_first"));
      byId("honour").focus();
      return;
    }
    await this.turn();
    this.busy(say("starting"));
    const once = this.kept.get("once") ?? [...crypto.getRandomValues(new Uint32Array(3))].join("-");
    this.kept.set("once", once);
    try {
      const body = { honour: true, once };
      const said = await askUntilHeard(`${this.base}/start`, this.token, { method: "POST", body }, () => this.busy(say("starting_again")));
      this.close();
      this.started(said);
    } catch (fault) {
      this.refused(fault);
    }
  }

  // Where everybody begins in the same moment the papers are given out over some seconds, so that each start is quick.
  async turn() {
    const since = this.time.now - this.opens;
    if (!this.spread || since > this.spread) return;
    const due = performance.now() + Math.random() * this.spread;
    for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
      this.busy(say("your_turn", { n: Math.ceil(left / 1000) }));
      await new Promise((resolve) => { setTimeout(resolve, Math.min(left, 1000)); });
    }
  }

  refused(fault) {
    this.busy("");
    if (fault instanceof Refused && fault.code === "AlreadyStarted") {
      this.close();
      this.begun();
      return;
    }
    byId("start-refused-title").textContent = fault.message;
    byId("start-refused-text").textContent = fault.remedy ?? "";
    byId("start-refused").hidden = false;
  }
}
