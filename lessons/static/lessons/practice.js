/* Judges each press in the page, at once and without a request. Without it the forms ask the server, which says the same. */
(() => {
  const show = (box) => {
    if (box) box.hidden = false;
  };

  function reveal(form, { target, number }) {
    for (const button of form.querySelectorAll("[name=row]")) {
      const right = button.value === target || button.value.startsWith(`${target}/`);
      const mark = button.closest(".marks li");
      if (mark) mark.hidden = !right;
      if (!right || mark || form.querySelector(".target")) continue;
      button.classList.add("target");
      const ring = document.createElement("i");
      ring.className = "tap";
      ring.textContent = number;
      button.append(ring);
    }
  }

  /* The end of the way: kept and sent by itself, where a member is known. False when the phone has no room. */
  function isNoted({ dataset }) {
    if (!dataset.read || !unsent.member) return true;
    try {
      return Boolean(unsent.add("progress", dataset.read, { what: "practised" }, `practised ${dataset.read}`));
    } catch {
      return false;
    }
  }

  function goOn(section, next, right) {
    section.hidden = true;
    next.hidden = false;
    if (right) show(next.querySelector("[data-right]"));
    const heading = next.querySelector("h2");
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  for (const form of document.querySelectorAll("form[data-stop]")) {
    const stop = JSON.parse(form.dataset.stop);
    const section = form.closest("section");
    const next = section.nextElementSibling;
    let wrong = Number(form.elements.sai.value);

    form.addEventListener("submit", (event) => {
      const pressed = event.submitter;
      if (!pressed) return;
      if (pressed.name === "chi") {
        event.preventDefault();
        pressed.parentElement.hidden = true;
        reveal(form, stop);
        return;
      }
      const right = pressed.name === "tiep" || pressed.value === stop.target || pressed.value.startsWith(`${stop.target}/`);
      if (right && (!next || !isNoted(next))) return; /* the server keeps it, or shows it */
      event.preventDefault();
      if (right) return goOn(section, next, stop.target);
      const words = section.querySelector("[data-wrong]");
      words.querySelector("b").textContent = stop.names[pressed.value];
      show(words);
      wrong += 1;
      if (wrong > 1 && !form.querySelector(".target")) show(section.querySelector("[data-offer]"));
      words.scrollIntoView({ block: "nearest" });
    });

    /* A screenshot: a press inside a ring is a press on its button below. */
    const photo = form.querySelector(".photo");
    if (photo) {
      photo.addEventListener("click", ({ clientX, clientY }) => {
        const buttons = form.querySelectorAll("[name=row]");
        photo.querySelectorAll("rect:not(.gap)").forEach((ring, n) => {
          const box = ring.getBoundingClientRect();
          const inside = clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
          if (inside) buttons[n].click();
        });
      });
    }
  }
})();
