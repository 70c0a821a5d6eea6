// In the page editor: offers the rows of the chosen screen, or the steps of the chosen lesson, while one types.
// Without it the field is plain, and a wrong name is answered with the list of right ones.
(() => {
  const script = document.currentScript;
  const lists = new Map();

  // The chooser that a field belongs to: "…-target" goes with "…-screen", "…-keys-0-value" with "…-lesson".
  function chosen(field) {
    const stem = field.id.replace(/(-keys-\d+-value|-?target)$/, "");
    const id = stem.endsWith("id_") || !stem ? `${stem}${field.dataset.of}` : `${stem}-${field.dataset.of}`;
    return document.getElementById(id)?.value || "";
  }

  async function listOf(kind, pk) {
    const name = `offers-${kind}-${pk}`;
    if (lists.has(name)) return name;
    const answer = await fetch(script.dataset[kind].replace("/0/", `/${pk}/`), { credentials: "same-origin" });
    if (!answer.ok) return "";
    const list = document.createElement("datalist");
    list.id = name;
    for (const { value, label } of (await answer.json()).offers) list.append(new Option(label, value));
    document.body.append(list);
    lists.set(name, list);
    return name;
  }

  document.addEventListener("focusin", async ({ target }) => {
    if (!target.matches?.("input[data-offers]")) return;
    const pk = chosen(target);
    if (pk) target.setAttribute("list", await listOf(target.dataset.offers, pk));
    else target.removeAttribute("list");
  });
})();
