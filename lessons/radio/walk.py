"""One walk through one written text: which rule says which piece."""

import re
from typing import TYPE_CHECKING

from lessons.radio import characters
from lessons.radio.addresses import ADDRESS, ENDING, INSIDE_ADDRESS, say_address, say_ending
from lessons.radio.composer import Composer, Spoken
from lessons.radio.numbers import cardinal, digit_words, ordinal, roman
from lessons.radio.problems import Problem, abbreviation, is_old_font
from lessons.radio.units import COUNTED, PER, UNITS

if TYPE_CHECKING:
    from lessons.radio.spoken import Speaker

_PAUSES_TO_BLANKS = str.maketrans(dict.fromkeys(",.;:?!", " "))
_FIGURE = re.compile(r"\d|\+84|\(0\d{1,4}\) ?\d|[$€£¥] ?\d")
_BETWEEN_FIGURES = re.compile(
    r"(?P<minus> ?[-–−] ?(?=\d+ ?=))|(?P<to> ?[-–—~] ?(?=\d|(?:thứ|ngày|tháng|quý) [\dIVXL]))"
    r"|(?P<times> ?[x×] ?(?=\d))|(?P<ratio>:(?=\d))|(?P<slash>/(?=\d))",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"(?<![^\W_])(tháng|thứ|quý) \Z", re.IGNORECASE)
_BETWEEN_WORDS = {"minus": "trừ", "to": "đến", "times": "nhân", "ratio": "trên", "slash": "trên"}
_SERVICE_CODE = re.compile(r"[*#]{1,3}\d{1,15}(?:[*#]\d{1,15}){0,9}#(?![^\W_])")
_INITIALS = re.compile(r"[A-ZĐ](?:\.[A-ZĐ])+(?![^\W_])")
_LETTER_AND_NUMBER = re.compile(r"([A-ZĐ])(\d{1,4})")
_ROMAN = re.compile(r"[IVXL]{1,7}(?![^\W_])")
_BEFORE_ROMAN = re.compile(
    r"(?:thế k[ỷỉ]|chương|quý|phần|mục|phụ lục|kh(?:óa|oá)|kỳ|hạng|bậc|cấp|loại|tập|đại hội|lần|thứ)"
    + characters.SILENT
    + r"{1,4}(?:[ivxl]{1,7}(?: ?[-–,] ?| và | đến | hoặc )){0,3}\Z"
)
_LIST_ROMAN = re.compile(r"(?:\A|(?<=\n))[IVX]{1,5}[.)] (?=[^\W\d_]{2})")
_ROMAN_TO = re.compile(r" ?[-–] ?(?=[IVXL]{1,7}(?![^\W_]))")
_ROMAN_YEAR = re.compile(r"/((?:19|20)\d\d)(?![^\W_])")
_KEYS = {"*": "sao", "#": "thăng"}
_BEFORE_KEY = re.compile(r"(?:phím|dấu|nút)[ “\"'(]+\Z", re.IGNORECASE)
_OPENS_FIGURE = frozenset("0123456789+($€£¥-−")
_NEGATIVE = re.compile(r"(?<![^\s(])[-−](?=\d)")
_COMPARED = re.compile(r"[<>] ?(?=\d)")
_ELLIPSIS = re.compile(r"(?:\.{2}|…)[.…]*")


def is_abbreviation(word: str) -> bool:
    """Whether a word needs the glossary: two capitals, a capital inside, or a digit among letters."""
    return any(part[1:] != part[1:].lower() for part in re.split("['’]", word)) or any(map(str.isdigit, word))


class Walk:
    """Left to right; every step takes at least one character."""

    def __init__(self, text: str, speaker: "Speaker", problems: tuple[Problem, ...] = ()) -> None:
        self._text = text
        self._speaker = speaker
        self._out = Composer(text)
        self._problems = dict.fromkeys(problems)
        self._has_dots = bool(INSIDE_ADDRESS.search(text))
        self._capitals_end = 0
        self._shouted = False

    def run(self) -> Spoken:
        at = 0
        while at < len(self._text):
            at = at + 1 if self._text[at] == " " else self._plain(at) or self._step(at)
        text, spans = self._out.finish()
        return Spoken(self._text, text, tuple(self._problems), spans)

    def _plain(self, at: int) -> int | None:
        """Take up to twelve ordinary words at once, as far as none of them may start a term."""
        match = characters.PLAIN.match(self._text, at)
        if not match:
            return None
        run = match[0]
        words = run.lower().translate(_PAUSES_TO_BLANKS).split()
        count = self._speaker.terms.untouched(words)
        if count == 0:
            return None
        if count < len(words):
            run = " ".join(run.split(" ", count)[:count]) + " "
        said = run.rstrip(" ,.;:?!")
        self._out.say(said, at, at + len(said))
        pause = run[len(said) :].strip()
        if pause:
            self._out.pause(pause)
        return at + len(run)

    def _step(self, at: int) -> int:
        address = ADDRESS.match(self._text, at) if self._has_dots else None
        if address:
            self._out.say(say_address(address, self._speaker.look_up), at, address.end())
            self._out.pause(",")
            return address.end()
        return self._term(at) or self._ending(at) or self._figure(at) or self._word(at) or self._symbol(at)

    def _term(self, at: int) -> int | None:
        found = self._speaker.terms.find(self._text, at)
        if not found:
            return None
        term, end = found
        self._say(self._speaker.say_term(term), at, end)
        if term.endswith(".") and end == len(self._text):
            self._out.pause(".")
        return end

    def _ending(self, at: int) -> int | None:
        ending = ENDING.match(self._text, at) if self._text[at] == "." else None
        if ending:
            self._out.say(say_ending(ending[0], self._speaker.look_up), at, ending.end())
        return ending.end() if ending else None

    def _say(self, spoken: Spoken, at: int, end: int) -> None:
        if spoken.text:
            self._out.say(spoken.text, at, end)
        self._problems.update(dict.fromkeys(spoken.problems))

    def _figure(self, at: int) -> int | None:
        if self._text[at] not in _OPENS_FIGURE:
            return None
        negative = _NEGATIVE.match(self._text, at)
        start = negative.end() if negative else at
        if not _FIGURE.match(self._text, start):
            return None
        heard = self._speaker.figures.read(self._text, start)
        if not heard:
            return None
        self._out.say(f"âm {heard.text}" if negative else heard.text, at, heard.end)
        self._problems.update(dict.fromkeys(heard.problems))
        between = _BETWEEN_FIGURES.match(self._text, heard.end)
        if not between:
            return heard.end
        said = _BETWEEN_WORDS[between.lastgroup or ""]
        repeated = (
            _REPEATED.search(self._text, max(0, at - 8), at)
            if said == "đến" and self._text[between.end()].isdigit()
            else None
        )
        # "tháng 3-5" is not "tháng ba đến năm", which could be a year.
        self._out.say(f"{said} {repeated[1].lower()}" if repeated else said, between.start(), between.end())
        return between.end()

    def _word(self, at: int) -> int | None:
        match = _INITIALS.match(self._text, at) or characters.WORD.match(self._text, at)
        if not match:
            return None
        word = match[0].replace("’", "'")
        if _ROMAN.match(self._text, at):
            end = self._list_roman(word, at) or self._roman(word, at)
            if end:
                return end
        numbered = _LETTER_AND_NUMBER.fullmatch(word)
        if numbered:
            word = f"{numbered[1]} {cardinal(int(numbered[2]), self._speaker.reading)}"
        elif self._is_shouted(word, at):
            word = word.lower()
        elif (is_abbreviation(word) or "." in word) and not is_old_font(word):
            self._problems[abbreviation(word)] = None
        self._out.say(word, at, match.end())
        return match.end()

    def _list_roman(self, word: str, at: int) -> int | None:
        """Say the number that opens a heading, "II. Nội dung"."""
        opens = _LIST_ROMAN.match(self._text, at)
        number = roman(word)
        if not opens or number is None:
            return None
        self._out.say(cardinal(number, self._speaker.reading), at, at + len(word))
        return at + len(word)

    def _roman(self, word: str, at: int) -> int | None:
        """Say "XX" after "thế kỷ" and the like, with the range or the year that may follow."""
        before = self._text[max(0, at - 40) : at].lower()
        number = roman(word)
        if number is None or not _BEFORE_ROMAN.search(before):
            return None
        reading = self._speaker.reading
        ranked = before.endswith("thứ ")
        said = ordinal(number, reading).removeprefix("thứ ") if ranked else cardinal(number, reading)
        end = at + len(word)
        self._out.say(said, at, end)
        year = _ROMAN_YEAR.match(self._text, end)
        if year:
            self._out.say(f"năm {cardinal(int(year[1]), reading)}", end, year.end())
            return year.end()
        to = _ROMAN_TO.match(self._text, end)
        if to:
            self._out.say("đến", end, to.end())
        return to.end() if to else end

    def _is_shouted(self, word: str, at: int) -> bool:
        """Whether a word in capitals is an ordinary word: a run with vowel marks, "KHÔNG BAO GIỜ"."""
        if at >= self._capitals_end:
            run = characters.CAPITALS_RUN.match(self._text, at)
            self._capitals_end = run.end() if run else at
            words = run[0].split() if run else []
            self._shouted = any(len(w) > 1 and characters.has_vowel_mark(w) for w in words)
        return at < self._capitals_end and self._shouted and characters.is_syllable(word)

    def _symbol(self, at: int) -> int:
        char = self._text[at]
        return self._joined(char, at) or self._lone(char, at)

    def _joined(self, char: str, at: int) -> int | None:
        """Signs whose neighbours decide: service codes, comparisons, slashes, hyphens, dots, "#1", "~5"."""
        text, out = self._text, self._out
        code = _SERVICE_CODE.match(text, at)
        if code:
            out.say(_say_service_code(code[0]), at, code.end())
            return code.end()
        ellipsis = _ELLIPSIS.match(text, at)
        if ellipsis:
            out.pause("," if text[ellipsis.end() : ellipsis.end() + 2].lstrip()[:1].islower() else ".")
            return ellipsis.end()
        if char in _KEYS and _BEFORE_KEY.search(text, max(0, at - 12), at):
            out.say(_KEYS[char], at, at + 1)
            return at + 1
        before, after = text[max(0, at - 2) : at].rstrip(), text[at + 1 : at + 3].lstrip()
        if char == "/" and before[-1:].isalnum() and after[:1].isalnum():
            return self._slash(at)
        compared = _COMPARED.match(text, at)
        if compared and (char == "<" or text[max(0, at - 1) : at] in ("", " ")):
            out.say("nhỏ hơn" if char == "<" else "lớn hơn", at, at + 1)
        elif char in "#~" and after[:1].isdigit():
            out.say("số" if char == "#" else "khoảng", at, at + 1)
        elif char in "-−" and not (text[max(0, at - 1) : at].isalnum() and text[at + 1 : at + 2].isalnum()):
            out.pause(",")
        else:
            return None
        return at + 1

    def _slash(self, at: int) -> int:
        """A slash between words: "per" after a counted thing, else a choice."""
        per = PER.match(self._text, at)
        if per and COUNTED.search(self._text, max(0, at - 40), at):
            self._out.say(f"mỗi {UNITS.get(per['per'], per['per'])}", at, per.end())
            return per.end()
        if not self._text.startswith("hoặc", at + 1):
            self._out.say("hoặc", at, at + 1)
        return at + 1

    def _lone(self, char: str, at: int) -> int:
        """A sign with a pause or a word of its own; anything else is not heard."""
        if char in characters.PAUSES:
            self._out.pause(characters.PAUSES[char])
        elif char in characters.WORDS:
            self._out.say(characters.WORDS[char], at, at + 1)
        return at + 1


def _say_service_code(code: str) -> str:
    """ "*101#" -> "sao, một không một, thăng"."""
    return ", ".join(_KEYS.get(part) or digit_words(part) for part in re.findall(r"\d+|[*#]", code))
