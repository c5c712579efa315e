// Verify a token into claims: lengths, suite, shape, key, its scope and dates, signature; only then is text decoded.
import { MAX_TOKEN, fromDigits } from './base10.js';
import { join, utf8, whole } from './bytes.js';
import { claims, date } from './claims.js';
import { Unverifiable, must } from './errors.js';
import { admit, admitSigned } from './keys.js';
import { verify as byDevice } from './p256.js';
import { DEVICE, SIGNATURE, checks, suiteOf } from './suites.js';
import { read } from './wire.js';

const DOMAIN = utf8('XZZFZ1');
const MIN_TOKEN = 85;
const SHOWN = 4 + SIGNATURE; // what a phone adds: the time and its signature

// Return {claims, key, shownAt}: shownAt (unix seconds) only where a phone shows the code. Raises Unverifiable.
export async function decode(digits, keys) {
  const code = fromDigits(digits);
  must(code.length >= MIN_TOKEN && code.length <= MAX_TOKEN);
  must(checks[suiteOf(code[0])], 'unknown_suite');
  if (!(code[0] & DEVICE)) return opened(code, keys);
  const token = code.subarray(0, -SHOWN), time = code.subarray(-SHOWN, -SIGNATURE);
  const found = await opened(token, keys);
  const good = await byDevice(found.device, code.subarray(-SIGNATURE), join(token, time));
  must(good, 'bad_device_signature');
  return { ...found, shownAt: whole(time) };
}

async function opened(token, keys) {
  const body = token.subarray(0, -SIGNATURE), suite = suiteOf(token[0]);
  const wire = read(body.subarray(1), Boolean(token[0] & DEVICE));
  const key = keys.get(wire.kid);
  if (!key || key.suite !== suite) throw new Unverifiable('unknown_key');
  admit(key, String(wire.number), date(wire.day));
  const good = await checks[suite](key.public, token.subarray(-SIGNATURE), join(DOMAIN, body));
  must(good, 'bad_signature');
  const said = claims(wire);
  await admitSigned(key, said.agency, token);
  return { claims: said, key, device: wire.device };
}
