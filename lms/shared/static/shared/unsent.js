/* Work of a member that the server has not got yet: kept on this phone, and sent until the server has it. Each item
   has a storage name of its own, with the member's key in it, so that neither two tabs nor two members ever mix.

   unsent.member               key of the member whose work is kept here; "" while nobody is known, and add() throws
   unsent.add(kind, url, fields[, id])
                               keeps an item (kind: "progress", "practice", "tally", ...) and begins to send it; gives
                               it, and throws when the phone has no room. The same `id` again replaces the earlier one
   unsent.list([kind])         what waits, oldest first: [{id, kind, url, fields, at}]
   unsent.drop(item)           forgets an item; false for one that is on its way or was replaced
   unsent.send()               a promise: all that can be sent now has been, answers of quizzes that were closed too
   unsent.listen(fn)           fn(item, response): the server answered; a response is read once: clone() it

   An item goes as a form by POST to `url`, with X-CSRFToken, Accept: application/json, its `fields`, and
     id      32 hexadecimal digits made here, or the given one: the same each time it is sent
     member  the key; the view answers 403 where another member is signed in by now (lms.members.senders)
     age     how many seconds ago it was added: clocks of phones are wrong, differences are right
   An answer of 2xx (taken, or had before), 409 or 410 (it will never be taken) ends it. With any other it stays and is
   tried again: when the signal is back, every 20 seconds, and on each page that has this script.

   The page's part: [data-member] holds the key on pages of a signed-in member (a copy kept on the phone has none, and
   goes by the last one who signed in here); [data-unsent="not sent ({n})"] shows the number, and is hidden at none;
   [data-guest] is hidden in a kept copy while somebody is signed in;
   form[data-leaving="... {n} ..."] signs out: it asks first, then takes what is the member's off the phone. */
window.unsent = window.unsent || (() => {
  const quietly = (work) => {
    try {
      return work();
    } catch (error) {
      return null;
    }
  };
  const owner = "unsent-member";
  const page = document.querySelector("[data-member]");
  const isKept = "kept" in document.documentElement.dataset;
  const member = page ? page.dataset.member : (isKept && quietly(() => localStorage.getItem(owner))) || "";
  const prefix = `unsent:${member}:`;
  const listeners = [];
  let underway = "";
  let running = null;
  if (page) quietly(() => localStorage.setItem(owner, member));
  document.querySelectorAll("[data-guest]").forEach((link) => { link.hidden = isKept && member; });

  const nameOf = ({ id }) => prefix + id;
  const stored = () => quietly(() => Object.entries(localStorage)) || [];
  const parsed = (text) => quietly(() => JSON.parse(text)) || {};

  const list = (kind) => stored()
    .filter(([name]) => member && name.startsWith(prefix))
    .map(([, text]) => parsed(text))
    .filter((item) => item.url && (!kind || item.kind === kind))
    .sort((one, other) => one.at - other.at);

  /* Answers to quizzes wait in a list of their own (quizzes/queue.js). */
  const answers = () => stored()
    .filter(([name]) => name.startsWith("quiz-answer-"))
    .map(([name, text]) => ({ ...parsed(text), name }))
    .filter((answer) => member && answer.member === member)
    .sort((one, other) => one.at - other.at);

  /* Names of all that is the member's. */
  const own = () => [
    ...stored().map(([name]) => name).filter((name) => name.startsWith(prefix)),
    ...answers().map(({ name }) => name),
  ];

  function show() {
    const number = member ? own().length : 0;
    document.querySelectorAll("[data-unsent]").forEach((box) => {
      box.textContent = box.dataset.unsent.replace("{n}", number);
      box.hidden = !number;
    });
  }

  function add(kind, url, fields, id) {
    if (!member) throw new Error("nobody is signed in");
    const made = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
    const at = Math.max(Date.now(), ...list().map((item) => item.at + 1)); /* in order, though the clock is set back */
    const item = { id: id || made, kind, url, fields, at };
    localStorage.setItem(nameOf(item), JSON.stringify(item));
    send();
    return item;
  }

  function drop(item) {
    const text = JSON.stringify(item);
    if (text === underway || quietly(() => localStorage.getItem(nameOf(item))) !== text) return false;
    localStorage.removeItem(nameOf(item));
    return true;
  }

  async function post({ id, url, fields, at }) {
    const body = new URLSearchParams(fields);
    const age = Math.max(0, (Date.now() - at) / 1000);
    const more = id ? { id, member, age: Math.round(age) } : { age };
    Object.entries(more).forEach(([name, value]) => body.set(name, value));
    const headers = { Accept: "application/json", "X-CSRFToken": (/csrftoken=(\w+)/.exec(document.cookie) || [])[1] || "" };
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 15000);
    return fetch(url, { method: "POST", body, headers, redirect: "manual", keepalive: true, signal: stop.signal });
  }

  async function run() {
    const tried = new Set();
    const next = () => list().find((one) => !tried.has(JSON.stringify(one)));
    for (let item = next(); item; item = next()) {
      underway = JSON.stringify(item);
      tried.add(underway);
      const response = await post(item).catch(() => null);
      underway = "";
      if (!response) return;
      if (response.ok || response.status === 409 || response.status === 410) drop(item);
      listeners.forEach((listen) => listen(item, response));
    }
    if (!document.querySelector("#kept[data-attempt]")) await sendAnswers();
  }

  /* Those of a quiz whose page was closed; an open one sends them itself. What the server has looked at has marks. */
  async function sendAnswers() {
    for (const { name, url, body, at } of answers()) {
      const response = await post({ url, fields: body, at }).catch(() => null);
      if (!response || response.type === "opaqueredirect") return;
      const { marks } = await response.json().catch(() => ({}));
      if (marks) localStorage.removeItem(name);
    }
  }

  function send() {
    running = running || run().finally(() => {
      running = null;
      show();
    });
    return running;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-leaving]")) return;
    event.preventDefault();
    await Promise.race([send(), new Promise((done) => setTimeout(done, 4000))]);
    const left = own().length;
    if (left && !confirm(form.dataset.leaving.replace("{n}", left))) return;
    own().forEach((name) => localStorage.removeItem(name));
    quietly(() => localStorage.removeItem(owner));
    form.submit();
  });
  addEventListener("online", send);
  addEventListener("storage", show);
  setInterval(() => { if (own().length) send(); }, 20000);
  show();
  if (own().length) send();
  return { member, add, list, drop, send, listen: (listener) => listeners.push(listener) };
})();
