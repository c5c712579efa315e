// Judge a case as it stands in a file of vectors: roots parsed, lists as text, bytes in base64url.
import { fromBase64url } from './bytes.js';
import { judge } from './verify.js';

export function judgeCase({ code, roots, keys, status, logs = {}, now, seen = {} }) {
  const bytes = Object.fromEntries(Object.entries(logs).map(([kid, data]) => [kid, fromBase64url(data)]));
  return judge(code, { roots, list: keys, status: status ? fromBase64url(status) : null, logs: bytes, now, seen });
}
