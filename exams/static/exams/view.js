// Draws the paper: one question or all, the shared text of a case, and the grid of numbers. It knows nothing of the network.
import { Question } from "./question.js";
import { make, say } from "./words.js";

// The header and the line of the saving state cover so many pixels at the top.
const STICKY = 136;

export class View {
  constructor({ paper, root, grid, pictures, state, on }) {
    Object.assign(this, { questions: paper.questions, groups: paper.groups ?? [], root, grid, pictures, state, on });
    this.here = 0;
    this.all = false;
    this.folded = new Set();
    this.buttons = [];
    this.shown = new Map();
    this.drawGrid();
  }

  draw() {
    this.shown.clear();
    const slots = this.all ? this.questions.map((_, slot) => slot) : [this.here];
    this.root.replaceChildren(...this.blocks(slots).map(({ group, slots: some }) => this.block(group, some)));
    this.refresh();
  }

  // Neighbours of one case under its text, everything else alone.
  blocks(slots) {
    const found = [];
    for (const slot of slots) {
      const group = this.questions[slot].group ?? null, last = found.at(-1);
      if (group !== null && last?.group === group) last.slots.push(slot);
      else found.push({ group, slots: [slot] });
    }
    return found;
  }

  block(group, slots) {
    const questions = slots.map((slot) => {
      const shown = new Question({ question: this.questions[slot], slot, count: this.questions.length, pictures: this.pictures, state: this.state, on: this.on });
      this.shown.set(slot, shown);
      return shown.draw();
    });
    if (group === null) return questions[0];
    return make("section", { class: "case-block", "aria-label": say("case", { n: group + 1 }) }, this.case(group), make("div", {}, ...questions));
  }

  case(group) {
    const { stem, media } = this.groups[group];
    const own = this.questions.flatMap((question, slot) => (question.group === group ? [slot + 1] : []));
    const details = make("details", { class: "case", open: !this.folded.has(group) },
      make("summary", {}, make("strong", {}, say("case", { n: group + 1 })), " ", make("span", { class: "quiet" }, say("case_of", { from: own[0], to: own.at(-1) }))),
      make("div", { class: "case-text" }, ...stem.split(/\n+/).map((part) => make("p", {}, part)), ...this.pictures.show(media ?? [])));
    details.addEventListener("toggle", () => {
      if (details.open) this.folded.delete(group);
      else this.folded.add(group);
    });
    return details;
  }

  go(slot, { focus = true } = {}) {
    const before = this.questions[this.here].group ?? null;
    this.here = Math.min(Math.max(slot, 0), this.questions.length - 1);
    if (!this.all) this.draw();
    const target = this.root.querySelector(`#q${this.here}`);
    if (focus) target?.querySelector(".stem").focus({ preventScroll: true });
    // The text of a case is shown from its top once; from one of its questions to the next the question counts.
    const read = this.all || (before !== null && before === this.questions[this.here].group);
    const from = read ? target : target?.closest(".case-block") ?? target;
    const top = from?.getBoundingClientRect().top ?? 0;
    if (this.all || top < STICKY || top > innerHeight / 2) from?.scrollIntoView({ block: "start" });
    this.refresh();
  }

  fill(slot) { this.shown.get(slot)?.fill(); }

  drawGrid() {
    let part = "", list;
    this.questions.forEach((question, slot) => {
      const name = question.group === null || question.group === undefined ? say(`part_${question.type}`) : say("case", { n: question.group + 1 });
      if (name !== part) {
        part = name;
        list = make("ol", { class: "numbers", start: String(slot + 1) });
        this.grid.append(make("h2", { class: "numbers-part" }, name), list);
      }
      const button = make("button", { type: "button" }, String(slot + 1));
      button.addEventListener("click", () => this.on.go(slot));
      this.buttons.push(button);
      list.append(make("li", {}, button));
    });
  }

  refresh() {
    this.buttons.forEach((button, slot) => {
      const state = this.state.saving(slot), marked = this.state.marked(slot);
      button.className = [state ? `is-${state}` : "", marked ? "is-marked" : ""].join(" ").trim();
      const words = [say("question", { n: slot + 1 }), state ? say(state) : say("open"), ...(marked ? [say("marked")] : [])];
      button.setAttribute("aria-label", words.join(", "));
      if (slot === this.here && !this.all) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      const line = this.root.querySelector(`#save${slot}`);
      if (line) {
        line.className = `save-state ${state ? `is-${state}` : ""}`;
        const at = this.state.savedAt(slot);
        line.textContent = state === "saved" && at ? say("saved_at", { at }) : state ? say(state) : "";
      }
    });
  }
}
