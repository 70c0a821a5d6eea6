// In the question form: a field that narrows a long list down to the lines with the words typed, marks aside.
(() => {
  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d").trim();

  const narrow = (select, all, typed) => {
    const words = fold(typed).split(/\s+/);
    const chosen = select.value;
    select.replaceChildren();
    for (const part of all) {
      const copy = part.cloneNode(true);
      const about = part.label || "";
      for (const option of copy.matches("option") ? [] : [...copy.children]) {
        const text = fold(`${about} ${option.textContent}`);
        if (option.value !== chosen && !words.every((word) => text.includes(word))) option.remove();
      }
      if (copy.matches("option") || copy.children.length) select.append(copy);
    }
    select.value = chosen;
  };

  const offer = () => {
    for (const select of document.querySelectorAll("select[data-find]")) {
      const all = [...select.children];
      const field = document.createElement("input");
      field.type = "search";
      field.className = "w-mb-2";
      field.placeholder = select.dataset.find;
      field.setAttribute("aria-label", select.dataset.find);
      field.addEventListener("input", () => narrow(select, all, field.value));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
      select.before(field);
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer);
  else offer();
})();
