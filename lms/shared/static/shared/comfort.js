/* A copy kept on the phone is drawn in the usual size and contrast: it takes on what was chosen, as seen last. */
(() => {
  const html = document.documentElement;
  try {
    if ("kept" in html.dataset) html.className = localStorage.getItem("comfort") || "";
    else localStorage.setItem("comfort", html.className);
  } catch (error) { /* the storage is closed: the usual size */ }
})();
