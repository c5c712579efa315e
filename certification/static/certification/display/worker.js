// Keeps the page and its files on the phone. It serves this page only; KNOWN (before this line) names what it keeps.
const CACHE = "display-1", PATIENCE = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([KNOWN.page, ...KNOWN.files])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(swept().then(() => self.clients.claim()));
});

// Files of former versions go; caches of other pages are not ours.
async function swept() {
  const cache = await caches.open(CACHE), known = new Set([KNOWN.page, ...KNOWN.files].map((path) => new URL(path, location).href));
  for (const request of await cache.keys()) if (!known.has(request.url)) await cache.delete(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === KNOWN.page) event.respondWith(fresh(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(kept(request));
});

// The newest page where the network answers soon, else the one that is kept.
async function fresh(request) {
  const cache = await caches.open(CACHE), ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), PATIENCE);
  try {
    const response = await fetch(request.url, { signal: ended.signal, credentials: "same-origin" });
    if (response.ok && !response.redirected) await cache.put(KNOWN.page, response.clone());
    return response;
  } catch {
    return (await cache.match(KNOWN.page)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

// Files keep their address as long as they stay the same; those without a hash are fetched anew where that is possible.
async function kept(request) {
  const cache = await caches.open(CACHE), found = await cache.match(request, { ignoreSearch: true });
  const hashed = /\.[0-9a-f]{12}\./.test(request.url);
  if (found && hashed) return found;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch {
    return found ?? Response.error();
  }
}
