// A clock beside the two fields for minutes and seconds. Without this script one looks at a watch.
(() => {
  const form = document.querySelector("form[data-stopwatch]");
  const clock = form?.querySelector("[data-clock]");
  if (!clock) return;
  const button = clock.querySelector("button");
  const shown = clock.querySelector("output");
  let since = 0;
  let timer = 0;

  const seconds = () => Math.round((performance.now() - since) / 1000);

  function show() {
    const now = seconds();
    shown.value = `${Math.floor(now / 60)}:${String(now % 60).padStart(2, "0")}`;
  }

  clock.hidden = false;
  button.addEventListener("click", () => {
    if (!timer) {
      since = performance.now();
      timer = setInterval(show, 250);
      show();
      button.textContent = button.dataset.stop;
      return;
    }
    clearInterval(timer);
    timer = 0;
    show();
    const took = seconds();
    form.elements.minutes.value = Math.floor(took / 60);
    form.elements.seconds.value = took % 60;
    button.textContent = button.dataset.start;
  });
})();
