// The time that codes carry: the phone's clock, set right by what was measured against the server's.
const OFF = 30_000, OLD = 3 * 86_400_000, JUMP = 5_000;
const begun = Date.now() - performance.now();

// kept: { offset, at } as measured at the last contact, or nothing.
export function measured(sentAt, serverNow, receivedAt) {
  return { offset: Math.round(serverNow - (sentAt + receivedAt) / 2), at: receivedAt };
}

export const now = (kept) => Date.now() + (kept?.offset ?? 0);

// What must be said of the clock: "" (nothing), "corrected", "unknown" (never compared, long ago, or changed since).
export function doubt(kept) {
  const local = Date.now(), jumped = Math.abs(local - performance.now() - begun) > JUMP;
  if (!kept || local < kept.at - JUMP || local - kept.at > OLD || (jumped && kept.at < local - 60_000)) return "unknown";
  return Math.abs(kept.offset) > OFF ? "corrected" : "";
}

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" });

// The county's day as the register writes it: 2026-06-01.
export const dayOf = (milliseconds) => DAY.format(new Date(milliseconds));
