// On my exams and beside a result: answers of a finished paper that are still on this computer go to those who decide.
import { ask } from "./ask.js";
import { Kept } from "./kept.js";
import { asFile, sendLate, withoutStored } from "./late.js";
import { openOutbox, sittingsKept } from "./outbox.js";
import { ServerTime } from "./clock.js";
import { download } from "./receipt.js";
import { make, readWords, say } from "./words.js";

async function send(place, sitting) {
  const kept = new Kept(sitting), token = kept.get("token")?.token ?? "", base = `/x/sittings/${sitting}`, time = new ServerTime();
  const outbox = await openOutbox(sitting);
  let rows = await outbox.all();
  const words = make("p", { role: "status" }), file = make("button", { type: "button", class: "btn btn-plain", hidden: true }, say("late_file"));
  file.addEventListener("click", () => download(asFile(sitting, rows, time.now), `answers-${sitting}.json`));
  const tell = (how, fault) => {
    words.textContent = say(`late_${how}`, { n: rows.length, why: fault?.message ?? "" });
    file.hidden = how === "kept" || how === "sending";
  };
  try {
    const stored = await ask(`${base}/state`, token);
    time.hear(stored.at);
    const sorted = withoutStored(rows, stored);
    await outbox.remove(sorted.stored).catch(() => {});
    rows = sorted.missing;
  } catch (fault) {
    tell("waiting", fault);
  }
  if (rows.length) {
    place.append(words, file);
    place.hidden = false;
    if (!(await sendLate({ base, token, rows, outbox, now: () => time.now, tell }))) return;
  }
  kept.forget();
}

readWords(document.getElementById("words"));
for (const sitting of await sittingsKept()) {
  const place = document.querySelector(`[data-leftovers="${sitting}"]`);
  if (place) send(place, sitting);
}
