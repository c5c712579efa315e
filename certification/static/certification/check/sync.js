// Fetch the key list and the whole status list, check them, and keep them if they are not older than what is kept.
import { Unverifiable, digestOf, openIndex, openKeyList, openShard } from '../verifier/index.js';
import { get, put, putHigher, shards } from './store.js';

const ASK = { cache: 'no-cache', credentials: 'omit', referrerPolicy: 'no-referrer' };

// Renew what is kept; return what was refused ("" where all is well). Network errors are for the caller.
export async function sync(now) {
  try {
    const list = await keys();
    const index = await refusedAs('status', openIndex(await text('/status/index.jwt'), list.keys));
    for (const line of index.shards) await shard(line, list.keys);
    await saw(Math.max(list.issued_at, index.iat));
    await put('synced', now);
    await put('refused', '');
    return '';
  } catch (error) {
    if (!(error instanceof Unverifiable)) throw error;
    await put('refused', error.reason);
    return error.reason;
  }
}

// Whether it is time to: `ttl` seconds after the last time.
export async function due(now) {
  const at = (await get('synced')) || 0, ttl = Math.min(...(await shards()).map((each) => each.ttl), 3600);
  return now - at >= ttl || now < at;
}

async function keys() {
  const kept = (await get('keys')) || { version: 0 };
  const answer = await text('/keys/list.jwt');
  const list = await refusedAs('keys', openKeyList(answer, await roots(), kept.version));
  await putHigher('keys', { text: answer, version: list.version }, (each) => each.version);
  for (const key of list.keys.values()) if (key.status === 'compromised' && key.log) await log(key);
  return list;
}

// The roots that were pinned first stay; newer ones join them only in the company of one that is pinned.
async function roots() {
  const pinned = (await get('roots')) || [], offered = JSON.parse(await text('/keys/roots.json'));
  const known = (root) => pinned.some((each) => each.id === root.id && each.public === root.public);
  if (pinned.length && !offered.some(known)) return pinned;
  const joined = [...pinned, ...offered.filter((root) => !pinned.some((each) => each.id === root.id))];
  await put('roots', joined);
  return joined;
}

async function shard(line, publicKeys) {
  const kept = await get(`shard:${line.shard}`);
  if (kept && kept.sha256 === line.sha256) return;
  const data = await bytes(`/status/${line.shard}.bin`), sha256 = await digestOf(data);
  const opened = await refusedAs('status', openShard(data, publicKeys, { [line.shard]: kept ? kept.seq : 0 }));
  if (opened.shard !== line.shard) throw new Unverifiable('status_other_shard');
  const { seq, iat, ttl } = opened;
  await putHigher(`shard:${line.shard}`, { shard: line.shard, data, sha256, seq, iat, ttl }, (each) => each.seq);
  await saw(iat);
}

async function log(key) {
  const name = `log:${key.kid}`, kept = await get(name);
  if (kept && kept.size === key.log.size) return;
  const data = await bytes(`/keys/log/${key.kid}.bin`).catch(() => null);
  if (data) await put(name, { kid: key.kid, size: key.log.size, data });
}

const saw = (at) => putHigher('seen', { at }, (each) => each.at);

function refusedAs(what, promise) {
  return promise.catch((error) => {
    throw error instanceof Unverifiable ? new Unverifiable(`${what}_${error.reason}`) : error;
  });
}

async function asked(path) {
  const answer = await fetch(path, ASK);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

const text = async (path) => (await asked(path)).text();
const bytes = async (path) => new Uint8Array(await (await asked(path)).arrayBuffer());
