// Draws one question of any type, with what was answered. It tells `on.answer(slot, value, typed)` of every change.
import { clean, isFillIn, isText, MOST_BLANK, MOST_TEXT } from "./values.js";
import { make, say } from "./words.js";

const LETTERS = "ABCDEFGH", BLANK = /_{2,}/, COUNTED_MS = 1200, NEARLY = 200;

// Hears what is typed, but not while a word is being put together from a keyboard of letters (pinyin).
function typed(input, most, heard) {
  let composing = false;
  const told = (ended) => {
    const text = clean(input.value, most);
    if (text !== input.value) input.value = text;
    heard(text, ended);
  };
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; told(false); });
  input.addEventListener("input", () => { if (!composing) told(false); });
  input.addEventListener("change", () => told(true));
}

export class Question {
  constructor({ question, slot, count, pictures, state, on }) {
    Object.assign(this, { question, slot, count, pictures, state, on });
  }

  draw() {
    const { question, slot } = this;
    const inline = isFillIn(question) && question.stem.split(BLANK).length - 1 === question.blanks;
    const media = (question.media ?? []).filter((picture) => picture.place === "stem");
    const legend = make("legend", {}, make("span", { class: "of" }, this.about()));
    const stem = make("div", { class: "stem", id: `stem${slot}`, tabindex: "-1" }, ...(inline ? this.stemWithBlanks() : [question.stem]));
    if (!inline) legend.append(stem);
    const body = inline ? [stem] : isFillIn(question) ? [this.blanks()] : isText(question) ? [this.text()] : [this.options()];
    this.element = make("fieldset", { class: `question is-${question.type}`, id: `q${slot}` }, legend, ...this.pictures.show(media), ...body, this.tools());
    return this.element;
  }

  about() {
    const { question, slot, count } = this;
    const points = question.points === undefined ? "" : ` · ${question.points === 100 ? say("point") : say("points", { n: question.points / 100 })}`;
    return `${say("of", { n: slot + 1, all: count })} · ${say(question.type)}${points}`;
  }

  options() {
    return make("div", { class: "options" }, ...this.question.options.map((text, bit) => this.option(bit, text)));
  }

  option(bit, text) {
    const { question, slot } = this, several = question.type === "multiple";
    const input = make("input", {
      type: several ? "checkbox" : "radio", name: `a${slot}`, class: "form-check-input",
      checked: Boolean((this.state.answer(slot) >> bit) & 1),
    });
    input.addEventListener("change", () => {
      const before = several ? this.state.answer(slot) & ~(1 << bit) : 0;
      this.on.answer(slot, before | (input.checked ? 1 << bit : 0), false);
    });
    const media = (question.media ?? []).filter((picture) => picture.place === bit);
    const label = make("label", { class: "option" }, input, make("span", { class: "letter" }, LETTERS[bit]), make("span", {}, text));
    return media.length ? make("div", { class: "option-with-picture" }, label, ...this.pictures.show(media)) : label;
  }

  // Where the stem has a line for each blank, the inputs stand in the lines.
  stemWithBlanks() {
    return this.question.stem.split(BLANK).flatMap((part, n) => (n ? [this.blank(n - 1, "blank-inline"), part] : [part]));
  }

  blanks() {
    const rows = this.state.answer(this.slot).map((_, n) => make("label", { class: "blank-row" },
      make("span", { class: "blank-name" }, say("blank", { n: n + 1 })), this.blank(n, "form-control")));
    return make("div", { class: "blanks" }, ...rows);
  }

  blank(n, kind) {
    const { slot } = this;
    const input = make("input", {
      type: "text", class: kind, maxlength: String(MOST_BLANK), autocomplete: "off", spellcheck: "false", autocapitalize: "off",
      "aria-label": say("blank", { n: n + 1 }), "data-blank": String(n),
    });
    input.value = this.state.answer(slot)[n] ?? "";
    const fit = () => { if (kind === "blank-inline") input.size = Math.min(24, Math.max(8, input.value.length * 2)); };
    fit();
    typed(input, MOST_BLANK, (text, ended) => {
      const words = [...this.state.answer(slot)];
      fit();
      if (words[n] === text && !ended) return;
      words[n] = text;
      this.on.answer(slot, words, !ended);
    });
    return input;
  }

  text() {
    const { slot } = this;
    const area = make("textarea", {
      class: "form-control", rows: "8", maxlength: String(MOST_TEXT), "aria-label": say("your_answer"), "aria-describedby": `count${slot}`,
    });
    area.value = this.state.answer(slot);
    const count = make("span", { class: "count-signs", id: `count${slot}` }), aloud = make("span", { class: "visually-hidden", "aria-live": "polite" });
    let later;
    const counted = () => {
      const n = [...area.value].length;
      count.textContent = say("signs", { n, most: MOST_TEXT });
      count.classList.toggle("is-near", n > MOST_TEXT - NEARLY);
      return n;
    };
    counted();
    typed(area, MOST_TEXT, (text, ended) => {
      clearTimeout(later);
      const n = counted();
      // Said only after a rest, so that it never speaks into the typing.
      later = setTimeout(() => { aloud.textContent = say("signs", { n, most: MOST_TEXT }); }, COUNTED_MS);
      this.on.answer(slot, text, !ended);
    });
    return make("div", { class: "words" }, area, count, aloud);
  }

  tools() {
    const { slot } = this;
    const marked = make("input", { type: "checkbox", class: "form-check-input", checked: this.state.marked(slot) });
    marked.addEventListener("change", () => this.on.mark(slot, marked.checked));
    const parts = [make("label", { class: "form-check" }, marked, make("span", { class: "form-check-label" }, say("mark")))];
    if (!isFillIn(this.question) && !isText(this.question)) {
      const clear = make("button", { type: "button", class: "btn btn-quiet" }, say("clear"));
      clear.addEventListener("click", () => { this.on.answer(slot, 0, false); this.fill(); });
      parts.push(clear);
    }
    return make("div", { class: "tools" }, ...parts, make("span", { class: "save-state", id: `save${slot}` }));
  }

  // Shows what is answered now, where it was changed from elsewhere.
  fill() {
    const value = this.state.answer(this.slot);
    this.element.querySelectorAll(".options input").forEach((input, bit) => { input.checked = Boolean((value >> bit) & 1); });
    this.element.querySelectorAll("[data-blank]").forEach((input) => { input.value = value[Number(input.dataset.blank)] ?? ""; });
    const area = this.element.querySelector("textarea");
    if (area) area.value = value;
  }
}
