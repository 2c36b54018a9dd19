// Keeps the own list, and who comes, on this device: always asks the network first. It touches no other page.
const STORE = "own-list";
const PAGES = ["/mijn-lijst", "/mijn-lijst/wie-komen-er"];
const DAYS = 14; // a copy that is older is thrown away
const NO_LIST = 410; // the link was withdrawn, or its owner does not come any more
const TELL = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Geen internet</title><h1>Geen internet</h1><p>Wat u tikte, is niet opgeslagen. Probeer het straks nog eens.</p>
<p lang="en">No internet. What you tapped was not saved. Please try again later.</p>
<p><a href="/mijn-lijst">Terug naar uw lijst · <span lang="en">Back to your list</span></a></p></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep } = event.data;
  event.waitUntil(
    Promise.all(keep.map((address) => fresh(new Request(address))))
      .then(() => event.source.postMessage("kept"))
      .catch(() => {}),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST") {
    event.respondWith(fetch(request).catch(() => page(TELL)));
  } else if (PAGES.includes(url.pathname) || url.pathname.startsWith("/static/")) {
    event.respondWith(fresh(request).catch(() => known(request)));
  }
});

async function fresh(request) {
  const answer = await fetch(request);
  const store = await caches.open(STORE);
  if (answer.status === NO_LIST) await caches.delete(STORE);
  else if (answer.ok && !answer.redirected) await store.put(bare(request), answer.clone());
  return answer;
}

async function known(request) {
  const store = await caches.open(STORE);
  const answer = await store.match(bare(request));
  if (answer && Date.now() - Date.parse(answer.headers.get("Date")) > DAYS * 86400000) {
    await caches.delete(STORE);
    return page(TELL);
  }
  return answer || page(TELL);
}

// A page is the same with or without what stands behind its question mark; a file is not.
function bare(request) {
  const url = new URL(request.url);
  return PAGES.includes(url.pathname) ? url.pathname : request.url;
}

function page(text) {
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
