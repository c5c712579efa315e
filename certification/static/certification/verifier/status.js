// The status list: two bits a credential, signed in shards of 131,072, downloaded whole so that nobody learns of whom.
import { hex, sha256, whole } from './bytes.js';
import { map } from './cbor.js';
import { date, dayOf } from './claims.js';
import { must } from './errors.js';
import { parse } from './jws.js';
import { checks } from './suites.js';

const MAGIC = 'XZZFS1', ENTRIES = 131072, SIGNATURE = 64;
export const shardOf = (sid) => Math.floor(sid / ENTRIES);

// Return {shard, seq, iat, exp, ttl, entries} of a shard that a status key signed. `seqs` holds the highest sequence
// number seen of each shard. Raises Unverifiable: malformed, forged or rolled_back.
export async function openShard(data, keys, seqs = {}) {
  const length = whole(data.subarray(6, 8)), header = map(data.subarray(8, 8 + length));
  const numbers = [1, 2, 3, 4, 5, 8].map((field) => header[field]);
  must(String.fromCharCode(...data.subarray(0, 6)) === MAGIC && numbers.every(Number.isInteger));
  must(header[6] === 2 && header[7] === ENTRIES);
  const [shard, seq, iat, exp, ttl, kid] = numbers, key = keys.get(kid);
  const signed = maySign(key, iat) && checks[key.suite];
  must(signed && (await signed(key.public, data.subarray(-SIGNATURE), data.subarray(0, -SIGNATURE))), 'forged');
  must(seq >= (seqs[shard] || 0), 'rolled_back');
  const entries = await unzip(data.subarray(8 + length, -SIGNATURE));
  must(entries.length === ENTRIES / 4);
  return { shard, seq, iat, exp, ttl, entries };
}

// Return 0 valid, 1 invalid, 2 suspended, 3 kept for later.
export function statusIn(shard, sid) {
  const at = sid % ENTRIES;
  return (shard.entries[at >> 2] >> (2 * (at & 3))) & 3;
}

// Return the index of all shards (a JWS that a status key signed): {iat, shards}. Raises Unverifiable.
export async function openIndex(text, keys) {
  const { kid, payload, signedBy } = parse(text, 'xzzfz-status-index+jwt'), key = keys.get(Number(kid));
  must(Number.isInteger(payload.iat) && Array.isArray(payload.shards));
  must(maySign(key, payload.iat) && (await signedBy(key)), 'forged');
  return payload;
}

export const digestOf = async (data) => hex(await sha256(data));

function maySign(key, moment) {
  const day = date(dayOf(moment));
  const usable = key && key.use === 'status' && key.status !== 'compromised';
  return Boolean(usable && key.not_before <= day && day <= key.not_after);
}

async function unzip(data) {
  try {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return must(false);
  }
}
