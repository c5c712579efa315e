// What pages do in the browser. Everything works without it; it saves people work and protects what they typed.
import { keys } from "./keys.js";
import { keepForms, forgetDone, forgetAll } from "./keep.js";

const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

function menu() {
  const panel = document.getElementById("menu");
  const opener = document.querySelector("[data-menu-open]");
  if (!panel || !opener) return;
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  const show = (open) => {
    panel.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("a[href]:not([data-menu-close])")?.focus();
    else opener.focus();
  };
  opener.addEventListener("click", (event) => { event.preventDefault(); show(true); });
  opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); show(true); } });
  const here = panel.querySelector("[aria-current]") ?? panel.querySelector("[data-within]");
  if (here && here.offsetTop + here.offsetHeight > panel.clientHeight) panel.scrollTop = here.offsetTop - panel.clientHeight / 2;
  panel.querySelector("[data-menu-close]")?.addEventListener("click", (event) => { event.preventDefault(); show(false); });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.classList.contains("open")) show(false); });
}

function droppedMenus() {
  document.addEventListener("click", (event) => {
    for (const open of $$("details[data-menu][open]")) if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of $$("details[data-menu][open]")) { open.open = false; open.querySelector("summary").focus(); }
  });
}

// The second click of a double click finds the form on its way already.
function sendOnce() {
  const free = (form) => {
    delete form.dataset.sending;
    for (const button of $$("[aria-busy=true]", form)) { button.disabled = false; button.removeAttribute("aria-busy"); }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "1";
    setTimeout(() => {
      for (const button of $$("button[type=submit]", form)) { button.disabled = true; button.setAttribute("aria-busy", "true"); }
    });
    setTimeout(() => free(form), 15000);
  });
  window.addEventListener("pageshow", () => $$("form[data-once]").forEach(free));
}

function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal && !dialog.open) { event.preventDefault(); dialog.showModal(); }
    const closer = event.target.closest("[data-close]");
    if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); }
    if (event.target.matches("dialog[open]")) event.target.close();
  });
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.previousElementSibling ?? button);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
  }
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
}

function smallButtons() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy],[data-print],[data-go-back]");
    if (!button) return;
    if ("copy" in button.dataset) copy(button);
    if ("print" in button.dataset) window.print();
    if ("goBack" in button.dataset) history.back();
  });
}

// A demonstration offers its sign-ins: one press fills them in.
function fillIn() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-user]");
    const form = button && document.querySelector("form:has([name=login])");
    if (!form) return;
    form.elements.login.value = button.dataset.user;
    form.elements.password.value = button.dataset.password;
    form.querySelector("[type=submit]").focus();
  });
}

function files() {
  document.addEventListener("change", (event) => {
    const shown = event.target.matches?.("input[type=file]") && event.target.closest(".field")?.querySelector(".file-chosen");
    if (!shown) return;
    shown.textContent = [...event.target.files].map((file) => `${file.name} (${size(file.size)})`).join(", ");
  });
}

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// On a phone the cells of a table show their column's name: written here where a page did not.
function labelCells(root = document) {
  for (const table of $$("table.rows", root)) {
    const names = $$("thead th", table).map((head) => head.textContent.trim());
    for (const row of $$("tbody tr", table)) {
      [...row.children].forEach((cell, n) => { if (cell.matches("td:not([data-label])") && names[n]) cell.dataset.label = names[n]; });
    }
  }
}

// On a phone a list begins with its rows: what narrows it, but for the first, waits behind a button until it is used.
function foldFilters() {
  if (!matchMedia("(max-width: 47.99rem)").matches) return;
  const asked = new URLSearchParams(location.search);
  for (const form of $$("form.filters[data-more]")) {
    const rest = $$(".filter", form).slice(1);
    if (rest.length < 2 || rest.some((part) => $$("[name]", part).some((field) => asked.get(field.name)))) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = form.dataset.more;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      for (const part of rest) part.hidden = false;
      button.remove();
      rest[0].querySelector("[name]")?.focus();
    });
    for (const part of rest) part.hidden = true;
    form.querySelector(".filters-do")?.append(button);
  }
}

function partialPages() {
  const csrf = document.querySelector("meta[name=csrf]")?.content;
  document.addEventListener("htmx:config:request", (event) => {
    const request = event.detail.ctx?.request;
    if (request && csrf) request.headers["X-CSRFToken"] = csrf;
  });
  document.addEventListener("htmx:after:swap", () => labelCells());
}

menu();
droppedMenus();
sendOnce();
dialogs();
smallButtons();
fillIn();
files();
labelCells();
foldFilters();
partialPages();
keys();
forgetDone();
keepForms();
document.addEventListener("submit", (event) => { if (event.target.matches("[data-sign-out]")) forgetAll(); });
document.querySelector("main:not(:has([data-still])) [data-focus]")?.focus();
