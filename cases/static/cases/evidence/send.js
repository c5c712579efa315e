// Hash a photo on the phone and send it; what the server says decides whether the phone may forget it.
const PATIENCE_MS = 90000;

// The SHA-256 of a blob in hexadecimal; "" where the browser offers none (a page without https).
export async function hash(blob) {
  if (!self.crypto || !crypto.subtle) return '';
  const bytes = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Answer {state, ...}: sent (with its number), refused (with why; sending again is of no use), signin, or offline.
export async function send(photo, url, token) {
  const form = new FormData(), gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), PATIENCE_MS);
  form.append('file', photo.blob, 'photo.' + (photo.blob.type === 'image/png' ? 'png' : 'jpg'));
  for (const [name, value] of Object.entries({
    sha256: photo.sha256, taken: photo.taken, name: photo.name, inquiry: photo.inquiry, ...photo.place,
  })) if (value !== undefined && value !== '') form.append(name, value);
  try {
    const answer = await fetch(url, { method: 'POST', body: form, signal: gone.signal, headers: { 'X-CSRFToken': token } });
    const isJson = (answer.headers.get('content-type') || '').startsWith('application/json');
    if (answer.redirected || (answer.status === 403 && !isJson)) return { state: 'signin' };
    if (!isJson) return { state: 'offline' };
    const said = await answer.json();
    if (answer.ok) return { state: said.sha256 === photo.sha256 || !photo.sha256 ? 'sent' : 'offline', number: said.number };
    return { state: answer.status >= 500 ? 'offline' : 'refused', why: said.sentence };
  } catch {
    return { state: 'offline' };
  } finally {
    clearTimeout(timer);
  }
}
