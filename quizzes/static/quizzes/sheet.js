/* Checks each answer of a practice sheet in the page. When all questions are done, a member's answers wait to be sent;
   the server grades them again. Opening an answer before giving one counts as none given. */
(() => {
  const end = document.getElementById("practised");
  const words = end.dataset;
  const forms = [...document.querySelectorAll("form[data-judge]")];
  const given = {}; /* by version: the answer as it is sent, null where there is none */
  let sum = [0n, 1n];
  let press = null; /* where a picture was pressed */

  const put = (parent, name, text) => parent.appendChild(Object.assign(document.createElement(name), { textContent: text }));
  const labelOf = (field) => field.labels[0].textContent;
  const boxes = (form) => [...form.querySelectorAll("select")];

  /* A press on the screen or the picture; else what is marked in the list. */
  function place(form, key, button) {
    if (button && button.name === "row") return { target: button.value };
    if (button && button.type === "image" && press) {
      const { offsetX, offsetY } = press;
      return { target: judge.spot(key.spots, Math.min(offsetX / button.width, 1) * 100, Math.min(offsetY / button.height, 1) * 100) };
    }
    const marked = form.querySelector("[name=target]:checked");
    return { target: marked ? marked.value : "" };
  }

  /* What stands in the form, as the server reads it. */
  function read(form, key, button) {
    const marked = [...form.querySelectorAll(":checked:not(option)")].map((field) => field.value);
    const chosen = (prefix) => Object.fromEntries(boxes(form).map((field) => [field.name.slice(prefix.length), field.value]));
    if (key.how === "marks") return form.elements.answer ? { answer: marked[0] || "" } : { choices: marked };
    if (key.how === "pairs") return { pairs: chosen("pair-") };
    if (key.how === "order") {
      const at = Object.entries(chosen("place-")).filter(([, value]) => value);
      return { order: at.sort(([, one], [, other]) => one - other).map(([name]) => name), places: at.map(([, value]) => value) };
    }
    if (key.how === "place") return place(form, key, button);
    return { [key.how]: form.elements[key.how].value };
  }

  /* What was answered, in words. */
  function said(form, key, answer) {
    if (key.how === "pairs") return boxes(form).map((field) => `${labelOf(field)} → ${field.selectedOptions[0].textContent}`);
    if (key.how === "order") return answer.order.map((name, n) => `${n + 1}. ${labelOf(form.elements[`place-${name}`])}`);
    if (key.how === "place") {
      const field = [...form.querySelectorAll("[type=radio]")].find(({ value }) => value === answer.target);
      return [field ? labelOf(field) : words.beside];
    }
    if (key.how === "marks") return [[...form.querySelectorAll(":checked")].map(labelOf).join("; ")];
    return [form.elements[key.how].value];
  }

  function alertIn(box, kind, heading) {
    box.replaceChildren();
    const alert = put(box, "div", "");
    alert.className = `alert alert-${kind}`;
    put(alert, heading ? "h3" : "p", heading);
    return alert;
  }

  function refuse(box, key, answer) {
    const twice = answer.places && new Set(answer.places).size < answer.places.length;
    const isWritten = key.how === "number" && answer.number.trim();
    alertIn(box, "danger", "").firstChild.textContent = twice ? words.twice : isWritten ? words.number : words.empty;
  }

  function tell(form, key, answer, share, say) {
    const section = form.parentElement;
    const isRight = answer && share[0] === share[1];
    const isPartly = !isRight && share[0] > 0n;
    const kind = isRight ? "success" : isPartly ? "warning" : "danger";
    const heading = !answer ? words.none : isRight ? words.right : isPartly ? words.partly : words.wrong;
    const alert = alertIn(section.querySelector("[role=status]"), kind, heading);
    if (answer && !isRight) {
      const labels = said(form, key, answer);
      const line = put(alert, "p", `${words.yours} `);
      const list = labels.length > 1 ? put(alert, "ul", "") : line;
      labels.forEach((label) => put(list === line ? line : put(list, "li", ""), "b", label));
    }
    say.forEach((text) => put(alert, "p", text));
    const details = section.lastElementChild;
    const told = details.lastElementChild;
    if (isRight) {
      told.querySelectorAll(".else").forEach((part) => part.remove());
      told.querySelector("[hidden]").hidden = false;
    }
    alert.append(told);
    details.remove();
  }

  function settle(form, key, answer, { share, say = [] }) {
    const { version } = form.dataset;
    if (version in given) return;
    given[version] = answer;
    sum = judge.plus(sum, share);
    tell(form, key, answer, share, say);
    form.querySelector("fieldset").disabled = true;
    form.lastElementChild.remove();
    if (Object.keys(given).length === forms.length) finish();
  }

  function finish() {
    const [over, under] = sum;
    const hundredths = (over * 100n) / under; /* rounded down, as the server's */
    const mark = String(Number(hundredths) / 100).replace(".", document.documentElement.lang === "vi" ? "," : ".");
    end.hidden = false; /* before it is filled, so that screen readers tell what is */
    end.querySelector("[data-score]").textContent = `${mark}/${forms.length}`;
    const isPassed = judge.less([BigInt(words.pass) * BigInt(forms.length), 100n], sum);
    end.querySelector(isPassed ? "[data-passed]" : "[data-failed]").hidden = false;
    const show = (name) => { end.querySelector(`[data-${name}]`).hidden = false; };
    if (!unsent.member) return show("unkept");
    const inOrder = forms.map(({ dataset: { version } }) => [Number(version), given[version]]);
    let mine = null;
    unsent.listen(async (item, response) => {
      if (!mine || item.id !== mine.id || !response.ok) return;
      const { result } = await response.clone().json();
      end.querySelector("[data-kept]").hidden = true;
      end.querySelector("[data-sent] a").href = result;
      show("sent");
    });
    try {
      mine = unsent.add("practice", words.url, { answers: JSON.stringify(inOrder) });
      show("kept");
    } catch (error) {
      show("full");
    }
    return null;
  }

  forms.forEach((form) => {
    const key = JSON.parse(form.dataset.judge);
    const box = form.parentElement.querySelector("[role=status]");
    form.lastElementChild.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter;
      const answer = read(form, key, button);
      const verdict = judge(key, answer);
      if (!verdict) return refuse(box, key, answer);
      const { places, ...sent } = answer;
      settle(form, key, sent, verdict);
      box.scrollIntoView({ block: "nearest" });
      return null;
    });
    form.parentElement.lastElementChild.addEventListener("toggle", () => settle(form, key, null, { share: [0n, 1n] }));
  });
  document.addEventListener("click", (event) => {
    if (event.target.type === "image") press = event;
  });
  end.querySelector("[data-again]").addEventListener("click", () => {
    scrollTo(0, 0);
    location.reload();
  });
})();
