// Judge a code with what this phone keeps, its key list and shard being checked anew each time.
import { judge, digitsIn, fromDigits } from '../verifier/index.js';
import { get, logs, shards } from './store.js';

// Return the verdict, or null where this phone has no key list yet.
export async function judged(code, now) {
  const [keys, roots, seen, kept, logged] = await Promise.all([get('keys'), get('roots'), get('seen'), shards(), logs()]);
  if (!keys || !roots) return null;
  const mine = kept.find((each) => each.shard === shardIn(code));
  return judge(code, {
    roots, list: keys.text, status: mine ? mine.data : null, now,
    logs: Object.fromEntries(logged.map((each) => [each.kid, each.data])),
    seen: { version: keys.version, seqs: mine ? { [mine.shard]: mine.seq } : {}, at: seen ? seen.at : 0 },
  });
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
