/* Answers that the server has not confirmed yet. Each is kept in the browser under a name of its own, so that two
   tabs never overwrite each other; they are sent one by one in the order given, and only for the member who gave them. */
const queue = (() => {
  const prefix = "quiz-answer-";
  const { member } = document.getElementById("kept").dataset;
  const memory = {}; /* for a browser that keeps nothing, and a phone without room */
  const unknown = new Set(); /* what the server did not take: kept, and tried again when a page is opened */
  const listeners = [];
  let running = null;

  /* What `work` gives; null where it fails, as the browser's store may in private mode. */
  function quietly(work) {
    try {
      return work();
    } catch (error) {
      return null;
    }
  }

  const parsed = (text) => quietly(() => JSON.parse(text));

  function waiting() {
    const texts = { ...memory, ...quietly(() => localStorage) };
    return Object.keys(texts)
      .filter((name) => name.startsWith(prefix))
      .map((name) => parsed(texts[name]))
      .filter((entry) => entry && entry.member === member)
      .sort((one, other) => one.at - other.at);
  }

  /* Never earlier than the one before, even when the phone's clock is set back. */
  const now = () => Math.max(Date.now(), ...waiting().map(({ at }) => at + 1));

  function add(entry) {
    const name = prefix + entry.key;
    const text = JSON.stringify({ ...entry, member, at: now() });
    if (quietly(() => localStorage.setItem(name, text)) === null) memory[name] = text;
    return flush();
  }

  function drop({ key }) {
    delete memory[prefix + key];
    quietly(() => localStorage.removeItem(prefix + key));
  }

  /* The cookie's, which is new after signing in on another page. */
  function token() {
    const cookie = /csrftoken=(\w+)/.exec(document.cookie);
    return cookie ? cookie[1] : "";
  }

  /* Gives up on a connection that hangs; stopping one that is through does nothing. */
  function ask(url, options) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 15000);
    return fetch(url, { redirect: "manual", signal: stop.signal, ...options });
  }

  async function send({ url, body, at }) {
    const fields = new URLSearchParams(body);
    fields.set("age", Math.max(0, (Date.now() - at) / 1000));
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    try {
      const response = await ask(url, { method: "POST", body: fields, headers });
      if (response.type === "opaqueredirect" || response.status === 403) return { verdict: "signedOut" };
      if (response.status === 404) return { verdict: "unknown" };
      const answer = await response.json().catch(() => ({})); /* a hotspot's page, or a failing server's */
      return answer.marks ? { verdict: response.ok ? "taken" : "refused", answer } : { verdict: "failed" };
    } catch (error) {
      return { verdict: "offline" };
    }
  }

  async function run() {
    const tried = new Set(unknown);
    let entry;
    while ((entry = waiting().find(({ key }) => !tried.has(key)))) {
      tried.add(entry.key);
      const { verdict, answer } = await send(entry);
      if (answer) drop(entry);
      if (verdict === "unknown") unknown.add(entry.key);
      listeners.forEach((listen) => listen(verdict, entry, answer));
      if (verdict === "offline" || verdict === "signedOut") return;
    }
  }

  function flush() {
    running = running || run().finally(() => { running = null; });
    return running;
  }

  /* Whether all answers of this attempt that can be sent have been. */
  const isEmpty = (attempt) => !waiting().some((entry) => entry.attempt === attempt && !unknown.has(entry.key));

  /* Whether something would be lost with this page. */
  const isFleeting = () => Object.keys(memory).length > 0;

  addEventListener("online", flush);
  setInterval(() => { if (waiting().length) flush(); }, 15000);
  return { add, ask, flush, waiting, isEmpty, isFleeting, prefix, parsed, listen: (listener) => listeners.push(listener) };
})();
