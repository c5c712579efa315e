// The Safe Exam Browser of Apple's systems sends no header; it tells the page's script instead. Pass that on and reload.
const place = document.getElementById("browser");
const api = window.SafeExamBrowser?.security;
const PATIENCE = 5000, TRIED = `seb-tried:${location.pathname}`;

function keys() {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
    if (api.configKey || typeof api.updateKeys !== "function") resolve();
    else api.updateKeys(resolve);
  });
}

function checking(busy) {
  document.getElementById("browser-checking").hidden = !busy;
  document.getElementById("browser-refused").hidden = busy;
}

async function prove() {
  checking(true);
  await keys();
  const answer = await fetch(place.dataset.prove, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf]").content },
    body: JSON.stringify({ page: place.dataset.page, hash: api.configKey ?? "" }),
  }).catch(() => null);
  if (answer?.ok) location.replace(location.pathname);
  else checking(false);
}

// The fingerprint is made for the address of this page: without a query, once.
if (api && place?.dataset.prove) {
  if (location.search) location.replace(location.pathname);
  else if (Date.now() - Number(sessionStorage.getItem(TRIED) ?? 0) > PATIENCE) {
    sessionStorage.setItem(TRIED, Date.now());
    prove();
  }
}
