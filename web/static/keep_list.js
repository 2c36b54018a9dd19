// Lets the own list be read without internet once it was opened, and says when there is none.
// Without JavaScript the list can still be printed or taken along as a PDF.
const kept = document.querySelector("[data-kept]");
const offline = document.querySelector("[data-offline]");

function tell() {
  offline.hidden = navigator.onLine;
}

if ("serviceWorker" in navigator && kept && offline) {
  tell();
  addEventListener("online", tell);
  addEventListener("offline", tell);
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data === "kept") kept.hidden = false;
  });
  const parts = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
  const files = [...parts].map((part) => part.href || part.src);
  const pages = [kept.dataset.list, kept.dataset.coming];
  // From the second time on the worker itself keeps what it fetches.
  kept.hidden = navigator.serviceWorker.controller === null;
  navigator.serviceWorker
    .register(kept.dataset.worker, { scope: kept.dataset.list })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => kept.hidden && registration.active.postMessage({ keep: [...pages, ...files] }))
    .catch(() => {}); // a private window keeps nothing: then there is nothing to tell
}
