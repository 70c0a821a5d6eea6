// In the quiz form: buttons that move a question one up or down. Without them one writes its number.
(() => {
  const button = (table, row, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small button-secondary";
    made.textContent = step < 0 ? "↑" : "↓";
    const words = step < 0 ? table.dataset.up : table.dataset.down;
    made.setAttribute("aria-label", `${words}: ${row.querySelector("a").textContent}`);
    made.addEventListener("click", () => {
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(row);
      else other.after(row);
      for (const [index, one] of [...row.parentElement.children].entries()) {
        const number = one.querySelector("input[type=number]");
        number.value = index + 1;
        number.dispatchEvent(new Event("change", { bubbles: true }));
      }
      made.focus();
    });
    return made;
  };
  const offer = () => {
    for (const table of document.querySelectorAll("table[data-places]")) {
      for (const row of table.tBodies[0].rows) {
        row.querySelector(".place").append(button(table, row, -1), button(table, row, 1));
      }
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offer);
  else offer();
})();
