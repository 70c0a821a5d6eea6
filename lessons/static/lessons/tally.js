/* Counts visits without a signal: presses are kept on the phone and sent until the server has them (unsent.js). Each has
   a number, so that one that is sent twice is counted once. Without this script the buttons are plain forms. */
(() => {
  const form = document.querySelector("form[data-tally]");
  if (!form || !unsent.member) return;
  const { tally, app } = form.dataset;
  const counters = form.querySelectorAll("[data-count]");

  function add(outcome, by) {
    const shown = form.querySelector(`[data-count="${outcome}"]`);
    shown.textContent = Math.max(0, Number(shown.textContent) + by);
    form.querySelector(`[name=bot][value="${outcome}"]`).disabled = shown.textContent === "0";
  }

  const waiting = () => unsent.list("tally").filter(({ fields }) => fields.app === app);

  /* A press that is taken back before it was sent is simply forgotten. */
  function isForgotten(outcome) {
    return waiting().reverse().some((item) => item.fields.outcome === outcome && item.fields.by > 0 && unsent.drop(item));
  }

  function press(outcome, by) {
    if (by > 0 || !isForgotten(outcome)) unsent.add("tally", tally, { app, outcome, by });
    add(outcome, by);
    unsent.send();
  }

  /* Today's numbers as the server has them, and on top of them what it has not yet. */
  unsent.listen(async ({ kind }, response) => {
    if (kind !== "tally" || !response.ok) return;
    const today = (await response.clone().json())[app] || {};
    counters.forEach((shown) => {
      shown.textContent = 0;
      add(shown.dataset.count, today[shown.dataset.count] || 0);
    });
    waiting().forEach(({ fields }) => add(fields.outcome, fields.by));
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    try {
      press(button.value, button.name === "bot" ? -1 : 1);
    } catch (error) {
      return; /* the storage is full or closed: the form goes to the server by itself */
    }
    event.preventDefault();
  });
  waiting().forEach(({ fields }) => add(fields.outcome, fields.by));
})();
