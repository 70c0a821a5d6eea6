/* Takes itself away, with all that was kept. */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  const away = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("giu-")).map((name) => caches.delete(name)));
    await registration.unregister();
  };
  event.waitUntil(away());
});
