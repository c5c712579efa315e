// SM2 with SM3 (GB/T 32918), user id 1234567812345678, raw r||s; its library is loaded only when such a key comes.
import { hex } from './bytes.js';

const N = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'); // order of the curve

export async function verify(publicKey, signature, message) {
  await import('../../vendor/sm-crypto.js');
  if (publicKey.length !== 64 || signature.length !== 64) return false;
  if (!inOrder(signature.subarray(0, 32)) || !inOrder(signature.subarray(32))) return false;
  const { sm2 } = globalThis.SmCryptoV2;
  try {
    const point = `04${hex(publicKey)}`;
    return sm2.verifyPublicKey(point) && sm2.doVerifySignature(message, hex(signature), point, { hash: true });
  } catch {
    return false;
  }
}

function inOrder(bytes) {
  const value = BigInt(`0x${hex(bytes)}`);
  return value > 0n && value < N;
}
