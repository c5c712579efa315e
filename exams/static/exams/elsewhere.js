// Another device writes: the candidate is told, and may go on here, with the proctor's code where the session wants one.
import { ask, Refused } from "./ask.js";
import { openOutbox } from "./outbox.js";
import { isUnderWay } from "./values.js";
import { say } from "./words.js";

const byId = (id) => document.getElementById(id);
const LOOK_AGAIN_MS = 30000;

export class Elsewhere {
  constructor(page) {
    this.page = page;
    byId("take-form").addEventListener("submit", (event) => { event.preventDefault(); this.take(); });
  }

  async taken(stored, how) {
    if (this.page.now === "taken") return;
    await this.page.leave("taken");
    this.seen = stored.lease;
    this.page.outbox ??= await openOutbox(this.page.facts.sitting);
    const left = (await this.page.outbox.all()).length;
    byId("taken-title").textContent = say(how === "open" ? "taken_open" : "taken_lost");
    byId("taken-left").textContent = left ? say(left === 1 ? "taken_left_one" : "taken_left", { n: left }) : "";
    byId("code-row").hidden = this.page.facts.takeover !== "code";
    this.looking = setTimeout(() => this.lookFromOutside(), LOOK_AGAIN_MS);
  }

  // The other device may hand in meanwhile; then what is left here goes to the people who decide.
  async lookFromOutside() {
    if (this.page.now !== "taken") return;
    try {
      const stored = await ask(`${this.page.facts.base}/state`, this.page.token);
      this.seen = stored.lease;
      if (!isUnderWay(stored)) { await this.page.ended(stored); return; }
    } catch { /* asked again */ }
    this.looking = setTimeout(() => this.lookFromOutside(), LOOK_AGAIN_MS);
  }

  async take() {
    const fault = (text) => { byId("take-fault").hidden = !text; byId("take-fault-words").textContent = text; };
    const code = byId("take-code"), button = byId("take");
    fault("");
    button.disabled = true;
    try {
      this.seen = (await ask(`${this.page.facts.base}/state`, this.page.token)).lease;
      const body = { lease: this.seen, ...(this.page.facts.takeover === "code" ? { code: code.value.replace(/\s/g, "") } : {}) };
      const said = await ask(`${this.page.facts.base}/takeover`, this.page.token, { method: "POST", body });
      clearTimeout(this.looking);
      this.page.hold(said);
      await this.page.begin({ state: "running", mine: true, ...said });
      if (said.state === undefined) this.page.look(0);
    } catch (refusal) {
      fault(refusal instanceof Refused ? `${refusal.message} ${refusal.remedy ?? ""}` : say("no_connection"));
      if (refusal.code === "CodeNeeded") code.focus();
      if (["TimeOver", "AlreadyClosed", "Voided"].includes(refusal.code)) this.page.closed();
    } finally {
      button.disabled = false;
    }
  }
}
