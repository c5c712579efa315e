// Two small choices of this browser: the size of letters, and whether this phone checks by itself.
export function remembered(key) {
  try {
    return localStorage.getItem(`check.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`check.${key}`, value);
  } catch { /* a private window keeps nothing */ }
}
