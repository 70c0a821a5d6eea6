/* Keeps an app on the phone, to be read without a signal. All of it is fetched without cookies into a cache of its own;
   only when that is whole does one note in `index` point to it (worker.js reads it), and the former one goes. */
(() => {
  const box = document.getElementById("giu");
  if (!box) return;
  const index = "giu-1";
  const atOnce = 4; /* files on their way at a time */
  const inside = /Zalo|FBA[NV]|FB_IAB|Instagram|; wv\)/i; /* browsers within other apps: what they keep is soon gone */
  const headers = ["Content-Type", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"];
  const { app } = box.dataset;
  const folder = `giu-app/${app}/`;
  const words = {};

  function show(state) {
    box.querySelectorAll("[data-when]").forEach((part) => {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    });
    box.querySelectorAll("[data-words]").forEach((part) => {
      part.textContent = part.dataset.words.replace(/\{(\w+)\}/g, (all, name) => words[name]);
    });
    box.hidden = false;
  }

  function weight(bytes) {
    const kilos = Math.max(1, Math.round(bytes / 1000));
    return kilos < 1000 ? `${kilos}\u00a0kB` : `${(kilos / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })}\u00a0MB`;
  }

  async function ask() {
    const answer = await fetch(box.dataset.pack, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const pack = await answer.json();
    words.size = weight(pack.size);
    return pack;
  }

  async function known() {
    const note = await (await caches.open(index)).match(`/giu/${app}`);
    return note ? note.json() : null;
  }

  /* A page says of itself that it is a kept one (comfort.js, unsent.js), and of which day. */
  async function copied(answer) {
    const own = new Headers();
    headers.filter((name) => answer.headers.has(name)).forEach((name) => own.set(name, answer.headers.get(name)));
    if (!/^text\/html/.test(own.get("Content-Type"))) return new Response(await answer.blob(), { headers: own });
    const day = `data-day="${new Date().toLocaleDateString("vi")}"`;
    const html = (await answer.text()).replace("<html", "<html data-kept").replace('class="kept-copy"', `class="kept-copy" ${day}`);
    return new Response(html, { headers: own });
  }

  /* Files that an earlier try has fetched stay. */
  async function fill(cache, { files }) {
    const waiting = files.slice();
    words.n = 0;
    words.total = files.length;
    const work = async () => {
      for (let path = waiting.shift(); path; path = waiting.shift()) {
        if (!(await cache.match(path, { ignoreVary: true }))) {
          const isPage = path.endsWith("/");
          const answer = await fetch(path, { credentials: "omit", redirect: "error", cache: isPage ? "no-store" : "default" });
          if (!answer.ok) throw new Error(answer.status);
          await cache.put(path, await copied(answer));
        }
        words.n += 1;
        show("going");
      }
    };
    const stop = (error) => {
      waiting.length = 0;
      throw error;
    };
    /* All have come to rest before anything is said or swept. */
    const ends = await Promise.allSettled(Array.from({ length: atOnce }, () => work().catch(stop)));
    const failed = ends.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  }

  async function sweep(kept) {
    const names = (await caches.keys()).filter((name) => name.startsWith(folder) && name !== kept);
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  async function keep() {
    const pack = await ask();
    const cache = folder + pack.digest;
    await navigator.serviceWorker.register(box.dataset.worker);
    await fill(await caches.open(cache), pack);
    if ((await ask()).digest !== pack.digest) {
      await caches.delete(cache); /* something was published meanwhile: two editions are mixed in it */
      return false;
    }
    const { title, url, size, digest } = pack;
    const note = { app, title, url, size, digest, cache, at: Date.now(), pack: box.dataset.pack };
    await (await caches.open(index)).put(`/giu/${app}`, new Response(JSON.stringify(note)));
    await sweep(cache);
    return true;
  }

  async function start() {
    words.n = 0;
    words.total = "…";
    show("going");
    try {
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
      if (!(await keep()) && !(await keep())) throw new Error("changing");
      show("kept");
    } catch (error) {
      const note = await known().catch(() => null);
      if (error.name === "QuotaExceededError") await sweep(note && note.cache);
      show(error.name === "QuotaExceededError" ? "full" : "cut");
    }
  }

  async function forget() {
    await (await caches.open(index)).delete(`/giu/${app}`);
    await sweep();
    show("new");
  }

  async function look() {
    const [note, pack] = await Promise.all([known(), ask().catch(() => null)]);
    if (note && (!pack || pack.digest === note.digest)) {
      words.size = weight(note.size);
      show("kept");
    } else if (note) {
      show("old");
      if (!(navigator.connection && navigator.connection.saveData)) start();
    } else if (pack) show("new");
  }

  box.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) (button.dataset.do === "forget" ? forget : start)();
  });
  if (inside.test(navigator.userAgent) || !("serviceWorker" in navigator) || !window.caches) {
    const android = box.querySelector("[data-chrome]");
    if (android && /Android/.test(navigator.userAgent)) {
      android.href = `intent://${location.host}${location.pathname}#Intent;scheme=${location.protocol.slice(0, -1)};package=com.android.chrome;end`;
      android.parentNode.hidden = false;
    }
    ask().then(() => show("elsewhere"), () => null);
  } else look();
})();
