// How a paper ended, in a plain sentence; what the server does not have goes to the people who decide.
import { asFile, sendLate, withoutStored } from "./late.js";
import { openOutbox } from "./outbox.js";
import { download } from "./receipt.js";
import { make, say } from "./words.js";

const byId = (id) => document.getElementById(id);

export async function showEnd(page, stored) {
  if (page.now === "ended") return;
  await page.leave("ended");
  page.outbox ??= await openOutbox(page.facts.sitting);
  const { stored: there, missing } = withoutStored(await page.outbox.all(), stored);
  await page.outbox.remove(there).catch(() => {});
  const voided = stored.state === "voided";
  byId("ended-title").textContent = say(`ended_${stored.state}`);
  byId("ended-text").textContent = say(`ended_${stored.state}_text`);
  for (const link of document.querySelectorAll("[data-ended]")) link.hidden = link.dataset.ended.split(" ").every((state) => state !== stored.state);
  if (voided || stored.state === "terminated") page.reason("ended");
  if (voided) page.pulse.begin();
  const kept = !missing.length || (await late(page, missing, voided));
  if (kept && !voided) page.kept.forget();
}

function late(page, rows, keep) {
  const { facts, outbox, time, token } = page;
  byId("late").hidden = false;
  byId("late-which").replaceChildren(...rows.map((row) => make("li", {}, say("question", { n: row.slot + 1 }))));
  byId("late-file").onclick = () => download(asFile(facts.sitting, rows, time.now), `answers-${facts.sitting}.json`);
  const tell = (how, fault) => {
    byId("late-words").textContent = say(`late_${how}`, { n: rows.length, why: fault?.message ?? "" });
    byId("late-file").hidden = how === "kept" || how === "sending";
    byId("late").className = `notice notice-${how === "kept" ? "ok" : "wait"}`;
  };
  return sendLate({ base: facts.base, token, rows, outbox, now: () => time.now, tell, keep });
}
