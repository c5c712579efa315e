// Signed JSON documents in the compact form of RFC 7515, with the two suites of this system.
import { fromBase64url, fromUtf8, utf8 } from './bytes.js';
import { Unverifiable, must } from './errors.js';
import { checks } from './suites.js';

const SUITES = { EdDSA: 1, SM2SM3: 2 };

// Return {kid, payload, signedBy(key)}; the signature has not been looked at yet. Raises Unverifiable(malformed).
export function parse(text, typ) {
  const parts = text.trim().split('.');
  must(parts.length === 3);
  const header = json(parts[0]), payload = json(parts[1]), signature = bytes(parts[2]);
  must(header.typ === typ && header.kid !== undefined && payload !== null && typeof payload === 'object');
  const signed = utf8(`${parts[0]}.${parts[1]}`), suite = SUITES[header.alg];
  const signedBy = async (key) => Boolean(key && key.suite === suite && (await checks[suite](key.public, signature, signed)));
  return { kid: String(header.kid), payload, signedBy };
}

function json(part) {
  try {
    return JSON.parse(fromUtf8(bytes(part)));
  } catch {
    throw new Unverifiable('malformed');
  }
}

function bytes(part) {
  try {
    return fromBase64url(part);
  } catch {
    throw new Unverifiable('malformed');
  }
}
