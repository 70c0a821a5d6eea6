/* Counts down to the end of the time. The server's clock decides; this only shows what it said. */
const clock = (() => {
  const line = document.getElementById("clock");
  let end = 0;
  let over = false;

  function set({ left }) {
    if (line && left !== undefined) end = Date.now() + left * 1000;
  }

  function tick() {
    const left = Math.ceil((end - Date.now()) / 1000);
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    line.lastElementChild.textContent = left > 0 ? line.dataset.still.replace("{time}", time) : line.dataset.over;
    if (over || left + Number(line.dataset.grace) > -1) return;
    over = true;
    handing.goTo(line.dataset.result);
  }

  if (line) {
    set({ left: Number(line.dataset.left) });
    tick();
    setInterval(tick, 1000);
  }
  return { set };
})();
