"""One question as it is asked on paper, where answers are numbers, so that they can be keyed in.

Sheets are in the language of the content, so their words are not translated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lms.shared.screens.spec import BACK_TARGET, ScreenSpec
from lms.shared.screens.words import describe
from quizzes.kinds import Asked
from quizzes.models import QuestionVersion

from .documents import QuestionOnPaper

TRUE_FALSE = ("Đúng", "Sai")
SPELLINGS = 3  # of a short answer that the key shows


def question_on_paper(number: int, version: QuestionVersion) -> QuestionOnPaper:
    fields = ON_PAPER[version.kind](version.asked)
    return QuestionOnPaper(number=number, text=version.text, step=version.teaches_label, **fields)


def _texts(asked: Asked) -> tuple[str, ...]:
    return tuple(option.text for option in asked.options(asked.option_keys()))


def _numbers(asked: Asked, *keys: str) -> tuple[int, ...]:
    """The numbers of these options on paper."""
    all_keys = [option.key for option in asked.options(asked.option_keys())]
    return tuple(all_keys.index(key) + 1 for key in keys)


def _single(asked: Asked) -> dict[str, Any]:
    return {"asks": "one", "answers": _texts(asked), "right": _numbers(asked, *asked.right()["choices"])}


def _multiple(asked: Asked) -> dict[str, Any]:
    return _single(asked) | {"asks": "several"}


def _true_false(asked: Asked) -> dict[str, Any]:
    return {"asks": "one", "answers": TRUE_FALSE, "right": (1 if asked.spec.answer else 2,)}


def _matching(asked: Asked) -> dict[str, Any]:
    return {
        "asks": "match",
        "lines": tuple(pair.left for pair in asked.spec.pairs),
        "answers": _texts(asked),
        "right": _numbers(asked, *asked.right()["pairs"].values()),
    }


def _ordering(asked: Asked) -> dict[str, Any]:
    return {"asks": "order", "answers": _texts(asked), "right": _numbers(asked, *asked.right()["order"])}


def _short(asked: Asked) -> dict[str, Any]:
    full = [accepted.text for accepted in asked.spec.accepted if accepted.share == 1]
    return {"asks": "write", "written": " hoặc ".join(full[:SPELLINGS])}


def _number(asked: Asked) -> dict[str, Any]:
    spec = asked.spec
    unit = f" {spec.units[0]}" if spec.units and spec.value[-1].isdigit() else ""
    reach = f"{spec.tolerance_percent.rstrip(' %')}%" if spec.tolerance_percent else spec.tolerance
    return {"asks": "write", "written": spec.value + unit + (f", lệch không quá {reach}" if reach else "")}


def _tap(asked: Asked) -> dict[str, Any]:
    """The places by number; a drawn screen stands above them, of a picture its words do."""
    screen, options = asked.spec.screen, asked.options([])
    return {
        "asks": "one",
        "answers": tuple(
            f"Mũi tên quay lại, cạnh chữ “{screen.bar.title}”" if option.key == BACK_TARGET else option.text
            for option in options
        ),
        "right": _numbers(asked, *(one.key for one in options if asked.share({"target": one.key}) == 1)),
        "screen": screen.model_dump(mode="json") if isinstance(screen, ScreenSpec) else None,
        "alt": describe(screen),
    }


ON_PAPER: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short": _short,
    "number": _number,
    "tap": _tap,
}
