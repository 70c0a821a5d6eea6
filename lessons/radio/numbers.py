"""Vietnamese numbers as an announcer says them, up to 10^15, with regional choices as a setting."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LARGEST = 10**15
DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 10**9

_CHOICES = {
    "thousand": ("nghìn", "ngàn"),
    "zero_tens": ("linh", "lẻ"),
    "one_after_tens": ("mốt", "một"),
    "four_after_tens": ("tư", "bốn"),
    "five_after_tens": ("lăm", "nhăm"),
}
_ROMAN = re.compile(r"(?=.)M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True)
class Reading:
    """How a region reads numbers. Raises ValueError for a word that no region uses in that place."""

    thousand: str = "nghìn"
    zero_tens: str = "linh"
    one_after_tens: str = "mốt"
    four_after_tens: str = "tư"
    five_after_tens: str = "lăm"

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} must be one of {', '.join(allowed)}; got {getattr(self, name)!r}")

    @classmethod
    def of_words(cls, words: Iterable[str]) -> "Reading":
        """The reading that says these words: ("ngàn", "lẻ", "bốn") is the South. Raises ValueError for other words."""
        fields = {word: name for name, allowed in _CHOICES.items() for word in allowed}
        chosen: dict[str, str] = {}
        for word in words:
            if word not in fields:
                raise ValueError(f"{word!r} is not a choice between regions; these are: {', '.join(fields)}")
            if chosen.setdefault(fields[word], word) != word:
                raise ValueError(f"{chosen[fields[word]]!r} and {word!r} stand for the same; choose one")
        return cls(**chosen)


NORTH = Reading()
SOUTH = Reading(thousand="ngàn", zero_tens="lẻ", four_after_tens="bốn")


def cardinal(n: int, reading: Reading = NORTH) -> str:
    """Say a whole number: 1005 -> "một nghìn không trăm linh năm". Raises ValueError outside 0..10^15."""
    if not 0 <= n <= LARGEST:
        raise ValueError(f"only whole numbers from 0 to {LARGEST} can be said as one number; got {n}")
    if n == 0:
        return DIGIT_WORDS[0]
    words: list[str] = []
    billions, rest = divmod(n, BILLION)
    if billions:
        words += [cardinal(billions, reading), "tỷ"]
    for size, scale in ((10**6, "triệu"), (10**3, reading.thousand), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += _three_digits(group, full=bool(words), reading=reading)
            words += [scale] if scale else []
    return " ".join(words)


def _three_digits(group: int, *, full: bool, reading: Reading) -> list[str]:
    """Say 1..999. A full group follows a larger one, so its empty hundreds are said ("không trăm")."""
    hundreds, tail = divmod(group, 100)
    tens, unit = divmod(tail, 10)
    words = [DIGIT_WORDS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        link = [reading.zero_tens] if words and unit else []
        return words + link + ([DIGIT_WORDS[unit]] if unit else [])
    words += ["mười"] if tens == 1 else [DIGIT_WORDS[tens], "mươi"]
    return words + ([_unit_after_tens(tens, unit, reading)] if unit else [])


def _unit_after_tens(tens: int, unit: int, reading: Reading) -> str:
    if unit == 5:
        return reading.five_after_tens if tens > 1 else "lăm"
    if tens > 1 and unit == 1:
        return reading.one_after_tens
    if tens > 1 and unit == 4:
        return reading.four_after_tens
    return DIGIT_WORDS[unit]


def ordinal(n: int, reading: Reading = NORTH) -> str:
    """Say a rank: 1 -> "thứ nhất", 4 -> "thứ tư"."""
    special = {1: "nhất", 4: "tư"}
    return f"thứ {special.get(n) or cardinal(n, reading)}"


def decimal(whole: int, fraction: str, reading: Reading = NORTH) -> str:
    """Say a decimal: (2, "5") -> "hai phẩy năm"; (3, "05") -> "ba phẩy không năm".

    One or two digits after the comma are one number; a leading zero or more digits are said one by one.
    """
    one_by_one = fraction.startswith("0") or len(fraction) > 2
    tail = digit_words(fraction) if one_by_one else cardinal(int(fraction), reading)
    return f"{cardinal(whole, reading)} phẩy {tail}"


def digit_words(digits: str) -> str:
    """Say digits one by one: "113" -> "một một ba"."""
    return " ".join(DIGIT_WORDS[int(digit)] for digit in digits)


def digit_groups(digits: str) -> list[str]:
    """Cut a long run of digits into groups the ear can hold: 4-3-3, 3-4-4, 4-4, else threes."""
    sizes = list({4: (4,), 5: (5,), 8: (4, 4), 10: (4, 3, 3), 11: (3, 4, 4)}.get(len(digits), ()))
    if not sizes:
        sizes = [3] * (len(digits) // 3)
        extra = len(digits) % 3
        if extra == 1 and sizes:
            sizes[-1] += 1
        elif extra:
            sizes.append(extra)
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return groups


def say_groups(groups: list[str]) -> str:
    """Say groups of digits with a short pause between them."""
    return ", ".join(digit_words(group) for group in groups)


def roman(numeral: str) -> int | None:
    """Value of a well-formed Roman numeral in capitals, or None."""
    if not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
