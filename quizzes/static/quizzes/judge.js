/* Grades one answer as quizzes.kinds does on the server, which grades it again (quizzes/offline/judging.py says what
   a key holds). `judge(key, given)` is {share: [numerator, denominator], say: [words]}, in whole numbers without an
   end; null for an answer that cannot be graded and is asked for again. */
const judge = (() => {
  const TONES = "\u0300\u0301\u0303\u0309\u0323";
  const END = "(?![\u0300-\u036f])";
  const GLIDES = [`(o)([${TONES}])(a\u0306?|e)`, `(u)([${TONES}])(ye\u0302|y|e\u0302|a\u0302|o\u031b)`, `(uy)([${TONES}])(e\u0302)`]
    .map((pattern) => new RegExp(pattern + END, "gi"));
  const SCALES = { k: 3, nghin: 3, ngan: 3, trieu: 6, tr: 6, ty: 9, ti: 9 };
  const VULGAR = { "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3" };

  /* lms.shared.vietnamese.normalise_line */
  function line(text) {
    return text
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g, "")
      .replace(/(\p{M}{30})\p{M}+/gu, "$1")
      .replace(/[\u00d0\u0189]/g, "Đ").replace(/[\u00f0\u0256]/g, "đ")
      .normalize("NFC").split(/[\s\u0085]+/).filter(Boolean).join(" ");
  }

  const folded = (text) => text.toLowerCase().toUpperCase().toLowerCase().replace(/ς/g, "σ").normalize("NFD");
  const swapped = (all, glide, tone, vowel, at, whole) => (/q/i.test(whole[at - 1]) && /u/i.test(glide) ? all : glide + vowel + tone);

  /* quizzes.kinds.text_match.key */
  function same(text, level, isCase) {
    let letters = line(text).normalize("NFD");
    if (!isCase) letters = folded(letters);
    if (level === "exact") GLIDES.forEach((glide) => { letters = letters.replace(glide, swapped); });
    else if (level === "tones") letters = letters.replace(new RegExp(`[${TONES}]`, "g"), "");
    else letters = letters.replace(/[\u0300-\u034e\u0350-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");
    return letters.split(/\s+/).filter(Boolean).join(" ").replace(/[ .]+$/, "").normalize("NFC");
  }

  const ratio = (text) => text.split("/").map(BigInt);
  const less = ([a, b], [c, d]) => a * d <= c * b;
  const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
  const decimal = (whole, part = "") => [BigInt(whole + part || 0), 10n ** BigInt(part.length)];

  /* quizzes.kinds.number_text._numbers */
  function numbers(body) {
    let found = /^(\d+) ?\/ ?(\d*[1-9]\d*)$/.exec(body);
    if (found) return [[BigInt(found[1]), BigInt(found[2])]];
    found = /^(\d*) ?([½¼¾⅓⅔])$/.exec(body);
    if (found) return [plus([BigInt(found[1] || 0), 1n], ratio(VULGAR[found[2]]))];
    const all = [];
    found = /^([1-9]\d{0,2}([., ])\d{3}(?:\2\d{3})*)(?:([.,])(\d+))?$/.exec(body);
    if (found && !(found[4] && found[3] === found[2])) all.push(decimal(found[1].replace(/[., ]/g, ""), found[4]));
    found = /^(\d*)[.,](\d+)$|^(\d+)$/.exec(body);
    if (found) all.push(decimal(found[3] || found[1], found[2]));
    return all;
  }

  function factor(rest, units) {
    const words = same(rest, "marks");
    const known = [...units, ""];
    if (known.includes(words)) return 1n;
    const [scale, ...unit] = words.split(" ");
    return SCALES.hasOwnProperty(scale) && known.includes(unit.join(" ")) ? 10n ** BigInt(SCALES[scale]) : null;
  }

  /* Every number that the words may mean; none where they are no number. */
  function readings(text, units) {
    const found = /^([+-]?) ?([\d.,/½¼¾⅓⅔][\d., /½¼¾⅓⅔]*)(.*)$/.exec(line(text).replace(/[\u2212\u2013\u2010\u2011]/g, "-"));
    const body = found ? found[2].replace(/[ .]+$/, "") : "";
    if (!body || body.replace(/\D/g, "").length > 18) return [];
    const times = factor(found[3], units);
    return times === null ? [] : numbers(body).map(([over, under]) => [over * times * (found[1] === "-" ? -1n : 1n), under]);
  }

  /* The one line that was written; nothing for one that the server refuses. */
  function written(text, most) {
    const one = line(text);
    return [...text].length > 1000 || [...one].length > most ? "" : one;
  }

  const all = (is) => [is ? 1n : 0n, 1n];
  const reaches = (target, pressed) => pressed === target || Boolean(pressed && pressed !== "bar/back" && pressed.startsWith(`${target}/`));
  const said = (say, is) => Object.keys(say || {}).filter(is).map((key) => say[key]);

  const HOW = {
    marks({ right, minus, say }, { answer, choices = answer ? [answer] : [] }) {
      if (!choices.length) return null;
      const hits = choices.filter((key) => right.includes(key)).length;
      const misses = choices.length - hits;
      const share = minus ? [BigInt(Math.max(hits - misses, 0)), BigInt(right.length)] : all(!misses && hits === right.length);
      return { share, say: said(say, (key) => choices.includes(key)) };
    },
    pairs({ right }, { pairs }) {
      const lines = Object.keys(right);
      if (!lines.every((key) => pairs[key])) return null;
      return { share: [BigInt(lines.filter((key) => pairs[key] === right[key]).length), BigInt(lines.length)] };
    },
    order({ right, next }, { order }) {
      if (order.length !== right.length || new Set(order).size !== order.length) return null;
      if (!next) return { share: all(order.join() === right.join()) };
      const follows = right.slice(1).filter((key, n) => order[order.indexOf(right[n]) + 1] === key);
      return { share: [BigInt(follows.length), BigInt(right.length - 1)] };
    },
    text({ accepted, level, case: isCase }, { text }) {
      const one = written(text, 200);
      if (!one) return null;
      const key = same(one, level, isCase);
      const [share, words] = accepted.hasOwnProperty(key) ? accepted[key] : ["0/1", ""];
      return { share: ratio(share), say: words ? [words] : [] };
    },
    number({ value, reach, units = [] }, { number }) {
      const found = readings(written(number, 100), units);
      if (!found.length) return null;
      const [a, b] = ratio(value);
      const far = found.map((one) => plus(one, [-a, b])).map(([over, under]) => [over < 0n ? -over : over, under]);
      return { share: all(far.some((one) => less(one, ratio(reach)))) };
    },
    place({ right, say }, { target }) {
      if (target === "") return null;
      return { share: all(right.some((name) => reaches(name, target))), say: said(say, (name) => reaches(name, target)) };
    },
  };

  /* The mark of a picture at (x, y), in per cent; the smallest of several; null beside them. */
  const spot = (spots, x, y) => {
    const hit = spots.filter(([, left, top, wide, high]) => left <= x && x <= left + wide && top <= y && y <= top + high);
    return hit.length ? hit.reduce((one, other) => (other[3] * other[4] < one[3] * one[4] ? other : one))[0] : null;
  };

  const graded = (key, given) => HOW[key.how](key, given);
  return Object.assign(graded, { same, spot, plus, less });
})();
