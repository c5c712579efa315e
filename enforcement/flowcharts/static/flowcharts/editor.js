// The table of a chart: every change is saved at once, and the table, the picture and the checks come back with it.
const root = document.getElementById("sketch");
const state = root.querySelector(".sketch-state");
const refused = root.querySelector(".sketch-refused");
const part = (name) => root.querySelector(`[data-part=${name}]`);
const form = () => root.querySelector("form.sketch-row");
const csrf = () => document.querySelector("meta[name=csrf]").content;
let busy = false;
let waiting = [];
let dirty = false;
let retry = 0;

const typed = () => new URLSearchParams(new FormData(form())).toString();
const say = (text) => { state.textContent = text; };

function refuse(sentences = []) {
  refused.replaceChildren(...sentences.filter(Boolean).map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  }));
}

// One request at a time; what is done meanwhile waits in line.
async function send(word, more = {}) {
  if (busy) { waiting.push([word, more]); return; }
  busy = true;
  say(root.dataset.saving);
  const sent = typed();
  const body = new URLSearchParams(word === "change" ? sent : "");
  body.set("do", word);
  body.set("row", more.row ?? root.dataset.row);
  body.set("stamp", root.dataset.stamp);
  if (word === "change") dirty = false;
  try {
    const answer = await fetch(root.dataset.parts, { method: "POST", body, headers: { "X-CSRFToken": csrf() }, redirect: "error" });
    const told = await answer.json();
    retry = 0;
    take(told, word === "change" ? sent : null);
    say(answer.ok ? `${root.dataset.saved} ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}` : "");
  } catch (error) {
    const ended = error instanceof SyntaxError || error instanceof TypeError && navigator.onLine && retry > 2;
    say(ended ? root.dataset.ended : root.dataset.lost);
    if (word === "change") dirty = true;
    if (!ended) { retry += 1; setTimeout(() => dirty && save(), Math.min(30000, 2000 * retry)); }
  }
  busy = false;
  const next = waiting.shift();
  if (next) send(...next);
  else if (dirty && !retry) save();
}

const save = () => { if (form()) send("change"); };

// A form that was typed into since it was sent is left alone: it is sent again and shown then.
function take(told, sent) {
  refuse(told.refused);
  faults(told.faults ?? {});
  if (told.stamp === undefined) return;
  root.dataset.stamp = told.stamp;
  const touched = sent !== null && typed() !== sent;
  const other = told.row !== root.dataset.row;
  root.dataset.row = told.row;
  for (const name of ["table", "picture", "said", "bar"]) swap(name, told[name]);
  if (!touched || other || told.refused) swap("form", told.form);
  mark(other);
}

function swap(name, html) {
  const place = part(name);
  const focus = place.contains(document.activeElement) ? document.activeElement : null;
  const find = focus && (focus.name ? `[name="${focus.name}"]` : focus.dataset.row ? `[data-row="${CSS.escape(focus.dataset.row)}"]` : focus.dataset.do ? `[data-do="${focus.dataset.do}"]` : "");
  const caret = focus?.selectionStart;
  const open = new Map([...place.querySelectorAll("details[data-section]")].map((d) => [d.dataset.section, d.open]));
  const top = place.scrollTop;
  place.innerHTML = html;
  for (const d of place.querySelectorAll("details[data-section]")) if (open.has(d.dataset.section)) d.open = open.get(d.dataset.section) || d.open;
  place.scrollTop = top;
  const again = find && place.querySelector(find);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (caret !== undefined && caret !== null && again.setSelectionRange && again.type === "text") again.setSelectionRange(caret, caret);
}

function faults(found) {
  for (const place of root.querySelectorAll(".cell-fault")) { place.textContent = ""; place.classList.remove("fine"); }
  for (const [name, text] of Object.entries(found)) {
    const field = form().elements[name];
    const place = field?.closest(".sketch-cell")?.querySelector(".cell-fault");
    if (place) { place.textContent = text; field.setAttribute("aria-invalid", "true"); }
  }
}

function mark(scroll) {
  for (const node of root.querySelectorAll(".node.chosen")) node.classList.remove("chosen");
  const node = root.querySelector(`.node[data-node="${CSS.escape(root.dataset.row)}"]`);
  node?.classList.add("chosen");
  const side = root.querySelector(".sketch-side");
  if (scroll && node && side.scrollHeight > side.clientHeight) {
    side.scrollTop += node.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 2;
  }
  const row = root.querySelector(".sketch-rows .chosen");
  const table = part("table");
  if (scroll && row) table.scrollTop += row.getBoundingClientRect().top - table.getBoundingClientRect().top - table.clientHeight / 3;
}

async function show(row, focus) {
  if (busy || dirty) { waiting.push(["change", {}]); }
  const answer = await fetch(`${root.dataset.parts}?row=${encodeURIComponent(row)}`);
  const told = await answer.json();
  history.replaceState(null, "", `?row=${encodeURIComponent(row)}`);
  take(told, null);
  const place = part("form");
  if (focus) place.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  if (window.innerWidth < 896) place.scrollIntoView({ block: "start" });
}

root.addEventListener("click", (event) => {
  const row = event.target.closest("[data-row]");
  const node = event.target.closest(".node[data-node]");
  const button = event.target.closest("[data-do]");
  const clear = event.target.closest("[data-clear]");
  if (row && row !== root) { event.preventDefault(); show(row.dataset.row, event.detail === 0); }
  else if (node && root.querySelector(`a[data-row="${CSS.escape(node.dataset.node)}"]`)) show(node.dataset.node, false);
  else if (button) send(button.dataset.do);
  else if (clear) {
    for (const field of clear.closest("fieldset").querySelectorAll("input, select, textarea")) { if (field.type === "checkbox") field.checked = false; else field.value = ""; }
    save();
  }
});
root.addEventListener("submit", (event) => { event.preventDefault(); save(); });
root.addEventListener("change", (event) => { if (event.target.closest("form.sketch-row")) { dirty = true; if (!busy) save(); } });

let asking = 0;
root.addEventListener("input", (event) => {
  if (!event.target.matches("[data-condition]")) return;
  clearTimeout(asking);
  asking = setTimeout(() => check(event.target), 250);
});
async function check(field) {
  const answer = await fetch(`${root.dataset.condition}?text=${encodeURIComponent(field.value)}`);
  const told = await answer.json();
  const place = field.closest(".sketch-cell")?.querySelector(".cell-fault");
  if (!place) return;
  place.textContent = told.column ? `${told.said} (${told.column})` : told.said;
  place.classList.toggle("fine", told.ok);
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches?.("input, textarea, select");
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && key === "z" && !writing) { event.preventDefault(); send(event.shiftKey ? "redo" : "undo"); }
  if ((event.ctrlKey || event.metaKey) && key === "y" && !writing) { event.preventDefault(); send("redo"); }
  if (event.altKey && ["arrowup", "arrowdown"].includes(key)) { event.preventDefault(); send(key === "arrowup" ? "move:up" : "move:down"); }
  const row = event.target.closest?.(".sketch-rows a");
  if (row && !event.altKey && ["arrowup", "arrowdown"].includes(key)) {
    event.preventDefault();
    const rows = [...root.querySelectorAll(".sketch-rows a")];
    rows[rows.indexOf(row) + (key === "arrowup" ? -1 : 1)]?.focus();
  }
});
window.addEventListener("beforeunload", (event) => { if (dirty || busy) event.preventDefault(); });
mark(true);
