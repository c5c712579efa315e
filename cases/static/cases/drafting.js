// A paper in the making: kept as it is typed, and the page beside shows it as it will be.
const form = document.querySelector("form[data-draft]");
const state = form.querySelector("[data-saved]");
const sheet = document.querySelector("[data-sheet]");
const PAUSE = 900;
let timer, under = false, again = false, dirty = false;

async function save() {
  if (under) { again = true; return; }
  under = true;
  state.textContent = form.dataset.wordsSaving;
  const data = new FormData(form);
  data.delete("then");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const said = await answer.json();
    sheet.innerHTML = said.sheet;
    state.textContent = `${form.dataset.wordsSaved} ${said.saved}`;
    if (!again) dirty = false;
  } catch {
    state.textContent = form.dataset.wordsFailed;
    timer = setTimeout(save, 10000);
  }
  under = false;
  if (again) { again = false; save(); }
}

form.addEventListener("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, PAUSE); });
form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
