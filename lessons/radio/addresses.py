"""Web and e-mail addresses, spelled so that a listener can type them."""

import re
from collections.abc import Callable

from lessons.radio.numbers import digit_words

_TOP_LEVEL = "vn|com|net|org|info|gov|edu|app|io|me|asia|biz|xyz|dev|tv|ly|gl|link|site|online|shop|store|club|top"
_HOST = rf"(?:[^\W_][\w-]*\.)+(?:{_TOP_LEVEL})(?![\w-])(?!\.[^\W_])"
_PATH = r"(?:[/?#][^\s<>()\[\]\"“”]*[^\s<>()\[\]\"“”.,;:!?'’])?"
_START = r"(?<![\w.@+-])"
ADDRESS = re.compile(
    rf"{_START}(?:(?P<mail>\w[\w.+-]*@[^\W_][\w-]*(?:\.[\w-]*\w)+)"
    rf"|(?:https?://|(?=www\.))(?P<link>[^\W_][\w.-]*\w(?::\d+)?{_PATH})|(?P<bare>{_HOST}{_PATH}))",
    re.IGNORECASE,
)
INSIDE_ADDRESS = re.compile(r"[.@][^\W_]|://")  # without one of these no address need be looked for
ENDING = re.compile(r"(?<![^\s(\[\"“'])(?:\.[a-z]{2,6}){1,3}(?![\w@])")  # ".gov.vn", ".pdf"
CLOSING = "viết liền không dấu"

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_SIGNS = {
    ".": "chấm",
    "@": "a còng",
    "/": "gạch chéo",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "?": "hỏi chấm",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "+": "cộng",
    "%": "phần trăm",
    ":": "hai chấm",
}


def say_address(match: re.Match[str], look_up: Callable[[str], str | None]) -> str:
    """Spell an address: "dichvucong.gov.vn" -> "dichvucong chấm gov chấm v n, viết liền không dấu"."""
    written = (match["mail"] or match["link"] or match["bare"]).rstrip("/")
    words = [_say_piece(piece, look_up) for piece in _PIECE.findall(written)]
    closing = f", {CLOSING}" if written.isascii() else ""
    return " ".join(word for word in words if word) + closing


def say_ending(written: str, look_up: Callable[[str], str | None]) -> str:
    """Say the end of a name alone: ".gov.vn" -> "chấm gov chấm v n"."""
    return " ".join(_say_piece(piece, look_up) for piece in _PIECE.findall(written))


def _say_piece(piece: str, look_up: Callable[[str], str | None]) -> str:
    if piece.isdecimal():
        return digit_words(piece)
    if not piece.isalpha():
        return _SIGNS.get(piece, "")
    label = piece.lower()
    known = look_up(label) or look_up(label.upper())
    if known:
        return known
    # A label without a vowel cannot be said as a word: its letters are said.
    return label if re.search("[aeiouy]|[^a-z]", label) else " ".join(label)
