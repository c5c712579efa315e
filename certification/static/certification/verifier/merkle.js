// The log of what a key signed: a Merkle tree over the codes in the order of issue (RFC 6962, 2.1).
import { join, sha256 } from './bytes.js';

export const leafOf = (token) => sha256(join(Uint8Array.of(0), token));

export async function rootOf(leaves) {
  if (!leaves.length) return sha256(new Uint8Array());
  let level = leaves;
  while (level.length > 1) {
    const next = [];
    for (let at = 0; at + 1 < level.length; at += 2) {
      next.push(sha256(join(Uint8Array.of(1), level[at], level[at + 1])));
    }
    const hashed = await Promise.all(next);
    level = level.length % 2 ? [...hashed, level[level.length - 1]] : hashed;
  }
  return level[0];
}
