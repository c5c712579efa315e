// Judge a code with what this phone keeps, its key list and shard being checked anew each time.
import { judge, digitsIn, fromDigits } from '../verifier/index.js';
import { everything } from './store.js';

// Return the verdict, with what was refused when the lists were last renewed, or null where there is no key list yet.
export async function judged(code, now) {
  const kept = await everything(), { keys, roots, seen } = kept;
  if (!keys || !roots) return null;
  const mine = kept[`shard:${shardIn(code)}`], logs = Object.entries(kept).filter(([name]) => name.startsWith('log:'));
  const verdict = await judge(code, {
    roots, list: keys.text, status: mine ? mine.data : null, now,
    logs: Object.fromEntries(logs.map(([, { kid, data }]) => [kid, data])),
    seen: { version: keys.version, seqs: mine ? { [mine.shard]: mine.seq } : {}, at: seen ? seen.at : 0 },
  });
  return { ...verdict, refused: kept.refused || '' };
}

// The shard that a code names before it is proven; a forged one gets a shard of no use.
function shardIn(code) {
  try {
    const data = fromDigits(digitsIn(code) || code);
    const skip = { 24: 2, 25: 3 }[data[2] & 31] || 1, at = 2 + skip, small = data[at] & 31;
    const width = { 24: 1, 25: 2, 26: 4 }[small] || 0;
    return width < 4 ? 0 : data.subarray(at + 1, at + 5).reduce((sum, byte) => sum * 256 + byte, 0) >>> 17;
  } catch {
    return -1;
  }
}
