// The record of a hearing as it is written: one part at a time, saved every moment, kept on the device without network.
const root = document.getElementById("hearing");
const { save, key, session, csrf } = root.dataset;
const words = (name) => root.dataset[`words${name}`];
const fields = [...root.querySelectorAll("textarea[data-section]")];
const links = [...root.querySelectorAll("[data-goto]")];
const parts = [...root.querySelectorAll("[data-part]")];
const state = root.querySelector("[data-state]");
const waiting = new Set();
const timers = new Map();

const place = (field) => `${key}:${field.dataset.section}`;
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function tell(text, waits) {
  state.textContent = text;
  state.classList.toggle("waits", Boolean(waits));
}

function keep(field) {
  try {
    localStorage.setItem(place(field), JSON.stringify({ text: field.value, revision: Number(field.dataset.revision) }));
  } catch { /* no room: the server is asked all the same */ }
}

function kept(field) {
  try { return JSON.parse(localStorage.getItem(place(field)) ?? "null"); } catch { return null; }
}

function forget(field) {
  try { localStorage.removeItem(place(field)); } catch { /* nothing was kept */ }
}

// Two devices wrote the same part: both texts stay, the other one's first.
function join(theirs, mine) {
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  return `${theirs}\n〔${words("Mark")}〕\n${mine}`;
}

async function send(field) {
  if (field.dataset.sending) { plan(field); return; }
  field.dataset.sending = "1";
  const text = field.value;
  tell(words("Saving"));
  try {
    const answer = await fetch(save, {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify({ session: Number(session), code: field.dataset.section, text, revision: Number(field.dataset.revision) }),
    });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (answer.ok && said) accept(field, text, said);
    else if (answer.status === 409 && said?.revision !== undefined) merge(field, said);
    else tell(said?.sentence ?? words("Kept"), true);
  } catch {
    tell(words("Kept"), true);
  } finally {
    delete field.dataset.sending;
  }
  mark();
}

function accept(field, text, said) {
  field.dataset.revision = said.revision;
  if (field.value === text) { waiting.delete(field); forget(field); } else { keep(field); plan(field); }
  if (!waiting.size) tell(`${words("Saved")} ${clock(said.at)}`);
}

function merge(field, said) {
  field.dataset.revision = said.revision;
  field.value = join(said.text, field.value);
  keep(field);
  tell(words("Both"), true);
  plan(field);
}

function plan(field, after = 1200) {
  waiting.add(field);
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => send(field), after));
}

function mark() {
  for (const link of links) {
    const field = fields.find((one) => one.dataset.section === link.dataset.goto);
    link.classList.toggle("written", Boolean(field?.value.trim()));
  }
}

function show(code, focus) {
  for (const part of parts) part.hidden = part.dataset.part !== code;
  for (const link of links) {
    if (link.dataset.goto === code) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  history.replaceState(null, "", `#part-${code}`);
  if (focus) fields.find((one) => one.dataset.section === code)?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}

function speak(field, who) {
  const now = clock(Date.now()), before = field.value.slice(0, field.selectionEnd), after = field.value.slice(field.selectionEnd);
  const line = `${before && !before.endsWith("\n") ? "\n" : ""}${now} ${who}：`;
  field.value = before + line + after;
  field.setSelectionRange((before + line).length, (before + line).length);
  field.focus();
  keep(field);
  plan(field);
}

function restore(field) {
  const draft = kept(field);
  if (!draft || draft.text === field.value) { forget(field); return; }
  field.value = draft.revision === Number(field.dataset.revision) ? draft.text : join(field.value, draft.text);
  plan(field, 100);
}

for (const field of fields) {
  field.addEventListener("input", () => { keep(field); plan(field); });
  restore(field);
}
root.addEventListener("click", (event) => {
  const to = event.target.closest("[data-goto]"), turn = event.target.closest("[data-turn]"), who = event.target.closest("[data-speaker]");
  if (to) { event.preventDefault(); show(to.dataset.goto, true); }
  if (turn) {
    event.preventDefault();
    const here = parts.findIndex((part) => !part.hidden);
    show(parts[Math.min(parts.length - 1, Math.max(0, here + Number(turn.dataset.turn)))].dataset.part, true);
  }
  if (who) speak(who.closest("[data-part]").querySelector("textarea"), who.dataset.speaker);
});
window.addEventListener("online", () => waiting.forEach((field) => plan(field, 100)));
setInterval(() => waiting.forEach((field) => { if (!field.dataset.sending) plan(field, 100); }), 10000);
window.addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
mark();
show(parts.some((part) => `#${part.id}` === location.hash) ? location.hash.slice(6) : parts[0].dataset.part);
