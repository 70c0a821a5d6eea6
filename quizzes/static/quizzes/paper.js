// Sheets are keyed in with one hand: Enter goes to the next field, in the last one it saves. Without this script Tab
// leads through the fields, and Enter asks about those left empty.
(() => {
  const form = document.querySelector("form[data-keys]");
  if (!form) return;
  const fields = [...form.querySelectorAll("ol input")];
  const save = form.querySelector("button[value=save]");
  fields.at(-1).enterKeyHint = "done";
  for (const field of fields) field.addEventListener("focus", () => field.select());
  if (fields.includes(document.activeElement)) document.activeElement.select(); // it had the focus before this script
  form.addEventListener("keydown", (event) => {
    const place = fields.indexOf(event.target);
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (place < 0 || !step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = fields[place + step];
    if (next) next.focus();
    else if (event.key === "Enter" && !event.repeat) form.requestSubmit(save);
  });
})();
