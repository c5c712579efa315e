// Keys for those who do this all day. None of them is needed, and none works while one types.
const ROWS = "table.rows tbody tr:has(a[href]), [data-row]:has(a[href]), a.todo";
const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");

function move(by) {
  const rows = [...document.querySelectorAll(ROWS)];
  if (!rows.length) return;
  const link = (row) => (row.matches("a") ? row : row.querySelector("a[href]"));
  const here = rows.findIndex((row) => link(row) === document.activeElement);
  const next = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1)];
  link(next).focus();
  next.scrollIntoView({ block: "nearest" });
}

const DO = {
  "/": () => { const box = document.querySelector("[data-find]"); box?.focus(); box?.select(); return box; },
  "j": () => move(1), "k": () => move(-1),
  "n": () => document.querySelector("[data-next] a")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !Object.hasOwn(DO, event.key)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    DO[event.key]();
  });
}
