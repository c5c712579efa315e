// ECDSA on P-256 with SHA-256 by WebCrypto, for the key inside a phone; its public half comes compressed.
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const NAME = { name: 'ECDSA', namedCurve: 'P-256' };

export async function verify(compressed, signature, message) {
  const point = expand(compressed);
  if (!point) return false;
  const key = await crypto.subtle.importKey('raw', point, NAME, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message);
}

// Return the point of 65 bytes (SEC 1, 2.3.4), or null where no such point is on the curve.
export function expand(compressed) {
  const x = number(compressed.subarray(1));
  if (compressed.length !== 33 || (compressed[0] !== 2 && compressed[0] !== 3) || x >= P) return null;
  const square = (((x * x) % P) * x + (P - 3n) * x + B) % P;
  let y = power(square, (P + 1n) / 4n);
  if ((y * y) % P !== square) return null;
  if ((y & 1n) !== BigInt(compressed[0] & 1)) y = P - y;
  const out = new Uint8Array(65);
  out[0] = 4;
  out.set(compressed.subarray(1), 1);
  for (let at = 64; at > 32; at -= 1, y >>= 8n) out[at] = Number(y & 255n);
  return out;
}

const number = (bytes) => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

function power(base, exponent) {
  let out = 1n;
  for (let left = exponent, square = base; left; left >>= 1n, square = (square * square) % P) {
    if (left & 1n) out = (out * square) % P;
  }
  return out;
}
