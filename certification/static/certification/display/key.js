// The phone's key: P-256, made here, never exported. It signs codes and what the phone sends.
const CURVE = { name: "ECDSA", namedCurve: "P-256" }, SIGN = { name: "ECDSA", hash: "SHA-256" };
const DOMAIN = "XZZFD1";

export const able = () => Boolean(window.isSecureContext && globalThis.crypto?.subtle && window.indexedDB && navigator.serviceWorker);

export const makeKey = () => crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);

// The point in its short form: whether y is odd, then x.
export async function publicOf(pair) {
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return Uint8Array.of(2 + (point[64] & 1), ...point.slice(1, 33));
}

export const sign = async (pair, message) => new Uint8Array(await crypto.subtle.sign(SIGN, pair.privateKey, message));

export async function answer(pair, act, challenge, words = "") {
  const message = new TextEncoder().encode([DOMAIN, act, challenge, words].join("\n"));
  return { challenge, signature: base64(await sign(pair, message)) };
}

export const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
