// Draws questions and the grid of their numbers. It knows nothing of the network: it asks `state` and tells `on`.
import { say } from "./words.js";

const LETTERS = "ABCDEFGH";
// The header and the line of the saving state cover so many pixels at the top.
const STICKY = 136;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export class View {
  constructor({ questions, root, grid, state, on }) {
    Object.assign(this, { questions, root, grid, state, on });
    this.here = 0;
    this.all = false;
    this.buttons = [];
    this.drawGrid();
  }

  draw() {
    const shown = this.all ? this.questions.map((_, slot) => slot) : [this.here];
    this.root.replaceChildren(...shown.map((slot) => this.question(slot)));
    this.refresh();
  }

  go(slot, { focus = true } = {}) {
    this.here = Math.min(Math.max(slot, 0), this.questions.length - 1);
    if (!this.all) this.draw();
    const target = this.root.querySelector(`#q${this.here}`);
    if (focus) target?.querySelector(".stem").focus({ preventScroll: true });
    const top = target?.getBoundingClientRect().top ?? 0;
    if (this.all || top < STICKY || top > innerHeight / 2) target?.scrollIntoView({ block: "start" });
    this.refresh();
  }

  question(slot) {
    const question = this.questions[slot];
    const stem = make("span", { class: "stem", id: `stem${slot}`, tabindex: "-1" }, question.stem);
    const number = make("span", { class: "of" }, say("of", { n: slot + 1, all: this.questions.length }), " · ", say(question.type));
    const options = make("div", { class: "options" }, ...question.options.map((text, bit) => this.option(slot, bit, text)));
    const marked = make("input", { type: "checkbox", class: "form-check-input", checked: this.state.marked(slot) });
    marked.addEventListener("change", () => this.on.mark(slot, marked.checked));
    const clear = make("button", { type: "button", class: "btn btn-quiet" }, say("clear"));
    clear.addEventListener("click", () => { this.on.answer(slot, 0); this.fill(slot); });
    const tools = make("div", { class: "tools" },
      make("label", { class: "form-check" }, marked, make("span", { class: "form-check-label" }, say("mark"))), clear,
      make("span", { class: "save-state", id: `save${slot}` }));
    return make("fieldset", { class: "question", id: `q${slot}` }, make("legend", {}, number, stem), options, tools);
  }

  option(slot, bit, text) {
    const several = this.questions[slot].type === "multiple";
    const input = make("input", {
      type: several ? "checkbox" : "radio", name: `a${slot}`, class: "form-check-input",
      checked: Boolean((this.state.answer(slot) >> bit) & 1),
    });
    input.addEventListener("change", () => {
      const before = several ? this.state.answer(slot) & ~(1 << bit) : 0;
      this.on.answer(slot, before | (input.checked ? 1 << bit : 0));
    });
    return make("label", { class: "option" }, input, make("span", { class: "letter" }, LETTERS[bit]), make("span", {}, text));
  }

  fill(slot) {
    this.root.querySelectorAll(`#q${slot} .options input`).forEach((input, bit) => {
      input.checked = Boolean((this.state.answer(slot) >> bit) & 1);
    });
  }

  drawGrid() {
    let part = "", list;
    this.questions.forEach((question, slot) => {
      if (question.type !== part) {
        part = question.type;
        list = make("ol", { class: "numbers", start: String(slot + 1) });
        this.grid.append(make("h2", { class: "numbers-part" }, say(`part_${part}`)), list);
      }
      const button = make("button", { type: "button" }, String(slot + 1));
      button.addEventListener("click", () => this.go(slot));
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
        line.textContent = state === "saved" && this.state.savedAt ? say("saved_at", { at: this.state.savedAt }) : state ? say(state) : "";
      }
    });
  }
}
