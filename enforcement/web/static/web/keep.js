// What people type is never lost: it is kept in this tab until the act is done, and put back when the form comes again
// empty (the session ended, the page was stale, the tab was reloaded). Passwords and files are never kept.
const PREFIX = "kept:";
const person = () => document.body.dataset.person ?? "";
const keyOf = (form) => `${PREFIX}${location.pathname}:${[...document.querySelectorAll("form[data-keep]")].indexOf(form)}`;
const kept = (field) => field.name && !["csrfmiddlewaretoken", "act_id"].includes(field.name)
  && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !("noKeep" in field.dataset);

function store(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: typing goes on */ }
}

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

function valuesOf(form) {
  return [...form.elements].filter(kept).map((field) => [
    field.name, field.value,
    field.type === "select-multiple" ? [...field.options].filter((o) => o.selected).map((o) => o.value) : (field.checked ?? null),
  ]);
}

function putBack(form, values) {
  let changed = false;
  for (const field of [...form.elements].filter(kept)) {
    const box = field.type === "checkbox" || field.type === "radio";
    const found = values.find(([name, value]) => name === field.name && (!box || value === field.value));
    if (!found) continue;
    if (box) { changed ||= field.checked !== found[2]; field.checked = found[2]; continue; }
    if (field.type === "select-multiple") { for (const o of field.options) o.selected = found[2].includes(o.value); continue; }
    changed ||= field.value !== found[1];
    field.value = found[1];
  }
  return changed;
}

function tell(form) {
  const notice = document.createElement("div");
  notice.className = "notice notice-info";
  notice.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = document.body.dataset.restored;
  notice.append(words);
  form.prepend(notice);
}

export function keepForms() {
  let dirty = false;
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = keyOf(form);
    const before = read(key);
    const answered = form.querySelector("[data-focus]");
    if (before && !answered && before.person === person() && putBack(form, before.values)) { tell(form); dirty = true; }
    const save = () => { dirty = true; store(key, { person: person(), act: form.dataset.keep, values: valuesOf(form) }); };
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("kept", () => { dirty = false; });
    form.addEventListener("submit", () => { save(); dirty = false; });
  }
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}

// The server says by data-done which act was done: what was kept for it may go.
export function forgetDone() {
  for (const notice of document.querySelectorAll("[data-done]")) {
    const act = notice.dataset.done.split(" ").find((word) => word.startsWith("act-"))?.slice(4);
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX) && act && read(key)?.act === act) sessionStorage.removeItem(key);
    }
  }
}

export function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
