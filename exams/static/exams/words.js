// The words of the page, in the reader's language: written by the template, never in a script.
const words = new Map();

export function readWords(list) {
  for (const name of list.querySelectorAll("dt")) words.set(name.textContent, name.nextElementSibling.textContent);
}

export function say(name, facts = {}) {
  let text = words.get(name) ?? name;
  for (const [key, value] of Object.entries(facts)) text = text.replaceAll(`{${key}}`, String(value));
  return text;
}

export function timeOfDay(iso) {
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: "Asia/Shanghai",
  }).format(new Date(iso));
}
