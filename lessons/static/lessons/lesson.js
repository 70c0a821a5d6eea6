// Remembers the step one has come to, so that the lesson opens there next time. Without it all else works.
(() => {
  const form = document.querySelector("form[data-read]");
  const steps = document.querySelectorAll(".step [id^='b-']");
  if (!form || !steps.length || !("IntersectionObserver" in window)) return;
  const wait = 5000; // milliseconds between two notes to the server
  const stopped = form.dataset.at || ""; // where one stopped last time: the first step in view must not undo it
  let at = stopped;
  let kept = stopped;
  let timer = 0;

  function keep() {
    timer = 0;
    if (at === kept) return;
    const body = new FormData(form);
    body.append("step", at);
    kept = at;
    fetch(form.dataset.read, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => {
      kept = ""; // no signal: the next step tries again
    });
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
  steps.forEach((step) => seen.observe(step));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    seen.disconnect();
    at = kept;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
})();
