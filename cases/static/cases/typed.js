// The form of an act is kept on the server while it is typed, so that it can be finished on another device or tomorrow.
const place = document.querySelector("[data-typed]");
const form = place?.querySelector("form.act");
const state = place?.querySelector("[data-saved]");
const PAUSE = 1500;
const stop = new AbortController();
let timer, under = false, again = false;

function fields() {
  const data = new FormData(form);
  for (const name of [...data.keys()]) if (data.getAll(name).some((value) => value instanceof File)) data.delete(name);
  return data;
}

async function save() {
  if (under) { again = true; return; }
  under = true;
  state.textContent = place.dataset.wordsSaving;
  try {
    const answer = await fetch(place.dataset.typed, { method: "POST", body: fields(), headers: { Accept: "application/json" }, signal: stop.signal });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    state.textContent = `${place.dataset.wordsSaved} ${(await answer.json()).saved}`;
    if (!again) form.dispatchEvent(new CustomEvent("kept"));
  } catch {
    if (stop.signal.aborted) return;
    state.textContent = place.dataset.wordsFailed;
    clearTimeout(timer);
    timer = setTimeout(save, 15000);
  }
  under = false;
  if (again) { again = false; save(); }
}

if (form && state) {
  const later = () => { clearTimeout(timer); timer = setTimeout(save, PAUSE); };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => { clearTimeout(timer); again = false; stop.abort(); });
}
