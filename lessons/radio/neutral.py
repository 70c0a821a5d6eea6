"""What a neutral station does not say: prices of goods and words of advertising. The words are data."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

WORD_LIST = Path(__file__).with_name("promotion.yaml")

_NUMBER = r"(?<![\w.,])\d[\d.,]{0,30}"
_SCALE = "nghìn|ngàn|triệu|tỷ|tỉ|trăm"
_DONG = r"đồng(?! (?:chí|bào|hồ|nghiệp|hương|đội|ruộng|phục)\b)"
_CURRENCY = rf"(?:{_DONG}|đ|₫|vnđ|vnd|usd|eur|đô la|ơ rô|\$|€)(?![^\W_])"
_NUMBER_WORD = "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|linh|lẻ|rưỡi"
_PRICE = re.compile(
    rf"{_NUMBER} ?(?:(?:{_SCALE}|tr|k) ?)?{_CURRENCY}|{_NUMBER} ?k(?![^\W_])|[$€£¥] ?\d[\d.,]{{0,30}}"
    rf"|\b(?:(?:{_NUMBER_WORD}|{_SCALE}) ){{1,12}}(?:{_DONG}|đô la)(?![^\W_])"
    rf"|\bgiá (?:chỉ |từ |bán |là |còn ){{0,3}}{_NUMBER}(?: ?(?:{_SCALE}|tr|k)\b)?(?: ?{_CURRENCY})?",
    re.IGNORECASE,
)
_SOUNDS_LIKE_MONEY = re.compile(r"\d|đồng|đô la", re.IGNORECASE)


def prices(written: str) -> Iterator[str]:
    """The amounts in a sentence that could be the price of goods; fees, fines and benefits are none."""
    if _SOUNDS_LIKE_MONEY.search(written) and not _public_money().search(written):
        for match in _PRICE.finditer(written):
            yield match[0].strip(" .,")


def promotions(written: str) -> Iterator[str]:
    """The words of advertising in a sentence, as they are written."""
    for match in _promotion().finditer(written):
        if match["promotion"]:
            yield match["promotion"]


@cache
def _words() -> dict[str, list[str]]:
    return yaml.safe_load(WORD_LIST.read_text(encoding="utf-8"))


@cache
def _public_money() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_words()['public_money'])})\b", re.IGNORECASE)


@cache
def _promotion() -> re.Pattern[str]:
    """A longer plain phrase hides the phrase of advertising that it holds."""
    words = _words()
    numbered = rf"(?:{_any_of(words['numbered'])}) số (?:một|1)"
    promotion = f"(?P<promotion>{_any_of(words['promotion'])})"
    return re.compile(rf"\b(?:{_any_of(words['plain'])}|{numbered}|{promotion})\b", re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
