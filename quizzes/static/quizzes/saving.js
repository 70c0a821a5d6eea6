/* Saves an answer as soon as it is given, and says what is saved where. */
const saving = (() => {
  const box = document.getElementById("kept");
  const words = box.dataset;
  const [sign, text] = box.querySelectorAll("p > span");
  const stood = new WeakMap(); /* by form: what the server has of it, as far as this page knows */
  let said = "";
  let confirmed = words.saved > 0 ? { saved: words.saved, saved_at: words.savedAt } : null;

  function given(form) {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("key");
    fields.delete("csrfmiddlewaretoken");
    return fields;
  }

  /* What stands in the form as the server drew it, whatever was chosen since. */
  function drawn(form) {
    const copy = form.cloneNode(true);
    copy.reset();
    return given(copy).toString();
  }

  function isChanged(form) {
    if (!stood.has(form)) stood.set(form, drawn(form));
    return !form.querySelector("fieldset").disabled && given(form).toString() !== stood.get(form);
  }

  /* Whether the server would take it: nothing is left open, and no two lines have one place. */
  function isComplete(form) {
    const values = [...given(form)];
    const places = values.filter(([name]) => name.startsWith("place-")).map(([, value]) => value);
    return values.length > 0 && values.every(([, value]) => value) && new Set(places).size === places.length;
  }

  function freshKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  }

  /* `pressed`: what a button of the form adds. Resolves when it was sent, or cannot be now. */
  function save(form, pressed = []) {
    if (!pressed.length && !isChanged(form)) return queue.flush();
    hush();
    const fields = given(form);
    stood.set(form, fields.toString());
    pressed.forEach(([name, value]) => fields.set(name, value));
    const key = freshKey();
    form.elements.key.value = key;
    const sent = queue.add({ key, url: form.getAttribute("action"), attempt: words.attempt, body: `${fields}&key=${key}` });
    show();
    return sent;
  }

  function show() {
    const kept = new Set(queue.waiting().map(({ url }) => url)).size;
    const parts = [];
    if (confirmed) parts.push(words.onServer.replace("{n}", confirmed.saved).replace("{time}", confirmed.saved_at));
    if (kept) parts.push((queue.isFleeting() ? words.onPage : words.onPhone).replace("{n}", kept));
    sign.hidden = kept > 0;
    box.className = `alert alert-${kept ? "warning" : "success"}`;
    if (parts.length) text.textContent = parts.join(", ");
    box.hidden = !text.textContent;
  }

  function hush() {
    document.querySelectorAll("main > [role=alert]").forEach((alert) => alert.remove());
  }

  function say(message, url, label) {
    if (said === message && document.querySelector("main > [role=alert]")) return; /* not to be read out again */
    hush();
    said = message;
    const alert = Object.assign(document.createElement("div"), { className: "alert alert-danger" });
    alert.setAttribute("role", "alert");
    alert.append(message, " ");
    if (url) alert.append(Object.assign(document.createElement("a"), { href: url, textContent: label }));
    document.querySelector(".asked, #hand-in").before(alert);
    alert.scrollIntoView({ block: "nearest" });
  }

  queue.listen((verdict, { attempt }, answer) => {
    if (answer && attempt === words.attempt) confirmed = answer.saved ? answer : null;
    if (verdict === "signedOut") say(words.signedOut, words.signIn, words.door);
    if (verdict === "unknown") say(words.unknown);
    show();
  });
  addEventListener("storage", show);
  if (queue.waiting().length) show();
  queue.flush();
  const refuse = (form) => stood.set(form, null); /* so that it is sent again when Next is pressed again */
  const isRefused = (form) => stood.get(form) === null;
  return { box, words, save, say, hush, isChanged, isComplete, refuse, isRefused };
})();
