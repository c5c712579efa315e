// GB 18030 as the issuer writes it. The browser's decoder differs in 22 codes (it follows the edition of 2022 and keeps
// two habits of web pages); the issuer writes none of those that it maps to private use, so they are refused here, and
// the one letter that it writes otherwise (U+1E3F) is put right. A test compares all 63,000 codes of the basic plane.
import { hex } from './bytes.js';
import { must } from './errors.js';

const REFUSED = new Set(
  ('80 a3a0 a8bc a6d9 a6da a6db a6dc a6dd a6de a6df a6ec a6ed a6f3 fe59 fe61 fe66 fe67 fe6d fe7e fe90 fea0').split(' '),
);
const OTHERWISE = new Map([['8135f437', 'ḿ']]);

export function decode(bytes) {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const size = width(bytes, at);
    const code = bytes.subarray(at, at + size), name = hex(code);
    must(code.length === size && !REFUSED.has(name));
    try {
      out += OTHERWISE.get(name) || decoder.decode(code);
    } catch {
      must(false);
    }
    at += size;
  }
  return out;
}

function width(bytes, at) {
  if (bytes[at] <= 0x80) return 1;
  return bytes[at + 1] >= 0x30 && bytes[at + 1] <= 0x39 ? 4 : 2;
}
