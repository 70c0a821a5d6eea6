/* Turns from question to question in place, so that a lost signal stops nobody, and shows how each one stands. */
(() => {
  let shown = document.querySelector(".asked");
  if (!shown) return;
  const { words } = saving;
  const pages = new Map([[shown.dataset.url, shown]]);
  const lane = document.querySelectorAll(".bar .house");
  const place = document.getElementById("place");
  let press = null; /* where a picture was pressed */
  let busy = false;

  const formOf = (page) => page.querySelector("form");
  const isQueued = (url) => queue.waiting().some((entry) => entry.url === url);

  function light() {
    for (const { dataset } of pages.values()) {
      const state = dataset.url === shown.dataset.url ? " now" : dataset.mark || isQueued(dataset.url) ? " done" : "";
      if (lane.length) lane[dataset.position - 1].className = `house${state}`;
    }
  }

  /* Puts `page` where the one shown was; its form gets the token that the server wants. */
  function swap(page) {
    const form = formOf(page);
    if (!form.elements.csrfmiddlewaretoken) form.prepend(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
    document.title = document.title.replace(place.textContent, page.dataset.place);
    place.textContent = page.dataset.place;
    shown.replaceWith(page);
    page.querySelector(".turn").before(saving.box);
    shown = page;
    light();
  }

  function show(url) {
    const page = pages.get(url);
    if (page && page !== shown) {
      saving.hush();
      swap(page);
      const heading = page.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
      scrollTo(0, 0);
    }
    return page;
  }

  function turnTo(url) {
    if (show(url)) history.pushState(null, "", url);
    else handing.goTo(url);
  }

  /* A question as the server has it now. One that stands as before, or is being changed here, stays as it is. */
  function put(page) {
    const { url, mark } = page.dataset;
    const known = pages.get(url);
    if (known && (known.dataset.mark === mark || isQueued(url) || saving.isChanged(formOf(known)))) return;
    pages.set(url, page);
    if (known === shown) swap(page);
  }

  function putAll({ html }) {
    new DOMParser().parseFromString(html, "text/html").querySelectorAll(".asked").forEach(put);
    light();
  }

  async function refresh() {
    const before = shown;
    try {
      const response = await queue.ask(shown.dataset.url, { headers: { Accept: "application/json" } });
      const answer = await response.json();
      putAll(answer);
      clock.set(answer);
    } catch (error) { /* no signal, or handed in: the next answer tells */ }
    if (before !== shown && before.dataset.url === shown.dataset.url) saving.say(words.elsewhere);
  }

  /* What the server answered to an answer of this attempt. */
  function take(entry, answer) {
    const page = pages.get(entry.url);
    const isOurs = page && formOf(page).elements.key.value === entry.key;
    putAll(answer);
    if (isOurs && answer.stands) page.dataset.mark = answer.marks[page.dataset.position - 1];
    const outcome = shown.querySelector("#outcome");
    if (outcome && answer.html && shown.dataset.url === entry.url) outcome.focus();
    const differs = ({ dataset }) => dataset.mark !== answer.marks[dataset.position - 1] && !isQueued(dataset.url);
    if (!answer.over && [...pages.values()].some(differs)) refresh();
    light();
  }

  queue.listen((verdict, entry, answer) => {
    if (!answer || entry.attempt !== words.attempt) return;
    clock.set(answer);
    take(entry, answer);
    const page = pages.get(entry.url);
    if (verdict === "refused" && page) {
      saving.refuse(formOf(page));
      page.querySelector("fieldset").disabled = Boolean(page.querySelector("#outcome"));
    }
    if (answer.over) saving.say(answer.message, answer.over, words.result);
    else if (answer.message) saving.say(answer.message, page === shown ? "" : entry.url, page && page.dataset.place);
  });

  /* What the pressed button adds: a row of the drawn screen, or a place of the picture. */
  function pressed(form, button) {
    if (button && button.type === "image") return [["target.x", Math.round(press.offsetX)], ["target.y", Math.round(press.offsetY)]];
    if (!button || button.name !== "row") return [];
    form.querySelectorAll("[name=target]").forEach((choice) => { choice.checked = choice.value === button.value; });
    return [["row", button.value]];
  }

  async function leave(page, button, to) {
    const form = formOf(page);
    const isFinal = words.feedback === "immediate";
    if (page.querySelector("fieldset").disabled) return turnTo(to);
    const added = pressed(form, button);
    if (isFinal && !added.length && !saving.isChanged(form)) return saving.say(words.empty);
    await Promise.race([saving.save(form, added), new Promise((done) => setTimeout(done, 4000))]);
    if (shown.dataset.url !== page.dataset.url || saving.isRefused(form)) return;
    if (!isFinal) turnTo(to);
    else if (shown === page) page.querySelector("fieldset").disabled = true; /* told when there is a signal again */
  }

  document.addEventListener("submit", async (event) => {
    const page = shown;
    const button = event.submitter;
    if (event.target !== formOf(page)) return;
    const to = button && button.value === "previous" ? page.dataset.previous : page.dataset.next;
    if (words.feedback !== "immediate" && !pages.has(to) && to !== words.overview) return; /* the browser's way */
    event.preventDefault();
    if (busy) return;
    busy = true;
    await leave(page, button, to).finally(() => { busy = false; });
  });
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.type === "image") press = event;
    const link = target.closest("main a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !(pages.has(link.pathname) || link.pathname === words.overview)) return;
    event.preventDefault();
    turnTo(link.pathname);
  });
  document.addEventListener("change", ({ target }) => {
    const form = target.form;
    if (form === formOf(shown) && words.feedback !== "immediate" && saving.isComplete(form)) saving.save(form);
  });
  addEventListener("popstate", () => { if (!show(location.pathname)) location.reload(); });
  addEventListener("storage", ({ key, oldValue, newValue }) => {
    const entry = key && key.startsWith(queue.prefix) && !newValue && queue.parsed(oldValue);
    if (entry && entry.attempt === words.attempt) refresh();
  });

  const others = document.getElementById("others");
  if (others) others.content.querySelectorAll(".asked").forEach(put);
  const wake = () => { if (pages.size < lane.length) refresh(); };
  ["pointerdown", "keydown", "scroll"].forEach((sign) => addEventListener(sign, wake, { once: true }));
  const form = formOf(shown); /* something was chosen before this script had come */
  if (words.feedback !== "immediate" && saving.isChanged(form) && saving.isComplete(form)) saving.save(form);
})();
