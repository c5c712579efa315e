// A paper under way: answers, their states, time, handing in. What happens to the whole page is told to `on`.
import { Countdown, digits } from "./clock.js";
import { Integrity } from "./integrity.js";
import { Sender, CHOSEN_MS, TYPED_MS } from "./sender.js";
import { fromStored, isGiven } from "./values.js";
import { View } from "./view.js";
import { make, say, span, timeOfDay } from "./words.js";

const byId = (id) => document.getElementById(id);
const LAST_SPREAD_MS = 4000, NEAR_END_MS = 10000, SAID_MS = 6000, MORE_MS = 2000;

export class Paper {
  // on: acknowledged(said), paused(), refused(refusal), takenIn(), done(receipt, answered, count).
  constructor({ facts, paper, stored, token, outbox, kept, time, pictures, on }) {
    Object.assign(this, { facts, questions: paper.questions, kept, time, on, deadline: stored.deadline });
    this.answers = fromStored(paper.questions, stored);
    this.saved = new Map(this.answers.flatMap((value, slot) => (isGiven(value) ? [[slot, ""]] : [])));
    this.marks = new Set(kept.get("marks", []));
    this.savedAt = "";
    this.ends = new AbortController();
    this.sender = new Sender({
      base: facts.base, token, lease: stored.lease, seq: stored.seq, outbox, now: () => time.now,
      heard: {
        changed: () => this.refresh(),
        acknowledged: (said, slots, closed) => this.acknowledged(said, slots, closed),
        paused: () => on.paused(),
        refused: (refusal) => on.refused(refusal),
      },
    });
    byId("grid").replaceChildren();
    this.view = new View({
      paper, pictures, root: byId("questions"), grid: byId("grid"),
      state: {
        answer: (slot) => this.answers[slot], marked: (slot) => this.marks.has(slot),
        saving: (slot) => this.saving(slot), savedAt: (slot) => this.saved.get(slot),
      },
      on: {
        answer: (slot, value, typed) => this.answer(slot, value, typed),
        mark: (slot, on_) => this.mark(slot, on_), go: (slot) => this.go(slot),
      },
    });
    this.clock = new Countdown({
      over: () => this.timeOver(), show: (left) => this.showTime(left),
      announce: (minutes) => this.announce(minutes === 1 ? say("left_one") : say("left", { n: minutes })),
    });
    this.integrity = new Integrity({ url: `${facts.base}/events`, token, kept, act: (act, said) => this.asked(act, said) });
  }

  async begin(rows, remaining) {
    this.controls();
    for (const row of rows) {
      this.answers[row.slot] = row.value;
      this.saved.delete(row.slot);
      await this.sender.answer(row.slot, row.value, 0);
    }
    this.view.all = this.kept.get("all", false);
    this.showMode();
    this.view.draw();
    this.view.go(this.kept.get("here", 0), { focus: false });
    this.clock.set(remaining);
    this.integrity.begin();
    this.refresh();
  }

  // Ends after the request under way; nothing is sent or counted from here on.
  async end() {
    this.clock.stop();
    this.integrity.end();
    this.ends.abort();
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    await this.sender.stop();
  }

  controls() {
    const on = (id, name, heard) => byId(id).addEventListener(name, heard, { signal: this.ends.signal });
    on("before", "click", () => this.go(this.view.here - 1));
    on("next", "click", () => this.go(this.view.here + 1));
    on("view", "click", () => {
      this.view.all = !this.view.all;
      this.kept.set("all", this.view.all);
      this.showMode();
      this.view.draw();
      this.view.go(this.view.here);
    });
    on("submit", "click", () => this.askSubmit());
    on("submit-yes", "click", () => { byId("ask-submit").close(); this.handIn(); });
    on("say-time", "click", () => this.announce(this.clock.left >= 60000 ? say("left_exact", { m: Math.floor(this.clock.left / 60000), s: Math.ceil(this.clock.left / 1000) % 60 }) : span(this.clock.left)));
    on("news-close", "click", () => { byId("news").hidden = true; byId("submit").focus(); });
    const whole = byId("whole");
    whole.hidden = !document.fullscreenEnabled;
    on("whole", "click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})));
    const small = matchMedia("(max-width: 61.99rem)"), fold = () => { byId("overview").open = !small.matches; };
    small.addEventListener("change", fold, { signal: this.ends.signal });
    fold();
  }

  go(slot) {
    this.view.go(slot);
    this.kept.set("here", this.view.here);
  }

  showMode() {
    byId("view").setAttribute("aria-pressed", String(this.view.all));
    byId("view").querySelector("span").textContent = say(this.view.all ? "one" : "list");
    byId("turn").hidden = this.view.all;
  }

  answer(slot, value, typed) {
    this.answers[slot] = value;
    this.saved.delete(slot);
    const near = this.clock.left < NEAR_END_MS;
    this.sender.answer(slot, value, near ? 0 : typed ? TYPED_MS : CHOSEN_MS);
  }

  mark(slot, on) {
    if (on) this.marks.add(slot);
    else this.marks.delete(slot);
    this.kept.set("marks", [...this.marks]);
    this.view.refresh();
  }

  // The three visible states of an answer, "" for none given.
  saving(slot) {
    const { pending, offline, held } = this.sender;
    if (pending.has(slot)) return offline || held ? "local" : "sending";
    return isGiven(this.answers[slot]) && this.saved.has(slot) ? "saved" : "";
  }

  acknowledged(said, slots, closed) {
    this.savedAt = timeOfDay(said.at);
    this.time.hear(said.at);
    for (const slot of slots) if (!this.sender.pending.has(slot)) this.saved.set(slot, this.savedAt);
    if (closed) this.on.done(said.receipt, this.given.length, this.answers.length);
    else {
      this.timeLeft(said);
      this.on.acknowledged(said);
    }
  }

  // What the server says about the end; more time than before is said aloud and stays on the page until it is closed.
  // After a pause the end is another one anyway: what was added meanwhile was shown then.
  timeLeft({ deadline, remaining_ms: remaining }, { paused = false } = {}) {
    const more = paused ? 0 : Date.parse(deadline) - Date.parse(this.deadline);
    this.deadline = deadline;
    this.clock.set(remaining);
    if (Math.abs(more) >= MORE_MS) this.news(say(more > 0 ? "more_time" : "less_time", { span: span(Math.abs(more)), at: timeOfDay(deadline) }));
  }

  get given() { return this.answers.filter(isGiven); }

  showTime(left) {
    byId("time").textContent = digits(left);
    byId("say-time").classList.toggle("is-short", left <= 300000);
  }

  refresh() {
    const { pending, offline, held } = this.sender, line = byId("save-line");
    const state = !pending.size ? "saved" : offline || held ? "local" : "sending";
    line.className = `save-line is-${state}`;
    const words = state === "local" ? say(pending.size === 1 ? "all_local_one" : "all_local", { n: pending.size }) : state === "sending" ? say("all_sending")
      : this.savedAt ? say("all_saved", { at: this.savedAt }) : say("ready");
    const shown = this.sender.submitting ? say(offline ? "submit_wait" : "submitting") : words;
    if (!this.saying && byId("save-words").textContent !== shown) byId("save-words").textContent = shown;
    byId("answered").textContent = say("answered", { n: this.given.length, all: this.answers.length });
    this.view.refresh();
  }

  askSubmit() {
    const open = this.answers.flatMap((value, slot) => (isGiven(value) ? [] : [slot]));
    byId("submit-words").textContent = open.length ? say(open.length === 1 ? "submit_open_one" : "submit_open", { n: open.length }) : say("submit_all");
    byId("submit-open").replaceChildren(...open.map((slot) => {
      const button = make("button", { type: "button", "aria-label": say("question", { n: slot + 1 }) }, String(slot + 1));
      button.addEventListener("click", () => { byId("ask-submit").close(); this.go(slot); });
      return button;
    }));
    byId("ask-submit").showModal();
  }

  handIn() {
    for (const control of byId("paper").querySelectorAll(".question input, .question textarea, .question button, #submit")) control.disabled = true;
    this.sender.submit();
    this.refresh();
  }

  timeOver() {
    this.announce(say("over"));
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    setTimeout(() => this.handIn(), Math.random() * Math.min(LAST_SPREAD_MS, this.facts.grace / 2));
  }

  // The server's answer to a report of leaving the page: a warning in time, and where the session says so the end.
  asked(act, { focus, limit }) {
    if (act === "submit") {
      this.on.takenIn();
      return;
    }
    byId("warned-words").textContent = say(focus === 1 ? "warned_one" : "warned", { n: focus });
    byId("warned-limit").textContent = limit ? say("warned_left", { n: Math.max(0, limit - focus), limit }) : "";
    if (!byId("ask-warned").open) byId("ask-warned").showModal();
  }

  news(text) {
    byId("news-words").textContent = text;
    byId("news").hidden = false;
    this.aloud(text);
  }

  aloud(text) {
    byId("said").textContent = "";
    requestAnimationFrame(() => { byId("said").textContent = text; });
  }

  announce(text) {
    this.aloud(text);
    byId("save-words").textContent = text;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.saying = undefined; this.refresh(); }, SAID_MS);
  }
}
