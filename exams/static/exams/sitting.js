// One page from the rules to the receipt: before the start, the paper, a pause, another device, the end.
import { ask, askUntilHeard, Refused } from "./ask.js";
import { digits, ServerTime } from "./clock.js";
import { Kept } from "./kept.js";
import { Elsewhere } from "./elsewhere.js";
import { showEnd } from "./ending.js";
import { Lobby } from "./lobby.js";
import { openOutbox } from "./outbox.js";
import { Paper } from "./paper.js";
import { Pictures } from "./pictures.js";
import { Pulse } from "./pulse.js";
import { showReceipt } from "./receipt.js";
import { Tabs } from "./tabs.js";
import { fromStored, isGiven, isSame, isUnderWay } from "./values.js";
import { readWords, say } from "./words.js";

const byId = (id) => document.getElementById(id);
const SPREAD_MS = 1000, SLEPT_MS = 5000;
const BEFORE = new Set(["waiting", "ready", "absent", "assigned"]);

class Page {
  constructor(root) {
    const { sitting, session, token, state, grace, takeover } = root.dataset;
    this.root = root;
    this.facts = { sitting: Number(sitting), session: Number(session), grace: 1000 * Number(grace), base: `/x/sittings/${sitting}`, takeover, state };
    this.visitor = token;
    this.kept = new Kept(sitting);
    this.time = new ServerTime();
    this.pictures = new Pictures(byId("picture"));
    this.tabs = new Tabs(sitting, { gained: () => this.resume(), lost: () => this.leave("tab") });
    this.pulse = new Pulse({
      url: `/x/sessions/${session}/pulse`, token: () => this.token, rev: 0, heardAt: () => this.paper?.sender.heardAt ?? 0,
      rose: () => this.look(Math.random() * SPREAD_MS), told: (said) => this.told(said),
    });
    this.elsewhere = new Elsewhere(this);
    this.controls();
  }

  get token() { return this.kept.get("token")?.token ?? this.visitor; }

  hold({ token, lease }) { this.kept.set("token", { token, lease }); }

  controls() {
    byId("tab-insist").addEventListener("click", () => { byId("tab-insist").disabled = true; this.tabs.insist(); });
    byId("trouble-again").addEventListener("click", () => location.reload());
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.paper) this.pulse.beat({ now: true }); });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  // Shows one part of the page. A part that replaces another under one's hands takes the focus.
  stage(name, { focus = true } = {}) {
    this.now = name;
    document.body.dataset.stage = name;
    for (const part of document.querySelectorAll("[data-stage]:not(body)")) part.hidden = !part.dataset.stage.split(" ").includes(name);
    byId("say-time").hidden = name !== "paper" && name !== "paused";
    if (focus) document.querySelector(`section[data-stage="${name}"] [data-first]`)?.focus();
  }

  async open() {
    if (!(await this.tabs.claim())) this.stage("tab", { focus: false });
    else if (BEFORE.has(this.facts.state) && !this.kept.get("token")) this.lobby();
    else await this.resume();
  }

  lobby() {
    this.stage("lobby", { focus: false });
    const { facts, time, kept } = this;
    new Lobby({
      root: byId("lobby"), base: facts.base, token: this.visitor, kept, time,
      started: (said) => this.start(said), begun: () => this.resume(),
    }).open();
  }

  start(said) {
    this.hold(said);
    this.begin({ state: "running", mine: true, answers: [], texts: null, ...said }, { focus: true }).catch((fault) => this.trouble(fault));
  }

  // Finds out how the sitting stands and goes on there.
  async resume() {
    byId("tab-insist").disabled = false;
    this.stage("opening", { focus: false });
    try {
      const stored = await this.stored();
      if (BEFORE.has(stored.state)) this.lobby();
      else if (!isUnderWay(stored)) await this.ended(stored);
      else if (stored.mine) await this.begin(stored);
      else if (!(await this.startedHere(stored))) this.elsewhere.taken(stored, "open");
    } catch (fault) {
      if (fault.code === "NotBegun") this.lobby();
      else this.trouble(fault);
    }
  }

  async stored() {
    const tell = () => { byId("opening-words").textContent = say("no_connection"); };
    const url = `${this.facts.base}/state`;
    try {
      return await askUntilHeard(url, this.token, {}, tell);
    } catch (fault) {
      if (fault.code !== "TokenRefused" || !this.kept.get("token")) throw fault;
      this.kept.set("token", null);
      return askUntilHeard(url, this.token, {}, tell);
    }
  }

  // The answer to the start of this browser got lost: the same start again is answered with the same token.
  async startedHere(stored) {
    const once = this.kept.get("once");
    if (!once || stored.lease !== 1 || this.kept.get("token")) return false;
    try {
      this.start(await ask(`${this.facts.base}/start`, this.visitor, { method: "POST", body: { honour: true, once } }));
      return true;
    } catch {
      return false;
    }
  }

  async begin(stored, { focus = false } = {}) {
    const tell = () => { byId("opening-words").textContent = say("no_connection"); };
    this.stage("opening", { focus: false });
    this.time.hear(stored.at);
    const [paper, outbox] = await Promise.all([askUntilHeard(`${this.facts.base}/pack`, this.token, {}, tell), openOutbox(this.facts.sitting)]);
    const { facts, kept, time, pictures, token } = this;
    this.outbox = outbox;
    pictures.fetch(paper);
    const { rows, older } = this.sorted(await outbox.all(), paper, stored);
    this.paper = new Paper({
      facts, paper, stored, token, outbox, kept, time, pictures,
      on: {
        acknowledged: (said) => this.pulse.hear(said.rev), paused: () => this.look(0), refused: (refusal) => this.refused(refusal),
        takenIn: () => this.closed(), done: (receipt, answered, count) => this.done(receipt, answered, count),
      },
    });
    this.stage("paper", { focus: false });
    await this.paper.begin(rows, stored.remaining_ms);
    this.pulse.rev = Math.max(this.pulse.rev, stored.rev ?? 0);
    this.pulse.begin();
    if (focus) this.paper.view.go(0);
    if (older.length) this.askOlder(older);
    if (stored.state === "paused") this.pause(stored);
  }

  // Answers that wait here, and those among them that another device has answered otherwise since.
  sorted(kept, paper, stored) {
    const there = fromStored(paper.questions, stored);
    const fits = kept.filter((row) => row.slot < paper.questions.length && !isSame(row.value, there[row.slot]));
    const older = fits.filter((row) => row.lease !== stored.lease && isGiven(there[row.slot]));
    return { rows: fits.filter((row) => !older.includes(row)), older };
  }

  askOlder(rows) {
    byId("older-words").textContent = say("older", { n: rows.length, which: rows.map((row) => row.slot + 1).join(", ") });
    const use = () => { for (const row of rows) { this.paper.answer(row.slot, row.value, false); this.paper.view.fill(row.slot); } };
    byId("older-use").onclick = () => { byId("ask-older").close(); use(); };
    byId("older-keep").onclick = () => { byId("ask-older").close(); this.outbox.remove(rows).catch(() => {}); };
    byId("ask-older").showModal();
  }

  // A pulse names the server's time: together with the deadline that is the time left, even after a computer slept.
  told(said) {
    this.time.hear(said.at);
    const { paper } = this;
    if (!paper || this.now !== "paper") return;
    const left = Math.max(0, Date.parse(paper.deadline) - Date.parse(said.at));
    if (Math.abs(left - paper.clock.left) > SLEPT_MS) paper.clock.set(left);
  }

  // Something was done to the session: how does this sitting stand now?
  async look(delay) {
    await new Promise((resolve) => { setTimeout(resolve, delay); });
    try {
      this.apply(await ask(`${this.facts.base}/state`, this.token));
    } catch (fault) {
      if (fault instanceof Refused && fault.status < 500) this.refused(fault);
      else setTimeout(() => this.look(0), 2000);
    }
  }

  apply(stored) {
    this.time.hear(stored.at);
    this.pulse.rev = Math.max(this.pulse.rev, stored.rev ?? 0);
    if (this.now === "ended") { if (isUnderWay(stored)) location.reload(); return; }
    if (!isUnderWay(stored)) this.ended(stored);
    else if (!stored.mine) this.elsewhere.taken(stored, "lost");
    else if (!this.paper) return;
    else if (stored.state === "paused") this.pause(stored);
    else {
      const paused = this.now === "paused";
      this.paper.timeLeft(stored, { paused });
      if (paused) this.unpause();
    }
  }

  pause(stored) {
    this.paper.sender.hold();
    this.paper.clock.freeze(stored.remaining_ms);
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    byId("paused-left").textContent = digits(stored.remaining_ms);
    if (this.now === "paused") return;
    byId("paused-why").hidden = true;
    this.stage("paused");
    this.reason("paused");
  }

  unpause() {
    this.stage("paper", { focus: false });
    this.paper.sender.resume();
    this.paper.view.go(this.paper.view.here);
    this.paper.announce(say("goes_on"));
  }

  // Why a proctor did what they did stands on the full site; it is shown if it can be had.
  async reason(where) {
    try {
      const response = await fetch(this.root.dataset.reason, { headers: { Accept: "application/json" } });
      const { reason } = await response.json();
      if (!reason) return;
      byId(`${where}-reason`).textContent = reason;
      byId(`${where}-why`).hidden = false;
    } catch { /* the sentence without the reason stands */ }
  }

  refused(refusal) {
    if (refusal.code === "TakenOver") this.look(0);
    else if (["TimeOver", "AlreadyClosed", "Voided"].includes(refusal.code)) this.closed();
    else this.trouble(refusal);
  }

  async closed() {
    try {
      this.ended(await this.stored());
    } catch (fault) {
      this.trouble(fault);
    }
  }

  async leave(stage) {
    this.now = stage;
    this.pulse.end();
    await this.paper?.end();
    this.paper = undefined;
    this.stage(stage);
  }

  async done(receipt, answered, count) {
    await this.leave("receipt");
    showReceipt(receipt, answered, count);
    this.kept.forget();
  }

  ended(stored) { return showEnd(this, stored); }

  trouble(fault) {
    byId("trouble-title").textContent = fault.message || say("fetch");
    byId("trouble-text").textContent = fault.remedy || say("fetch_text");
    this.leave("trouble");
  }
}

readWords(byId("words"));
new Page(byId("sitting")).open();
