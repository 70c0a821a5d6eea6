// Copies a field's text at a press. Without this script one holds the text and copies it by hand.
(() => {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        if (!document.execCommand("copy")) return; // no clipboard without https: the text stays selected
      }
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }
})();
