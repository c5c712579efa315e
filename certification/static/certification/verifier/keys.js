// The key list, signed by a root key that is pinned and never older than one seen before; what each key may sign.
import { fromBase64url, same } from './bytes.js';
import { Unverifiable, must } from './errors.js';
import { parse } from './jws.js';
import { leafOf, rootOf } from './merkle.js';

const STATUS = ['active', 'retired', 'compromised'], USES = ['credential', 'status', 'log'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

// Return {version, issued_at, next_update_at, keys: Map by kid} of a list (a JWS). `roots` is the content of roots.json,
// `version` the highest one seen. Raises Unverifiable: malformed, forged or rolled_back.
export async function openKeyList(text, roots, version = 0) {
  const document = parse(text, 'xzzfz-keys+jwt');
  const root = roots.find((each) => String(each.id) === document.kid);
  must(root && (await document.signedBy({ suite: root.suite, public: fromBase64url(root.public) })), 'forged');
  const { payload } = document;
  const numbers = [payload.version, payload.issued_at, payload.next_update_at];
  must(numbers.every(Number.isInteger) && Array.isArray(payload.keys));
  must(payload.version >= version, 'rolled_back');
  const [seen, issued_at, next_update_at] = numbers;
  return { version: seen, issued_at, next_update_at, keys: new Map(payload.keys.map((key) => [key.kid, record(key)])) };
}

function record(key) {
  must(Number.isInteger(key.kid) && STATUS.includes(key.status) && USES.includes(key.use));
  must(Array.isArray(key.numbers) && Array.isArray(key.agencies) && DAY.test(key.not_before) && DAY.test(key.not_after));
  try {
    const log = key.log ? { size: key.log.size, root: fromBase64url(key.log.root) } : null;
    return { ...key, public: fromBase64url(key.public), log, trusted: null };
  } catch {
    throw new Unverifiable('malformed');
  }
}

// Return a compromised key that trusts what stands in its log; `leaves` is the file of the log. Raises (forged).
export async function trustLog(key, leaves) {
  if (!key.log) return key;
  const parts = Array.from({ length: key.log.size }, (_, at) => leaves.subarray(at * 32, at * 32 + 32));
  must(same(await rootOf(parts), key.log.root), 'forged');
  return { ...key, trusted: parts };
}

// Judge by what is known before the signature: status, use, numbers and dates.
export function admit(key, number, day) {
  must(key.status !== 'compromised' || key.trusted, 'key_compromised');
  const ours = key.use === 'credential' && key.numbers.some((start) => number.startsWith(start));
  must(ours && key.not_before <= day && day <= key.not_after, 'key_out_of_scope');
}

// Judge by what is known only once the signature is good: the agency, and the place in the log.
export async function admitSigned(key, agency, token) {
  must(!key.agencies.length || key.agencies.includes(agency), 'key_out_of_scope');
  if (key.status !== 'compromised') return;
  const leaf = await leafOf(token);
  must(key.trusted.some((each) => same(each, leaf)), 'key_compromised');
}
