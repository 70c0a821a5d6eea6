// Counts visits without a signal: presses are kept on the phone, one list a member, and sent until the server has them.
// Each has a number, so that one that is sent twice is counted once. Without this script the buttons are plain forms.
(() => {
  const box = document.querySelector("form[data-unsent]");
  const form = document.querySelector("form[data-tally]");
  if (!box || !window.crypto?.getRandomValues) return;
  const name = `tally:${box.dataset.unsent}`;
  const app = box.dataset.app;
  const most = 100; // presses in one request
  const wait = 20000; // milliseconds until the next try
  const underway = new Set(); // numbers of presses that are being sent
  let sending = false;
  let timer = 0;

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) || [];
    } catch {
      return [];
    }
  };

  const keep = (list) => {
    if (list.length) localStorage.setItem(name, JSON.stringify(list));
    else localStorage.removeItem(name);
  };

  function number() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const counter = (outcome) => form.querySelector(`[data-count="${outcome}"]`);

  function add(outcome, by) {
    const shown = counter(outcome);
    shown.textContent = Math.max(0, Number(shown.textContent) + by);
    form.querySelector(`[name=bot][value="${outcome}"]`).disabled = shown.textContent === "0";
  }

  function show() {
    const list = kept();
    box.hidden = !list.length;
    box.querySelector("[data-number]").textContent = list.length;
  }

  // Today's numbers as the server has them, and on top of them what it has not yet.
  function showToday(today) {
    if (!form) return;
    for (const shown of form.querySelectorAll("[data-count]")) shown.textContent = today?.[app]?.[shown.dataset.count] || 0;
    for (const shown of form.querySelectorAll("[data-count]")) add(shown.dataset.count, 0);
    for (const press of kept()) if (press.app === app) add(press.outcome, press.by);
  }

  // A press that is taken back before it was sent is simply forgotten.
  function forget(list, outcome) {
    for (let n = list.length - 1; n >= 0; n -= 1) {
      const one = list[n];
      if (one.app === app && one.outcome === outcome && one.by > 0 && !underway.has(one.id)) return list.splice(n, 1);
    }
    return null;
  }

  function press(outcome, by) {
    const list = kept();
    if (by > 0 || !forget(list, outcome)) list.push({ id: number(), app, outcome, by, at: Date.now() });
    keep(list);
    add(outcome, by);
    show();
    send();
  }

  async function send() {
    clearTimeout(timer);
    const list = kept().slice(0, most);
    if (sending || !list.length) return;
    sending = true;
    const body = new FormData(box);
    body.append("ai", box.dataset.unsent);
    for (const one of list) {
      underway.add(one.id);
      const age = Math.round((Date.now() - one.at) / 1000); // how long ago: the phone's clock may be wrong
      body.append("lan", [one.id, one.app, one.outcome, one.by, age].join(" "));
    }
    let done = [];
    try {
      const answer = await fetch(box.action, { method: "POST", body, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        const told = await answer.json();
        done = told.done;
        keep(kept().filter((one) => !done.includes(one.id)));
        showToday(told.today);
      }
    } catch {
      // no signal, or the storage is closed: the presses stay
    }
    underway.clear();
    sending = false;
    show();
    if (done.length) send();
    else timer = setTimeout(send, wait);
  }

  if (form) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button) return;
      try {
        press(button.value, button.name === "bot" ? -1 : 1);
      } catch {
        return; // the storage is full or closed: the form goes to the server by itself
      }
      event.preventDefault();
    });
    for (const one of kept()) if (one.app === app) add(one.outcome, one.by);
  }
  addEventListener("online", send);
  show();
  send();
})();
