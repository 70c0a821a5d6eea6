/* On to pages that only the server has: every answer is sent first, and without a signal one stays here. */
const handing = (() => {
  const form = document.getElementById("hand-in");
  const { words } = saving;
  let leaving = false;

  async function isReached() {
    await queue.flush();
    if (!queue.isEmpty(words.attempt)) return false;
    try {
      await queue.ask(words.overview, { method: "HEAD" });
      return true;
    } catch (error) {
      return false;
    }
  }

  async function whenReached(go) {
    saving.hush();
    leaving = true;
    if (await isReached()) return go();
    leaving = false;
    if (!document.querySelector("main > [role=alert]")) saving.say(words.noSignal);
  }

  if (form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      whenReached(() => form.submit());
    });
    /* The page was drawn before the answers that waited here came in. */
    queue.listen((verdict, { attempt }) => {
      if (verdict === "taken" && !leaving && queue.isEmpty(attempt)) location.reload();
    });
  }
  return { goTo: (url) => whenReached(() => location.assign(url)) };
})();
