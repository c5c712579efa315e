// The receipt of a paper that was handed in: shown, printed, kept as a file.
import { dayAndTime, make, say } from "./words.js";

export const inFours = (hash) => hash.match(/.{1,4}/g)?.join(" ") ?? "";

export function download(content, name) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export function showReceipt(receipt, answered, all) {
  const set = (id, text) => { document.getElementById(id).textContent = text; };
  set("receipt-at", dayAndTime(receipt.at));
  set("receipt-answers", say("answered", { n: answered, all }));
  set("receipt-number", `${receipt.sitting} / ${receipt.seq}`);
  set("receipt-hash", inFours(receipt.answers_sha256));
  document.getElementById("receipt-file").onclick = () => download(receipt, `receipt-${receipt.sitting}.json`);
}
