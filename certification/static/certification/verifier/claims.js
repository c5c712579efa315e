// What a code says about its holder; only characters that a reader can see.
import { hex } from './bytes.js';
import { decode } from './gb18030.js';
import { must } from './errors.js';

const EPOCH = Date.UTC(2020, 0, 1);
const DAY = 86400000;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

// Days since 2020-01-01 in the county's time (UTC+8) at a moment in seconds.
export const dayOf = (now) => Math.floor((now * 1000 + 8 * 3600000 - EPOCH) / DAY);
export const date = (day) => new Date(EPOCH + day * DAY).toISOString().slice(0, 10);

export function claims(wire) {
  must(typeof wire.number !== 'string' || !plain(wire.number));
  return {
    kid: wire.kid, sid: wire.sid, name: seen(decode(wire.name)), agency: seen(decode(wire.agency)),
    category: wire.category, number: seen(String(wire.number)),
    starts_on: date(wire.day), ends_on: date(wire.day + wire.days - 1), photo8: hex(wire.photo8),
  };
}

function seen(text) {
  must(text.length > 0 && text === text.trim() && !UNSEEN.test(text));
  return text;
}

// Whether a number would have been sent as an integer: then text is not its shortest form.
function plain(number) {
  return /^(0|[1-9][0-9]*)$/.test(number) && BigInt(number) < 2n ** 64n;
}
