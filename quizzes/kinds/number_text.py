"""Numbers as people write them: 1.234,5 and 1234.5, 50 000 đồng, 50 nghìn, -3, ½, 3/4. Pure, and exact.

A single dot or comma with three digits behind and one to three before (1.234) is ambiguous. It is read the
Vietnamese way first, the dot grouping thousands and the comma before decimals; `readings` gives the other reading
too. Powers (1e5), NaN and infinity are not written by people and are no numbers here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from lms.shared.vietnamese import normalise_line

from . import text_match

MAX_DIGITS = 18
SCALES = {"k": 10**3, "nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
_VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})

_WHOLE = re.compile(r"(?P<sign>[+-]?) ?(?P<body>[0-9.,/½¼¾⅓⅔][0-9., /½¼¾⅓⅔]*)(?P<rest>.*)")
_PLAIN = re.compile(r"(?P<whole>[0-9]*)[.,](?P<part>[0-9]+)|(?P<alone>[0-9]+)")
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:[.,](?P<part>[0-9]+))?"
)
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_RATIO = re.compile(r"(?P<over>[0-9]+) ?/ ?(?P<under>[0-9]*[1-9][0-9]*)")
_MIXED = re.compile(r"(?P<whole>[0-9]*) ?(?P<part>[½¼¾⅓⅔])")


class NotANumber(ValueError):
    """`code` is not_a_number, number_too_large or unknown_unit; `values` fill its message."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def parse_number(text: str, units: Collection[str] = ()) -> Fraction:
    """The number in `text`, an ambiguous one read the Vietnamese way; raises NotANumber."""
    return readings(text, units)[0]


def readings(text: str, units: Collection[str] = ()) -> list[Fraction]:
    """Every number that `text` can mean, the Vietnamese reading first: one, or two where it is ambiguous.

    One of `units` may stand behind the number, in any spelling of its marks, and a word such as nghìn before it.
    Raises NotANumber.
    """
    line = normalise_line(text).translate(_MINUS)
    found = _WHOLE.fullmatch(line)
    body = found["body"].rstrip(" .") if found else ""
    if found is None or not body:
        raise NotANumber("not_a_number", text=line)
    digits = sum(char.isdigit() for char in body)
    if digits > MAX_DIGITS:
        raise NotANumber("number_too_large", digits=digits, most=MAX_DIGITS)
    numbers = _numbers(body)
    if not numbers:
        raise NotANumber("not_a_number", text=line)
    factor = _factor(found["rest"], units, line) * (-1 if found["sign"] == "-" else 1)
    return [number * factor for number in numbers]


def written_number(number: Fraction) -> str:
    """`number` the Vietnamese way, 1.234,5; as a/b where decimals would not end."""
    under, places = number.denominator, 0
    while under % 10 == 0 or under % 5 == 0 or under % 2 == 0:
        under, places = under // (10 if under % 10 == 0 else 5 if under % 5 == 0 else 2), places + 1
    if under > 1:
        return f"{number.numerator}/{number.denominator}"
    whole, part = divmod(abs(number.numerator) * 10**places // number.denominator, 10**places)
    sign = "-" if number < 0 else ""
    decimals = f",{part:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole:,d}".replace(",", ".") + decimals


def _numbers(body: str) -> list[Fraction]:
    """The readings of digits and signs without a minus; none where they are no number."""
    if ratio := _RATIO.fullmatch(body):
        return [Fraction(int(ratio["over"]), int(ratio["under"]))]
    if mixed := _MIXED.fullmatch(body):
        return [int(mixed["whole"] or 0) + _VULGAR[mixed["part"]]]
    found = []
    grouped = _GROUPED.fullmatch(body)
    if grouped and not (grouped["part"] and body[grouped.end("whole")] == grouped["mark"]):
        found.append(_decimal(re.sub("[., ]", "", grouped["whole"]), grouped["part"]))
    if plain := _PLAIN.fullmatch(body):
        found.append(_decimal(plain["alone"] or plain["whole"], plain["part"]))
    comma_first = _AMBIGUOUS.fullmatch(body) and "," in body
    return found[::-1] if comma_first else found


def _decimal(whole: str, part: str | None) -> Fraction:
    return Fraction(int(whole + (part or "") or 0), 10 ** len(part or ""))


def _factor(rest: str, units: Collection[str], line: str) -> int:
    """What the words behind the number multiply it by."""
    words = text_match.key(rest, "marks")
    known = {text_match.key(unit, "marks") for unit in units} | {""}
    if words in known:
        return 1
    scale, _, unit = words.partition(" ")
    if scale in SCALES and unit in known:
        return SCALES[scale]
    if any(char.isdigit() for char in words):
        raise NotANumber("not_a_number", text=line)
    raise NotANumber("unknown_unit", unit=rest.strip())
