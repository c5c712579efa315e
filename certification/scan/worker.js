// Answers scans on the phone: the address of a code is never sent on. SETUP is written before this by the server.
const CACHE = `check-${SETUP.version}`;
const CODE = /^\/v\/[0-9]{1,900}$/;
const ASK = { cache: 'reload', credentials: 'omit', referrerPolicy: 'no-referrer' };

async function keep() {
  const scanner = (await caches.match(SETUP.scanner[0])) ? SETUP.scanner : [];
  const cache = await caches.open(CACHE);
  await cache.addAll([...SETUP.files, ...scanner].map((path) => new Request(path, ASK)));
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith('check-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// Opened once for the thirty files of a scan.
let opened;
async function kept(path, request) {
  const cache = await (opened = opened || caches.open(CACHE));
  return (await cache.match(path, { ignoreVary: true })) || fetch(request);
}

// Return the path whose kept copy answers a request, or "" for what is none of ours.
function answering(request, url) {
  if (request.mode !== 'navigate') return [...SETUP.files, ...SETUP.scanner].includes(url.pathname) ? url.pathname : '';
  if (url.pathname === SETUP.scan) return SETUP.scan;
  return CODE.test(url.pathname) ? SETUP.phone : '';
}

self.addEventListener('install', (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(tidy()));
self.addEventListener('fetch', (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const path = answering(request, url);
  if (path && url.searchParams.has('now')) event.respondWith(fetch(request).catch(() => kept(path, request)));
  else if (path) event.respondWith(kept(path, request));
});
