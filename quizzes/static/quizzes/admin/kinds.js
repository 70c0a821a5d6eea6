// In the question form: shows only the part that belongs to the kind chosen. Without it all parts stand open.
(() => {
  const show = () => {
    const kind = document.querySelector("input[name=kind]:checked")?.value;
    for (const part of document.querySelectorAll("[data-kinds]")) {
      part.hidden = Boolean(kind) && !part.dataset.kinds.split(" ").includes(kind);
    }
  };
  document.addEventListener("change", ({ target }) => {
    if (target.name === "kind") show();
  });
  document.addEventListener("DOMContentLoaded", show);
  show();
})();
