// Checking on this phone: put in place on the first visit, taken away whenever the person says so.
import { remember, remembered } from './remember.js';

const SCOPES = ['/v/', '/scan/'];
const WORKER = '/check-worker.js';

const NEEDED = ['indexedDB', 'caches', 'DecompressionStream', 'BigInt'];

// Old browsers and pages without https keep to the plain page.
export function possible() {
  const able = NEEDED.every((name) => name in window) && 'serviceWorker' in navigator;
  return able && 'replaceChildren' in document.body && Boolean(window.crypto && crypto.subtle);
}

export const stopped = () => remembered('off') === '1';

export async function install() {
  remember('off', '0');
  await Promise.all(SCOPES.map((scope) => navigator.serviceWorker.register(WORKER, { scope })));
  const { sync } = await import('./sync.js');
  return sync(Math.floor(Date.now() / 1000));
}

export async function stop() {
  const { eraseAll } = await import('./store.js');
  remember('off', '1');
  for (const each of await navigator.serviceWorker.getRegistrations()) {
    if (SCOPES.includes(new URL(each.scope).pathname)) await each.unregister();
  }
  for (const name of await caches.keys()) if (name.startsWith('check-')) await caches.delete(name);
  await eraseAll();
}
