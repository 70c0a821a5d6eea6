/* Lists what is kept on this phone, on the page that stands in for pages that are not. */
(() => {
  const list = document.getElementById("tren-may");
  if (!list) return;
  const index = "giu-1";
  const lost = document.getElementById("khong-song");
  lost.hidden = location.pathname === lost.dataset.own;

  async function forget({ app, cache }, item) {
    await (await caches.open(index)).delete(`/giu/${app}`);
    await caches.delete(cache);
    item.remove();
    none();
  }

  function none() {
    document.getElementById("chua-giu").hidden = list.childElementCount > 0;
  }

  /* An app that was taken off goes from the phone too; its page fetches what is new. */
  async function compare(note, item) {
    const answer = await fetch(note.pack, { credentials: "omit", cache: "no-store" });
    if (answer.status === 404) await forget(note, item);
    else if (answer.ok) item.querySelector("[data-old]").hidden = (await answer.json()).digest === note.digest;
  }

  function add(note) {
    const item = document.getElementById("mot-muc").content.cloneNode(true).firstElementChild;
    const link = item.querySelector("a");
    link.href = note.url;
    link.textContent = note.title;
    const day = new Date(note.at).toLocaleDateString("vi");
    item.querySelector("p").textContent = `${Math.max(1, Math.round(note.size / 1000))}\u00a0kB, ${day}`;
    item.querySelector("button span").textContent = `: ${note.title}`;
    item.querySelector("button").addEventListener("click", () => forget(note, item));
    list.append(item);
    compare(note, item).catch(() => null);
  }

  async function show() {
    const notes = await caches.open(index);
    const found = await Promise.all((await notes.keys()).map((name) => notes.match(name)));
    (await Promise.all(found.map((note) => note.json()))).forEach(add);
  }

  if (window.caches) show().then(none, none);
  else none();
})();
