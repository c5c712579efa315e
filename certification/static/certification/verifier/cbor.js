// Read deterministic CBOR (RFC 8949, 4.2.1) strictly: unsigned integers, byte and text strings, all in shortest form.
import { fromUtf8 } from './bytes.js';
import { must } from './errors.js';

export const UINT = 0, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5;
const WIDTH = { 24: 1, 25: 2, 26: 4, 27: 8 };

// Return [kind, value, where the body begins]; the value is a BigInt where it needs eight bytes.
export function head(data, at) {
  must(at < data.length);
  const kind = data[at] >> 5, small = data[at] & 31;
  if (small < 24) return [kind, small, at + 1];
  const width = WIDTH[small];
  must(width && at + 1 + width <= data.length);
  let value = 0n;
  for (let i = 1; i <= width; i += 1) value = value * 256n + BigInt(data[at + i]);
  must(value >= (width === 1 ? 24n : 1n << BigInt(4 * width)));
  return [kind, width === 8 ? value : Number(value), at + 1 + width];
}

// Return [value, where the next item begins]: an integer, bytes, or text.
export function item(data, at) {
  const [kind, value, from] = head(data, at);
  if (kind === UINT) return [value, from];
  must((kind === BYTES || kind === TEXT) && from + Number(value) <= data.length);
  const raw = data.subarray(from, from + Number(value));
  return [kind === BYTES ? raw : text(raw), from + Number(value)];
}

// Return a map of small integers in ascending order, as an object; nothing may follow it.
export function map(data) {
  const [kind, count, first] = head(data, 0);
  must(kind === MAP && count < 24);
  const out = {};
  let at = first, last = -1;
  for (let i = 0; i < count; i += 1) {
    const [key, after] = item(data, at);
    must(typeof key === 'number' && key > last);
    [out[key], at] = item(data, after);
    last = key;
  }
  must(at === data.length);
  return out;
}

function text(raw) {
  try {
    return fromUtf8(raw);
  } catch {
    must(false);
  }
}
