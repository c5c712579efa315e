// The page that shows a credential: bind this phone once, then show a new code every fifteen seconds, online or not.
import { readWords, say } from "../../exams/words.js";
import { now } from "./clock.js";
import { able, makeKey, publicOf } from "./key.js";
import * as kept from "./kept.js";
import { keepAwake, largeOrNot } from "./screen.js";
import * as server from "./server.js";
import { fault, showCode, showFacts, showSeconds, showState } from "./show.js";
import { visits } from "./visit.js";

const EVERY = 300_000;
const $ = (id) => document.getElementById(id);
let me, away = false, madeAt = 0, touched = 0, drawing = false;

function only(id) { for (const name of ["plain", "binding", "card"]) $(name).hidden = name !== id; }

function plain(why) { $("plain-why").textContent = say(why); only("plain"); }

async function photoOf(path) {
  try {
    const response = await fetch(path);
    if (!response.ok) return undefined;
    const blob = await response.blob();
    return await new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result); reader.readAsDataURL(blob); });
  } catch { return undefined; }
}

async function keep(facts, more = {}) {
  const sameFace = me?.photo && me.facts.photo === facts.photo;
  me = { ...me, ...more, facts, token: facts.token ?? me?.token, photo: sameFace ? me.photo : await photoOf(facts.photo) };
  await kept.write(me);
}

async function touch() {
  touched = performance.now();
  try {
    const { facts, clock } = await server.contact(me);
    away = false;
    await keep(facts, { clock });
  } catch (error) {
    away = error instanceof server.Away;
    if (error instanceof server.Refused && error.status === 404) { await kept.forget(); me = undefined; return toBind(); }
  }
  document.body.classList.toggle("away", away);
  showFacts(me);
  await renewed();
}

async function renewed() {
  const wrong = showState(me, { away }), gone = wrong.startsWith("withdrawn");
  $("again").hidden = !(gone || wrong === "superseded");
  $("code").hidden = gone;
  drawing = true;
  try { if (!gone) madeAt = await showCode(me); } finally { drawing = false; }
}

function tick() {
  if (me && !$("card").hidden && document.visibilityState === "visible") {
    const at = now(me.clock);
    if ((showSeconds(madeAt, at) <= 0 || at < madeAt) && !drawing) renewed();
    if (performance.now() - touched > EVERY) touch();
  }
}

async function bindNow(event) {
  event.preventDefault();
  $("bind-fault").hidden = true;
  $("bind-go").disabled = true;
  try {
    const asked = await server.ask();
    if (!asked.signed_in) { $("sign-in").hidden = false; $("bind-form").hidden = true; $("sign-in").querySelector("a").focus(); return; }
    const pair = await makeKey(), facts = await server.bind(pair, await publicOf(pair), $("bind-name").value, asked);
    me = undefined;
    await keep(facts, { pair, clock: asked.clock });
    await navigator.storage?.persist?.();
    show();
  } catch (error) {
    $("bind-fault").textContent = error instanceof server.Away ? say("no_network") : error.message || say("not_done");
    $("bind-fault").hidden = false;
  } finally {
    $("bind-go").disabled = false;
  }
}

function phoneName() {
  const found = ["iPhone", "iPad", "HarmonyOS", "Android"].find((name) => navigator.userAgent.includes(name));
  return found ? say("phone_of", { kind: found }) : say("this_phone");
}

async function toBind() {
  only("binding");
  document.body.classList.remove("logs", "bad");
  $("bind-name").value ||= phoneName();
  $("bind-form").hidden = true;
  const asked = await server.ask().catch(() => undefined);
  const out = asked && !asked.signed_in;
  $("sign-in").hidden = !out;
  $("bind-form").hidden = out;
}

async function show() {
  only("card");
  showFacts(me);
  await renewed();
  keepAwake();
  await touch();
  $("main").dataset.ready = fault(me ?? { facts: {} }, now(me?.clock)) || "valid";
}

async function begin() {
  readWords($("words"));
  if (!able()) return plain(window.isSecureContext ? "too_old" : "not_secure");
  navigator.serviceWorker.register("worker.js").catch(() => undefined);
  $("bind-form").addEventListener("submit", bindNow);
  $("again").addEventListener("click", toBind);
  largeOrNot();
  visits(() => me);
  addEventListener("online", () => me && touch());
  document.addEventListener("visibilitychange", () => { if (me && document.visibilityState === "visible") { renewed(); touch(); keepAwake(); } });
  setInterval(tick, 250);
  try { me = await kept.read(); } catch { return plain("no_store"); }
  return me ? show() : toBind();
}

begin();
