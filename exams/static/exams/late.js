// After the end: answers that the server never acknowledged go to a person who decides, and stay here until they are there.
import { ask, Refused } from "./ask.js";
import { isGiven, isSame } from "./values.js";

const AGAIN_MS = 5000, FAR_MS = 30000;

// Leaves out what was stored after all (an acknowledgement can get lost), as the server's own copy shows.
export function withoutStored(rows, stored) {
  const there = ({ slot, value }) => {
    if (typeof value === "number") return stored.answers[slot] === value;
    return isGiven(value) ? isSame(stored.texts?.[slot], value) : stored.texts?.[slot] === undefined;
  };
  return { stored: rows.filter(there), missing: rows.filter((row) => !there(row)) };
}

function packets(rows, now) {
  const byLease = new Map();
  for (const row of rows) byLease.set(row.lease, [...(byLease.get(row.lease) ?? []), row]);
  return [...byLease].map(([lease, some]) => ({
    lease,
    d: Object.fromEntries(some.map((row) => [row.slot, row.value])),
    ages: Object.fromEntries(some.map((row) => [row.slot, Math.max(0, Math.round(now - row.given))])),
  }));
}

// Sends until it is acknowledged. `tell("sending" | "waiting" | "kept" | "refused")` hears how it goes.
export async function sendLate({ base, token, rows, outbox, now, tell, keep = false }) {
  for (let wait = AGAIN_MS; ; wait = Math.min(wait * 2, FAR_MS)) {
    try {
      tell("sending");
      for (const body of packets(rows, now())) await ask(`${base}/late`, token, { method: "POST", body });
      if (!keep) await outbox.remove(rows).catch(() => {});
      tell("kept");
      return true;
    } catch (fault) {
      if (fault instanceof Refused && fault.status < 500 && fault.status !== 429) {
        tell("refused", fault);
        return false;
      }
      tell("waiting");
      await new Promise((resolve) => {
        addEventListener("online", resolve, { once: true });
        setTimeout(resolve, wait * (0.5 + Math.random()));
      });
    }
  }
}

// What is written to a file when the network stays away: the packets as they would have been sent.
export const asFile = (sitting, rows, now) => ({ kind: "exams.late.1", sitting, packets: packets(rows, now) });
