/* Remembers the step one has come to, so that the lesson opens there next time, and that it was learned: both are kept
   here until the server has them. Without this script all else works. */
(() => {
  const box = document.querySelector("[data-read]");
  const { unsent } = window;
  if (!box || !unsent || !unsent.member) return;
  const { read, edition } = box.dataset;
  const steps = document.querySelectorAll(".step [id^='b-']");
  const wait = 5000; /* milliseconds between two notes */
  const stopped = box.dataset.at; /* where one stopped last time: the first step in view must not undo it */
  let at = stopped;
  let kept = stopped;
  let timer = 0;
  let isDone = false;

  function keep() {
    clearTimeout(timer);
    timer = 0;
    if (at === kept || isDone) return;
    kept = at;
    try {
      unsent.add("progress", read, { what: "read", step: at }, `read ${read}`);
    } catch (error) {
      kept = ""; /* no room: the next step tries again */
    }
  }

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting && !(stopped && target === steps[0])) at = target.id.slice(2);
      }
      if (at !== kept && !timer) timer = setTimeout(keep, wait);
    },
    { rootMargin: "0px 0px -40% 0px" },
  );
  if (stopped !== undefined) steps.forEach((step) => seen.observe(step));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });

  /* Goes on as soon as the server knows it; without a signal it is said that it was noted here. */
  async function learned() {
    if (isDone) return;
    const item = unsent.add("progress", read, { what: "done", edition }, `done ${read}`);
    let patient = true;
    isDone = true;
    unsent.listen(async (sent, response) => {
      if (sent.id !== item.id || !patient) return;
      if (response.status === 410) location.reload(); /* it was taken off: its page says so */
      else if (response.ok) location.assign((await response.clone().json()).next);
    });
    await Promise.race([unsent.send(), new Promise((rest) => setTimeout(rest, 4000))]);
    if (!unsent.list().some(({ id }) => id === item.id)) return;
    patient = false;
    document.getElementById("noted").hidden = false;
    box.hidden = true;
  }

  if (box.tagName === "FORM") {
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      learned().catch(() => box.submit()); /* no room: the browser's own way */
    });
  } else {
    /* A kept copy, which is the same for everybody: it asks to sign in, and somebody has. */
    box.textContent = box.dataset.done;
    box.setAttribute("role", "button");
    box.addEventListener("click", (event) => {
      event.preventDefault();
      learned().catch(() => null);
    });
  }
})();
