// A sitting in the browser: fetch the paper, keep answers here first, send them, count down, hand in.
import { Countdown } from "./clock.js";
import { openOutbox } from "./outbox.js";
import { Sender, ask } from "./sender.js";
import { View } from "./view.js";
import { readWords, say, timeOfDay } from "./words.js";

const byId = (id) => document.getElementById(id);
const root = byId("sitting");
const sitting = Number(root.dataset.sitting), token = root.dataset.token, lease = Number(root.dataset.lease);
const base = `/x/sittings/${sitting}`;
const remembered = (name) => `exam-${sitting}-${name}`;
const HAND_IN_SPREAD_MS = 4000;

function recall(name, fallback) {
  try { return JSON.parse(localStorage.getItem(remembered(name))) ?? fallback; } catch { return fallback; }
}

function remember(name, value) {
  try { localStorage.setItem(remembered(name), JSON.stringify(value)); } catch { /* only a convenience */ }
}

class Sitting {
  constructor(paper, stored, outbox) {
    this.answers = stored.answers;
    this.saved = new Set(stored.answers.flatMap((mask, slot) => (mask ? [slot] : [])));
    this.marks = new Set(recall("marks", []));
    this.savedAt = "";
    this.sender = new Sender({
      base, token, lease, seq: stored.seq, outbox,
      heard: {
        changed: () => this.refresh(),
        acknowledged: (said, slots, closed) => this.acknowledged(said, slots, closed),
        refused: (refusal) => this.refused(refusal),
      },
    });
    this.view = new View({
      questions: paper.questions, root: byId("questions"), grid: byId("grid"),
      state: {
        answer: (slot) => this.answers[slot], marked: (slot) => this.marks.has(slot), saving: (slot) => this.saving(slot),
        get savedAt() { return page.savedAt; },
      },
      on: { answer: (slot, mask) => this.answer(slot, mask), mark: (slot, on) => this.mark(slot, on) },
    });
    const page = this;
    this.clock = new Countdown({
      shown: byId("time"), over: () => this.timeOver(),
      announce: (minutes) => this.announce(minutes === 1 ? say("left_one") : say("left", { n: minutes })),
    });
  }

  async begin(stored, kept) {
    let aside = 0;
    for (const row of kept) {
      if (row.lease !== lease && stored.answers[row.slot]) aside += 1;
      else { this.answers[row.slot] = row.mask; await this.sender.answer(row.slot, row.mask); }
    }
    this.controls();
    this.view.all = recall("all", false);
    this.showMode();
    byId("paper").hidden = false;
    this.view.draw();
    if (!this.view.all) this.view.go(recall("here", 0), { focus: false });
    this.clock.set(stored.remaining_ms);
    this.refresh();
    if (aside) this.announce(say("set_aside", { n: aside }));
  }

  controls() {
    byId("before").addEventListener("click", () => this.turn(-1));
    byId("next").addEventListener("click", () => this.turn(1));
    byId("view").addEventListener("click", () => { this.view.all = !this.view.all; remember("all", this.view.all); this.showMode(); this.view.draw(); this.view.go(this.view.here); });
    byId("submit").addEventListener("click", () => this.askSubmit());
    byId("submit-yes").addEventListener("click", () => { byId("ask-submit").close(); this.handIn(); });
    byId("say-time").addEventListener("click", () => this.announce(this.exactTime()));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.resync(); });
    const small = matchMedia("(max-width: 61.99rem)");
    const fold = () => { byId("overview").open = !small.matches; };
    small.addEventListener("change", fold);
    fold();
  }

  turn(step) {
    this.view.go(this.view.here + step);
    remember("here", this.view.here);
  }

  showMode() {
    byId("view").setAttribute("aria-pressed", String(this.view.all));
    byId("view").querySelector("span").textContent = say(this.view.all ? "one" : "list");
    byId("turn").hidden = this.view.all;
  }

  answer(slot, mask) {
    this.answers[slot] = mask;
    this.saved.delete(slot);
    this.sender.answer(slot, mask);
  }

  mark(slot, on) {
    if (on) this.marks.add(slot);
    else this.marks.delete(slot);
    remember("marks", [...this.marks]);
    this.view.refresh();
  }

  // The three visible states of an answer, "" for none given.
  saving(slot) {
    const { pending, offline } = this.sender;
    if (pending.has(slot)) return offline ? "local" : "sending";
    return this.answers[slot] && this.saved.has(slot) ? "saved" : "";
  }

  acknowledged(said, slots, closed) {
    this.savedAt = timeOfDay(said.at);
    for (const slot of slots) if (!this.sender.pending.has(slot)) this.saved.add(slot);
    if (closed) { location.replace(root.dataset.result); return; }
    if (said.remaining_ms !== undefined) this.clock.set(said.remaining_ms);
  }

  refused(refusal) {
    if (refusal.code === "TakenOver") this.taken();
    else if (refusal.code === "TimeOver" || refusal.code === "AlreadyClosed") location.replace(root.dataset.result);
    else trouble(refusal.sentence, refusal.remedy, () => location.reload());
  }

  async taken() {
    try {
      byId("taken-lease").value = (await ask(`${base}/state`, token)).lease;
    } catch { /* the lease that the page came with is tried */ }
    byId("ask-taken").showModal();
  }

  refresh() {
    const { pending, offline } = this.sender, line = byId("save-line");
    const state = !pending.size ? "saved" : offline ? "local" : "sending";
    line.className = `save-line is-${state}`;
    const words = state === "local" ? say("all_local", { n: pending.size }) : state === "sending" ? say("all_sending")
      : this.savedAt ? say("all_saved", { at: this.savedAt }) : say("ready");
    const shown = this.sender.submitting ? say(offline ? "submit_wait" : "submitting") : words;
    if (byId("save-words").textContent !== shown) byId("save-words").textContent = shown;
    const given = this.answers.filter(Boolean).length;
    byId("answered").textContent = say("answered", { n: given, all: this.answers.length });
    this.view.refresh();
  }

  askSubmit() {
    const open = this.answers.flatMap((mask, slot) => (mask ? [] : [slot]));
    byId("submit-words").textContent = open.length ? say("submit_open", { n: open.length }) : say("submit_all");
    byId("submit-open").replaceChildren(...open.map((slot) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: String(slot + 1) });
      button.setAttribute("aria-label", say("question", { n: slot + 1 }));
      button.addEventListener("click", () => { byId("ask-submit").close(); this.view.go(slot); });
      return button;
    }));
    byId("ask-submit").showModal();
  }

  handIn() {
    for (const control of root.querySelectorAll(".question input, .question button, #submit")) control.disabled = true;
    this.sender.submit();
    this.refresh();
  }

  timeOver() {
    this.announce(say("over"));
    byId("ask-submit").close();
    setTimeout(() => this.handIn(), Math.random() * HAND_IN_SPREAD_MS);
  }

  async resync() {
    try {
      const now = await ask(`${base}/state`, token);
      if (now.state !== "running") location.replace(root.dataset.result);
      else if (!now.mine) this.taken();
      else this.clock.set(now.remaining_ms);
    } catch { /* the sender tells of the network */ }
  }

  exactTime() {
    const seconds = Math.ceil(this.clock.left / 1000);
    return say("left_exact", { m: Math.floor(seconds / 60), s: seconds % 60 });
  }

  announce(text) {
    byId("said").textContent = "";
    requestAnimationFrame(() => { byId("said").textContent = text; });
    const shown = byId("save-words");
    shown.textContent = text;
    setTimeout(() => this.refresh(), 6000);
  }
}

function trouble(title, text, again) {
  byId("trouble-title").textContent = title;
  byId("trouble-text").textContent = text;
  byId("trouble").hidden = false;
  byId("trouble-again").onclick = () => { byId("trouble").hidden = true; again(); };
}

// One tab of a browser writes: the lock goes with the tab. Browsers without locks are told apart by rising numbers.
function alone() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(`exam-${sitting}`, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

async function open() {
  if (!(await alone())) { trouble(say("tab"), say("tab_text"), open); return; }
  try {
    const [paper, stored, outbox] = await Promise.all([ask(`${base}/paper`, token), ask(`${base}/state`, token), openOutbox(sitting)]);
    if (stored.state !== "running") { location.replace(root.dataset.result); return; }
    const page = new Sitting(paper, stored, outbox);
    if (!stored.mine) { page.taken(); return; }
    await page.begin(stored, await outbox.all());
  } catch (fault) {
    trouble(fault.sentence || say("fetch"), fault.remedy || say("fetch_text"), () => location.reload());
  }
}

readWords(byId("words"));
open();
