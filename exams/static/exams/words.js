// The words of the page, in the reader's language: written by the template, never in a script.
const words = new Map();

export function readWords(...lists) {
  for (const list of lists) {
    for (const name of list?.querySelectorAll("dt") ?? []) words.set(name.textContent, name.nextElementSibling.textContent);
  }
}

export function say(name, facts = {}) {
  let text = words.get(name) ?? name;
  for (const [key, value] of Object.entries(facts)) text = text.replaceAll(`{${key}}`, String(value));
  return text;
}

const ZONE = "Asia/Shanghai";

function format(options, moment) {
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { hour12: false, timeZone: ZONE, ...options }).format(new Date(moment));
}

export const timeOfDay = (moment) => format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }, moment);

export const dayAndTime = (moment) => format({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }, moment);

// A length of time as people say it, by its largest parts: "2 hours 5 minutes", "40 seconds".
export function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const days = Math.floor(seconds / 86400), hours = Math.floor(seconds / 3600) % 24, minutes = Math.floor(seconds / 60) % 60;
  const parts = [["days", days], ["hours", hours], ["minutes", minutes], ["seconds", seconds % 60]].filter(([, n]) => n);
  const said = parts.slice(0, 2).map(([unit, n]) => say(n === 1 ? `one_${unit}` : unit, { n }));
  if (!said.length) return say("seconds", { n: 0 });
  return said.length === 1 ? said[0] : say("two_spans", { first: said[0], second: said[1] });
}

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
