// Show the points that remain, and open reason and article where something is marked. Without this script the card
// works all the same.
const form = document.querySelector("form.score");
const shown = form?.querySelector("[data-total]");

function add() {
  const off = [...form.querySelectorAll("[data-off]")].reduce((sum, field) => sum + (Number(field.value) || 0), 0);
  shown.querySelector("output").textContent = String(Math.round((100 - off) * 10) / 10);
  shown.querySelector("[data-fails]").hidden = !form.querySelector("input[type=checkbox]:checked");
}

function unfold({ target }) {
  const marked = target.type === "checkbox" ? target.checked : target.matches("[data-off]") && Number(target.value) > 0;
  const more = target.closest(".score-item")?.querySelector("details");
  if (marked && more) more.open = true;
}

if (shown) {
  shown.hidden = false;
  form.addEventListener("input", add);
  form.addEventListener("input", unfold);
  add();
}
