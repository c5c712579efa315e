// Decimal digits back to bytes: 7 bytes are 17 digits. Nothing that the issuer cannot have written is read.
import { Unverifiable } from './errors.js';

export const MAX_TOKEN = 370;
const GROUP = 17;
const TAIL = [0, 3, 5, 8, 10, 13, 15]; // digits of a last group of 0 to 6 bytes

export function fromDigits(digits) {
  const tail = TAIL.indexOf(digits.length % GROUP);
  if (!/^[0-9]{1,900}$/.test(digits) || tail < 0) throw new Unverifiable('malformed');
  const out = new Uint8Array(Math.floor(digits.length / GROUP) * 7 + tail);
  for (let at = 0, to = 0; at < digits.length; at += GROUP) {
    const size = digits.length - at >= GROUP ? 7 : tail;
    group(BigInt(digits.slice(at, at + GROUP)), size, out, to);
    to += size;
  }
  return out;
}

export function toDigits(bytes) {
  let out = '';
  for (let at = 0; at < bytes.length; at += 7) {
    const part = bytes.subarray(at, at + 7);
    const value = part.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    out += String(value).padStart(part.length === 7 ? GROUP : TAIL[part.length], '0');
  }
  return out;
}

// The digits in an address that a camera read; null where there are none.
export function digitsIn(text) {
  const found = /^https?:\/\/[^\s/?#]+\/v\/([0-9]{100,900})$/.exec(text);
  return found && found[1];
}

function group(value, size, out, to) {
  for (let at = to + size - 1; at >= to; at -= 1, value >>= 8n) out[at] = Number(value & 255n);
  if (value) throw new Unverifiable('malformed');
}
