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
  const made = await Promise.all(SCOPES.map((scope) => navigator.serviceWorker.register(WORKER, { scope })));
  await Promise.all(made.map(active));
  const { sync } = await import('./sync.js');
  return sync(Math.floor(Date.now() / 1000));
}

// Resolve once a worker answers: before that a scan would still go to the server.
function active(registration) {
  const worker = registration.installing || registration.waiting;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!worker || worker.state === 'activated') resolve();
      else if (worker.state === 'redundant') reject(new Error('the worker was not installed'));
    };
    if (worker) worker.addEventListener('statechange', look);
    look();
  });
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
