// Comfort over the numbers: drag on the screenshot to fill a row. Without this script the rows work by themselves.
"use strict";
(() => {
  const NUMBERS = ["x", "y", "w", "h"];
  const round = (n) => Math.round(n * 100) / 100;

  function start(root) {
    const name = root.dataset.places, limit = Number(root.dataset.limit);
    const board = root.querySelector(".places-board"), img = board.querySelector("img"), svg = board.querySelector("svg");
    const body = root.querySelector("tbody");
    const input = (row, part) => row.querySelector(`[name$="-${part}"]`);
    const isEmpty = (row) => NUMBERS.every((part) => !input(row, part).value);

    function emptyRow() {
      const rows = [...body.rows], found = rows.find(isEmpty);
      if (found || rows.length >= limit) return found;
      const row = rows[0].cloneNode(true);
      row.querySelectorAll("[name]").forEach((field) => {
        field.name = field.name.replace(/-\d+-/, `-${rows.length}-`);
        if (field.tagName === "INPUT") field.value = "";
      });
      body.append(row);
      return row;
    }

    function draw() {
      svg.replaceChildren();
      for (const row of body.rows) {
        const [x, y, w, h] = NUMBERS.map((part) => parseFloat(input(row, part).value));
        if (![x, y, w, h].every(Number.isFinite)) continue;
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        Object.entries({ x, y, width: w, height: h, class: input(row, "kind").value }).forEach(([k, v]) => rect.setAttribute(k, v));
        svg.append(rect);
      }
    }

    function show() {
      const ready = Boolean(img.getAttribute("src"));
      board.hidden = !ready;
      root.querySelector(".places-help").hidden = !ready;
      draw();
    }

    let from = null, row = null;
    const at = (event) => {
      const box = svg.getBoundingClientRect();
      const part = (value, size) => Math.min(100, Math.max(0, (value / size) * 100));
      return [part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height)];
    };
    board.addEventListener("pointerdown", (event) => {
      row = emptyRow();
      if (!row) return;
      event.preventDefault();
      from = at(event);
      board.setPointerCapture(event.pointerId);
    });
    board.addEventListener("pointermove", (event) => {
      if (!from) return;
      const to = at(event);
      const values = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
      NUMBERS.forEach((part, n) => { input(row, part).value = round(values[n]); });
      draw();
    });
    board.addEventListener("pointerup", () => {
      if (!from) return;
      from = null;
      input(row, "label").focus();
    });
    body.addEventListener("input", draw);
    body.addEventListener("change", draw);

    const file = root.closest("form")?.querySelector('input[type="file"][name="picture"]');
    file?.addEventListener("change", () => {
      const chosen = file.files[0];
      if (!chosen) return;
      // Shown from the person's own machine: nothing is sent before the names are hidden.
      img.src = URL.createObjectURL(chosen);
      show();
    });
    show();
  }

  const all = () => document.querySelectorAll("[data-places]").forEach(start);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all); else all();
})();
