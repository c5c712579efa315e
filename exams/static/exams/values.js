// What an answer is: a mask of options, a list of words (one for each blank), or a text.
export const MOST_BLANK = 200, MOST_TEXT = 4000;

export const isFillIn = (question) => question.type === "fill_in";
export const isText = (question) => question.type === "short_answer";

export function none(question) {
  if (isFillIn(question)) return Array.from({ length: Math.max(1, question.blanks ?? 1) }, () => "");
  return isText(question) ? "" : 0;
}

export const isGiven = (value) => (Array.isArray(value) ? value.some((text) => text.trim() !== "") : typeof value === "string" ? value.trim() !== "" : value !== 0);

export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// The answers as the server stores them: masks by question, words beside them under the question's number.
export function fromStored(questions, stored) {
  const texts = stored.texts ?? {};
  return questions.map((question, slot) => {
    if (!isFillIn(question) && !isText(question)) return stored.answers[slot] ?? 0;
    const words = texts[slot] ?? texts[String(slot)];
    if (isText(question)) return typeof words === "string" ? words : "";
    return none(question).map((_, blank) => (Array.isArray(words) ? words[blank] ?? "" : ""));
  });
}

// No database keeps half a character or the sign that ends a text in C; a pasted text may hold either.
export function clean(text, most) {
  let kept = "";
  for (const sign of text) {
    const code = sign.codePointAt(0);
    const control = code < 32 && sign !== "\n" && sign !== "\t", half = code >= 0xd800 && code <= 0xdfff;
    if (!control && !half && code !== 0xfffe && code !== 0xffff) kept += sign;
  }
  return [...kept].slice(0, most).join("");
}

export const isUnderWay = (stored) => stored.state === "running" || stored.state === "paused";
