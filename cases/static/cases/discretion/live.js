// The range of the fine follows what is typed: the fields of the form are sent, a fragment comes back.
const box = document.querySelector("[data-discretion]");
const form = document.querySelector("form[data-keep]");
const WATCHED = new Set(["benchmark_ids", "grade", "base", "circumstances", "effect", "fine"]);
let waiting = 0;
let last = "";

async function ask() {
  const typed = new URLSearchParams([...new FormData(form)].filter(([name]) => WATCHED.has(name)));
  if (String(typed) === last) return;
  last = String(typed);
  try {
    const answer = await fetch(`${box.dataset.discretion}?${typed}`, { headers: { accept: "text/html" } });
    if (answer.ok && String(typed) === last) box.innerHTML = await answer.text();
  } catch { last = ""; /* no network: the range stays as it was, and the act judges anyway */ }
}

function soon(event) {
  if (!WATCHED.has(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, 250);
}

if (box && form) {
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
}
