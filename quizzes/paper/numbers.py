"""What is typed for one question of a sheet, and the response that it stands for.

Numbers are those printed before the answers. "13" is 1 and 3 where no question has more than nine answers; else
numbers stand apart: "1 12".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from lms.shared.messages import in_language
from lms.shared.vietnamese import normalise_line
from quizzes import kinds
from quizzes.kinds import Asked, Response
from quizzes.models import QuestionVersion

_APART = re.compile("[ ,;.]+")
ONE, SEVERAL, MATCH, ORDER, WRITE = "one", "several", "match", "order", "write"


class BadEntry(ValueError):
    """What was typed is no answer to its question; `message` names the question and says what is accepted."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is answered on paper: with which numbers or words, and what they say."""

    asks: str
    response: Callable[[Asked, Any], Response]  # of the keys of the options, or of the words
    chosen: Callable[[Asked, Response], Any]  # the reverse
    wanted: Callable[[Asked], int] = lambda asked: 0  # how many numbers, where that is known


def response_of(number: int, version: QuestionVersion, text: str) -> Response | None:
    """The response that `text` stands for, in normal form; None for nothing typed. Raises BadEntry."""
    way, asked, line = WAYS[version.kind], version.asked, normalise_line(text)
    if not line:
        return None
    given: Any = line
    if way.asks != WRITE:
        keys = option_keys(asked)
        typed = numbers_in(line, len(keys), way.asks)
        if not _fits(typed, way.asks, way.wanted(asked)):
            raise BadEntry(_words(number, version, line))
        given = [keys[n - 1] for n in typed]
    try:
        return asked.checked(way.response(asked, given))
    except kinds.BadResponse as error:
        reason = in_language(error.message, gettext)
        raise BadEntry(
            gettext("Question %(number)d: %(reason)s Leave the field empty if there is no answer on the sheet.")
            % {"number": number, "reason": reason}
        ) from error


def typed(version: QuestionVersion, response: Response | None) -> str:
    """What would be typed for `response`; nothing for no answer."""
    if response is None:
        return ""
    asked = version.asked
    chosen = WAYS[version.kind].chosen(asked, response)
    if WAYS[version.kind].asks == WRITE:
        return str(chosen)
    keys = option_keys(asked)
    return " ".join(str(keys.index(key) + 1) for key in chosen)


def accepted(version: QuestionVersion) -> str:
    """In words, what may be typed; a fragment that follows "type"."""
    way, asked = WAYS[version.kind], version.asked
    most = len(option_keys(asked))
    if way.asks == ONE:
        return gettext("one number from 1 to %(most)d") % {"most": most}
    if way.asks == SEVERAL:
        return gettext("the numbers ticked, from 1 to %(most)d, each once, such as 13 or 1 3") % {"most": most}
    if way.asks == MATCH:
        lines = way.wanted(asked)
        words = gettext("%(lines)d numbers from 1 to %(most)d, those of the lines a to %(last)s in turn")
        return words % {"lines": lines, "most": most, "last": chr(ord("a") + lines - 1)}
    if way.asks == ORDER:
        return gettext("all numbers from 1 to %(most)d in the order written") % {"most": most}
    if version.kind == QuestionVersion.Kind.NUMBER:
        return gettext("the number as it is written")
    return gettext("the words as they are written")


def is_written(version: QuestionVersion) -> bool:
    return WAYS[version.kind].asks == WRITE


def option_keys(asked: Asked) -> list[str]:
    """The options in the order in which paper numbers them."""
    return [option.key for option in asked.options(asked.option_keys())]


def numbers_in(line: str, most: int, asks: str) -> list[int]:
    """The numbers in `line`; nothing where it holds anything else."""
    parts: Sequence[str] = [part for part in _APART.split(line) if part]
    if most <= 9 and asks != ONE:
        parts = "".join(parts)
    known = {str(n): n for n in range(1, most + 1)}
    return [known[part] for part in parts] if all(part in known for part in parts) else []


def _fits(numbers: list[int], asks: str, wanted: int) -> bool:
    if not numbers or (wanted and len(numbers) != wanted):
        return False
    return asks == MATCH or len(set(numbers)) == len(numbers)


def _words(number: int, version: QuestionVersion, line: str) -> str:
    values = {"number": number, "typed": line[:40], "accepted": accepted(version)}
    words = gettext("Question %(number)d: “%(typed)s” does not fit. Type %(accepted)s, or nothing for no answer.")
    if WAYS[version.kind].asks in (MATCH, ORDER):
        words = gettext(
            "Question %(number)d: “%(typed)s” does not fit. Type %(accepted)s. "
            "If it is unfinished on the sheet, leave the field empty: it earns nothing, as online."
        )
    return words % values


def _pairs(asked: Asked, keys: list[str]) -> Response:
    return {"pairs": dict(zip((pair.key for pair in asked.spec.pairs), keys, strict=True))}


def _in_turn(asked: Asked, response: Response) -> list[str]:
    return [response["pairs"][pair.key] for pair in asked.spec.pairs]


WAYS: dict[str, Way] = {
    "single": Way(ONE, lambda _, keys: {"choices": keys}, lambda _, given: given["choices"], lambda _: 1),
    "multiple": Way(SEVERAL, lambda _, keys: {"choices": keys}, lambda _, given: given["choices"]),
    "true_false": Way(
        ONE, lambda _, keys: {"answer": keys[0]}, lambda _, given: [str(given["answer"]).lower()], lambda _: 1
    ),
    "matching": Way(MATCH, _pairs, _in_turn, lambda asked: len(asked.spec.pairs)),
    "ordering": Way(
        ORDER, lambda _, keys: {"order": keys}, lambda _, given: given["order"], lambda asked: len(asked.spec.items)
    ),
    "short": Way(WRITE, lambda _, line: {"text": line}, lambda _, given: given["text"]),
    "number": Way(WRITE, lambda _, line: {"number": line}, lambda _, given: given["number"]),
    "tap": Way(ONE, lambda _, keys: {"target": keys[0]}, lambda _, given: [given["target"]], lambda _: 1),
}
