// Say what a code is worth from what a verifier has at hand: keys, perhaps a shard of the status list, and a clock.
import { digitsIn } from './base10.js';
import { date, dayOf } from './claims.js';
import { decode } from './codec.js';
import { Unverifiable } from './errors.js';
import { openKeyList, trustLog } from './keys.js';
import { openShard, shardOf, statusIn } from './status.js';

export const FRESH = 86400, OLD = 7 * 86400, CLOCK = 600, SHOWN = 60; // seconds

// Return the verdict {state, reason, freshness, age, clock_behind, claims} at `now` (unix seconds). `keys` is a Map by
// kid, `seen` {version, seqs, at} what the verifier remembers, `fault` why there is no shard. The states: valid,
// suspended, ended, expired, not_yet, unknown, screenshot, unchecked (only the signature could be verified).
export async function verify(code, { keys, shard = null, now, seen = {}, fault = 'status_missing' }) {
  const clock_behind = now < Math.max(seen.at || 0, shard ? shard.iat : 0) - CLOCK;
  let found;
  try {
    found = await decode(digitsIn(code) || code, keys);
  } catch (error) {
    if (!(error instanceof Unverifiable)) throw error;
    return { state: 'unknown', reason: error.reason, freshness: 'none', age: null, clock_behind, claims: {} };
  }
  const { sid } = found.claims, ours = shard && shardOf(sid) === shard.shard ? shard : null;
  const age = ours ? Math.max(0, now - ours.iat) : null, freshness = freshnessOf(age);
  const listed = ours && freshness !== 'too_old' ? statusIn(ours, sid) : null;
  const why = ours ? 'status_too_old' : shard ? 'status_other_shard' : fault;
  const [state, reason] = stopped(found, listed, now) || byList(listed, why);
  const claims = { ...found.claims, shown_at: found.shownAt === undefined ? null : found.shownAt };
  return { state, reason, freshness, age, clock_behind, claims };
}

// The same from the files as they were fetched: `list` and `roots` (parsed), `status` (bytes or null), `logs` by kid.
export async function judge(code, { roots, list, status = null, logs = {}, now, seen = {} }) {
  let opened;
  try {
    opened = await openKeyList(list, roots, seen.version);
  } catch (error) {
    if (!(error instanceof Unverifiable)) throw error;
    const reason = `keys_${error.reason}`;
    return { state: 'unknown', reason, freshness: 'none', age: null, clock_behind: false, claims: {} };
  }
  const keys = await withLogs(opened.keys, logs);
  const [shard, fault] = await shardIn(status, keys, seen);
  const at = Math.max(seen.at || 0, opened.issued_at);
  const verdict = await verify(code, { keys, shard, now, seen: { ...seen, at }, fault });
  const overdue = verdict.state === 'valid' && now > opened.next_update_at;
  return overdue ? { ...verdict, reason: 'keys_overdue' } : verdict;
}

export async function withLogs(keys, logs) {
  const out = new Map(keys);
  for (const [kid, leaves] of Object.entries(logs)) {
    const key = out.get(Number(kid));
    if (key) out.set(key.kid, await trustLog(key, leaves).catch(() => key));
  }
  return out;
}

async function shardIn(status, keys, seen) {
  if (!status) return [null, 'status_missing'];
  try {
    return [await openShard(status, keys, seen.seqs), ''];
  } catch (error) {
    if (!(error instanceof Unverifiable)) throw error;
    return [null, `status_${error.reason}`];
  }
}

function freshnessOf(age) {
  if (age === null) return 'none';
  if (age <= FRESH) return 'fresh';
  return age <= OLD ? 'old' : 'too_old';
}

// What stops a credential before the list is asked whether it is valid, in the order of the register.
function stopped({ claims, device, shownAt }, listed, now) {
  const on = date(dayOf(now)), span = device ? 'device_code' : '';
  if (on < claims.starts_on) return ['not_yet', span];
  if (listed === 1) return ['ended', ''];
  if (on > claims.ends_on) return ['expired', span];
  if (listed === 2) return ['suspended', ''];
  return shownAt !== undefined && Math.abs(shownAt - now) > SHOWN ? ['screenshot', ''] : null;
}

function byList(listed, fault) {
  if (listed === null) return ['unchecked', fault];
  return listed === 0 ? ['valid', ''] : ['unknown', 'status_reserved'];
}
