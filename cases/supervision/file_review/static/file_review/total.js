// Show the points that remain while a score card is filled in. Without this script the card works all the same.
const form = document.querySelector("form.score");
const shown = form?.querySelector("[data-total]");

function add() {
  const off = [...form.querySelectorAll("[data-off]")].reduce((sum, field) => sum + (Number(field.value) || 0), 0);
  shown.querySelector("output").textContent = String(Math.round((100 - off) * 10) / 10);
}

if (shown) {
  shown.hidden = false;
  form.addEventListener("input", add);
  add();
}
