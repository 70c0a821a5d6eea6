// Looks again every five seconds while something is being made. Without this script one presses the link.
(() => {
  const waiting = document.querySelector("[data-waiting]");
  const tell = () => {
    for (const words of waiting.querySelectorAll("[data-looks]")) words.hidden = false;
  };
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = answer.ok && page.querySelector("[data-waiting]");
      if (found) {
        waiting.replaceChildren(...found.childNodes);
        tell();
      } else if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // No signal: in five seconds perhaps.
    }
    setTimeout(look, 5000);
  };
  tell();
  setTimeout(look, 5000);
})();
