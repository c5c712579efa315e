// Choosing candidates in the console: how many are ticked, all on this page, and buttons that wait for the first one.
const form = document.getElementById("chosen");

if (form) {
  const boxes = [...document.querySelectorAll("input[name=candidate][form=chosen]")];
  const said = form.querySelector(".chosen-count"), all = form.querySelector("[data-all]");
  const acts = [...form.querySelectorAll("button[type=submit]")];

  const show = () => {
    const n = boxes.filter((box) => box.checked).length;
    said.textContent = n ? `${n} ${said.dataset.some}` : said.dataset.none;
    form.classList.toggle("is-open", n > 0);
    for (const act of acts) act.disabled = n === 0;
  };
  all.hidden = false;
  form.classList.add("is-live");
  all.addEventListener("click", () => {
    const every = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
    show();
  });
  for (const box of boxes) box.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}
