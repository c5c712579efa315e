// Ed25519 by WebCrypto, or by noble where the browser has it not (before Chrome 137, Safari 17, Firefox 129).
let native;

export async function verify(publicKey, signature, message) {
  if (native !== false) {
    try {
      const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
      native = true;
      return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message);
    } catch (error) {
      if (native || !['NotSupportedError', 'SyntaxError', 'ReferenceError'].includes(error.name)) return false;
      native = false;
    }
  }
  return byNoble(publicKey, signature, message);
}

export async function byNoble(publicKey, signature, message) {
  const noble = await import('../../vendor/noble-ed25519.js');
  try {
    return await noble.verifyAsync(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
