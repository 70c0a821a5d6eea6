/* Shows kept pages where there is no signal. It keeps nothing itself: the script of an app's page does (keep.js), and
   writes down in the cache `index` which cache holds which app, whole. So a new worker may take over at any time. */
const index = "giu-1";
const patience = 3000; /* milliseconds; then what is kept is shown, if anything is */
const hashed = /\.[0-9a-f]{12}\.\w+$/;
const personal = /^\/(quan-tri|dai|loa|api|dang-nhap|dang-xuat|toi|chuyen-may)\//;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const { navigationPreload } = registration;
  event.waitUntil(Promise.all([clients.claim(), navigationPreload && navigationPreload.enable()]));
});

async function keptCaches() {
  const notes = await caches.open(index);
  const found = await Promise.all((await notes.keys()).map((name) => notes.match(name)));
  const entries = await Promise.all(found.filter(Boolean).map((note) => note.json()));
  return Promise.all(entries.map(({ cache }) => caches.open(cache)));
}

async function find(address, { exact }) {
  for (const cache of await keptCaches()) {
    const found = await cache.match(address, { ignoreSearch: !exact, ignoreVary: true });
    if (found) return found;
  }
  return null;
}

/* A picture stands here in one width; a page may ask for another width or format of it. */
async function findSibling({ pathname }) {
  const stem = (path) => path.split("/").pop().split(".")[0];
  for (const cache of await keptCaches()) {
    const other = (await cache.keys()).find(({ url }) => stem(new URL(url).pathname) === stem(pathname));
    if (other) return cache.match(other, { ignoreVary: true });
  }
  return null;
}

async function page(event, online) {
  const usable = online.then((answer) => (answer.status < 502 ? answer : null)).catch(() => null);
  const answer = await Promise.race([usable, new Promise((done) => setTimeout(done, patience))]);
  if (answer) return answer;
  const kept = await find(event.request.url, { exact: false });
  if (kept) return kept;
  return (await usable) || (await find(told.kept, { exact: true })) || online;
}

async function file(request, url) {
  if (hashed.test(url.pathname)) return (await find(request, { exact: true })) || fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const kept = (await find(request, { exact: true })) || (url.pathname.startsWith(told.pictures) && (await findSibling(url)));
    if (kept) return kept;
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || personal.test(url.pathname)) return;
  if (request.mode === "navigate") {
    const online = Promise.resolve(event.preloadResponse).then((answer) => answer || fetch(request));
    event.waitUntil(online.catch(() => null));
    event.respondWith(page(event, online));
  } else if (url.pathname.startsWith(told.files) || url.pathname.startsWith(told.pictures)) {
    event.respondWith(file(request, url));
  }
});
