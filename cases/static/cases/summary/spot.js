// The page for two officers on the spot: recent offences, the limit while typing, the signature on the glass, and
// everything typed kept on the phone until it is sent. Old phones: no build step, nothing newer than ES2019.
const KEY = `spot:${document.body.dataset.person || ""}`;
const page = document.querySelector("[data-spot]");

function kept(form) {
  return [...form.elements].filter((f) => f.name && !["hidden", "password", "file", "submit", "button"].includes(f.type));
}

function save(form) {
  const values = kept(form).map((f) => [f.name, f.value, f.checked === undefined ? null : f.checked]);
  try { localStorage.setItem(KEY, JSON.stringify(values)); } catch { /* full or forbidden: typing goes on */ }
}

function restore(form) {
  let values = null;
  try { values = JSON.parse(localStorage.getItem(KEY)); } catch { return; }
  if (!values) return;
  for (const field of kept(form)) {
    const box = field.type === "checkbox" || field.type === "radio";
    const found = values.find(([name, value]) => name === field.name && (!box || value === field.value));
    if (found && box) field.checked = found[2];
    else if (found) field.value = found[1];
  }
  say(page.dataset.kept);
}

function say(text) {
  const line = page.querySelector("[data-limit]");
  line.textContent = text || "";
  line.hidden = !text;
}

function limit(form, data) {
  const kind = (form.querySelector("[name=party_kind]:checked") || {}).value;
  const fine = Number(form.elements.fine.value || 0);
  const most = Number(data.limits[kind] || Infinity);
  say(fine > most ? `${page.dataset.above} (${fine} > ${most})` : "");
}

function recents(form, data) {
  const list = page.querySelector("[data-recent-list]");
  for (const id of data.recent) {
    const offence = data.offences[id];
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: offence.name });
    button.addEventListener("click", () => { form.elements.benchmark_id.value = id; pick(form, data); save(form); });
    list.append(button);
  }
  page.querySelector("[data-recent]").hidden = !data.recent.length;
}

function pick(form, data) {
  const offence = data.offences[form.elements.benchmark_id.value];
  if (!offence || !offence.grades.length) return;
  form.elements.grade.value = offence.grades[0].code;
  limit(form, data);
}

function signature(form) {
  const canvas = page.querySelector("[data-sign]");
  const pen = canvas.getContext("2d");
  let on = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * (canvas.width / box.width), (event.clientY - box.top) * (canvas.height / box.height)];
  };
  canvas.addEventListener("pointerdown", (event) => { on = true; pen.beginPath(); pen.lineWidth = 2.5; pen.moveTo(...at(event)); });
  canvas.addEventListener("pointermove", (event) => { if (on) { pen.lineTo(...at(event)); pen.stroke(); } });
  window.addEventListener("pointerup", () => { if (on) { on = false; form.elements.signature.value = canvas.toDataURL("image/png"); } });
  page.querySelector("[data-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    form.elements.signature.value = "";
  });
}

if (page) {
  const form = page.querySelector("form");
  const data = JSON.parse(document.getElementById("spot-data").textContent);
  restore(form);
  recents(form, data);
  signature(form);
  form.addEventListener("input", () => { save(form); limit(form, data); });
  form.addEventListener("change", (event) => { if (event.target.name === "benchmark_id") pick(form, data); save(form); });
  form.addEventListener("submit", (event) => {
    save(form);
    if (navigator.onLine === false) { event.preventDefault(); say(page.dataset.offline); }
  });
}
if (document.querySelector("[data-spot-done]")) {
  try { localStorage.removeItem(KEY); } catch { /* nothing is kept then */ }
}
