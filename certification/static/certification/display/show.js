// The credential on the screen: who, the code of this moment, the seconds it lasts; black when valid, red when not.
import { dayAndTime, say, timeOfDay } from "../../exams/words.js";
import { dayOf, doubt, now } from "./clock.js";
import { codeAt, drawn, fromDigits } from "./code.js";

export const LASTS = 15_000;
const part = (name) => document.querySelector(`[data-show=${name}]`);

// Why the credential may not be shown as valid at a moment, or "".
export function fault(kept, at) {
  const { facts } = kept, today = dayOf(at);
  if (facts.withdrawn) return `withdrawn_${facts.withdrawn}`;
  if (facts.state !== "valid") return facts.state;
  if (today > facts.valid_to) return "expired";
  return today > facts.ends_on ? "no_contact" : "";
}

export function showFacts(kept) {
  const { facts } = kept;
  for (const name of ["name", "agency", "number", "fields", "area"]) part(name).textContent = facts[name];
  part("valid").textContent = say("from_to", { from: facts.valid_from, to: facts.valid_to });
  part("called").textContent = facts.called;
  part("ends").textContent = facts.ends_on;
  part("photo").src = kept.photo ?? facts.photo;
  part("photo").alt = say("photo_of", { name: facts.name });
  part("band").textContent = Array(4).fill(`${facts.agency_zh}　${facts.number}　`).join("");
  document.body.classList.toggle("logs", Boolean(facts.logs));
}

export function showState(kept, { away }) {
  const at = now(kept.clock), wrong = fault(kept, at), doubted = doubt(kept.clock);
  document.getElementById("card").classList.toggle("shown-bad", Boolean(wrong));
  document.body.classList.toggle("bad", Boolean(wrong));
  part("state").textContent = say(wrong ? `is_${wrong}` : "is_valid");
  part("why").textContent = wrong ? say(`why_${wrong}`) : "";
  part("why").hidden = !wrong;
  const minutes = Math.abs(Math.round((kept.clock?.offset ?? 0) / 60_000)), seconds = Math.abs(Math.round((kept.clock?.offset ?? 0) / 1000));
  const words = { unknown: say(kept.clock ? "clock_unknown_since" : "clock_unknown", { at: kept.clock ? dayAndTime(kept.clock.at + kept.clock.offset) : "" }), corrected: minutes ? say("clock_minutes", { n: minutes }) : say("clock_seconds", { n: seconds }) };
  part("clock").textContent = doubted ? words[doubted] : "";
  part("clock").hidden = !doubted;
  part("away").hidden = !away || Boolean(wrong);
  return wrong;
}

export async function showCode(kept) {
  const at = now(kept.clock), digits = await codeAt(kept.pair, fromDigits(kept.token), at);
  const { side, path } = drawn(kept.facts.prefix, digits);
  for (const svg of document.querySelectorAll("[data-code]")) {
    svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
    svg.querySelector("path").setAttribute("d", path);
  }
  part("at").textContent = timeOfDay(at);
  part("at").dateTime = new Date(at).toISOString();
  return at;
}

// The bar and the number tell how long the code on the screen still lasts.
export function showSeconds(madeAt, at) {
  const left = Math.max(0, LASTS - (at - madeAt));
  part("left").textContent = String(Math.ceil(left / 1000));
  part("bar").style.width = `${(100 * left) / LASTS}%`;
  part("time").textContent = timeOfDay(at);
  return left;
}
