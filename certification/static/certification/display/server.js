// What the phone says to the register. A refusal is thrown with its sentence; no network is thrown as Away.
import { answer, base64 } from "./key.js";
import { measured } from "./clock.js";

const PATIENCE = 8000;

export class Away extends Error {}
export class Refused extends Error {
  constructor(said, status) {
    super([said.sentence, said.remedy].filter(Boolean).join(" "));
    this.code = said.code;
    this.status = status;
  }
}

async function talk(path, body, csrf) {
  const ended = new AbortController(), timer = setTimeout(() => ended.abort(), PATIENCE);
  const asked = { signal: ended.signal, cache: "no-store", redirect: "error", headers: { Accept: "application/json" } };
  if (body) Object.assign(asked, { method: "POST", body: JSON.stringify(body) });
  if (csrf) asked.headers["X-CSRFToken"] = csrf;
  let response, said;
  try {
    response = await fetch(path, asked);
    said = await response.json();
  } catch {
    throw new Away();
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) throw new Refused(said, response.status);
  return said;
}

export async function ask() {
  const sentAt = Date.now(), said = await talk("challenge");
  return { ...said, clock: measured(sentAt, said.now, Date.now()) };
}

export async function bind(pair, publicKey, name, asked) {
  const proof = await answer(pair, "bind", asked.challenge);
  return talk("bind", { ...proof, name, public: base64(publicKey) }, asked.csrf);
}

// Returns what the register says now and the measure of the clock.
export async function contact(kept) {
  const asked = await ask();
  const facts = await talk("contact", { ...(await answer(kept.pair, "contact", asked.challenge)), device: kept.facts.device });
  return { facts, clock: asked.clock };
}

export async function announce(kept, visit) {
  const asked = await ask(), words = JSON.stringify(visit);
  return talk("visit", { ...(await answer(kept.pair, "visit", asked.challenge, words)), device: kept.facts.device, words });
}
