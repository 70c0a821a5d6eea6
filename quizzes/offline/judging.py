"""What a phone needs to grade one question by itself. Pure.

`quizzes/static/quizzes/judge.js` reads it and grades as `quizzes.kinds` does; tests/browser/test_judging.py gives both
the same answers. Fractions are written "1/2", since numbers of JSON would be rounded.

marks     single, multiple, true or false: {"right": [key, ...], "say": {key: words}}; "minus" where wrong ones count
pairs     {"right": {key of the line: key of the option}}
order     {"right": [key, ...]}; "next" where neighbours count
text      {"accepted": {what is compared: [share, words]}, "level", "case"}
number    {"value", "reach", "units": [as compared, ...]}
place     {"right": [target, ...], "say": {target: words}}; "spots" of a picture: [[target, x, y, width, height], ...]
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lms.shared.screens.spec import PictureSpec
from quizzes.kinds import Asked
from quizzes.kinds import text_match as match
from quizzes.kinds.choices import MultipleSpec, SingleSpec
from quizzes.kinds.matching import MatchingSpec
from quizzes.kinds.number import NumberSpec
from quizzes.kinds.ordering import OrderingSpec
from quizzes.kinds.short import ShortSpec
from quizzes.kinds.tap import TapSpec
from quizzes.kinds.true_false import TrueFalseSpec

Judge = dict[str, Any]


def judge_of(asked: Asked) -> Judge:
    """The key of a question, without the words that its page shows anyway."""
    how, key = _KEYS[type(asked.spec)](asked)
    return {"how": how} | {name: value for name, value in key.items() if value not in ("", {}, [], False)}


def _said(words: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in words.items() if text}


def _choices(asked: Asked) -> tuple[str, Judge]:
    spec: SingleSpec = asked.spec
    minus = isinstance(spec, MultipleSpec) and spec.rule == "right_minus_wrong"
    say = _said({choice.key: choice.feedback for choice in spec.choices})
    return "marks", {"right": spec.right, "minus": minus, "say": say}


def _true_false(asked: Asked) -> tuple[str, Judge]:
    spec: TrueFalseSpec = asked.spec
    say = _said({"true": spec.feedback_true, "false": spec.feedback_false})
    return "marks", {"right": [str(spec.answer).lower()], "say": say}


def _matching(asked: Asked) -> tuple[str, Judge]:
    return "pairs", {"right": asked.right()["pairs"]}


def _ordering(asked: Asked) -> tuple[str, Judge]:
    spec: OrderingSpec = asked.spec
    return "order", {"right": spec.right, "next": spec.rule == "next"}


def _short(asked: Asked) -> tuple[str, Judge]:
    spec: ShortSpec = asked.spec
    accepted = {key: [_written(Fraction(one.share)), one.feedback] for key, one in spec.by_key.items()}
    return "text", {"accepted": accepted, "level": spec.level, "case": spec.case}


def _number(asked: Asked) -> tuple[str, Judge]:
    spec: NumberSpec = asked.spec
    units = list(dict.fromkeys(match.key(unit, "marks") for unit in spec.units))
    return "number", {"value": _written(spec.number), "reach": _written(spec.reach), "units": units}


def _tap(asked: Asked) -> tuple[str, Judge]:
    spec: TapSpec = asked.spec
    marks = spec.screen.marks if isinstance(spec.screen, PictureSpec) else []
    spots = [[mark.id, mark.x, mark.y, mark.w, mark.h] for mark in marks]
    return "place", {"right": spec.right, "say": _said(spec.feedback), "spots": spots}


def _written(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


_KEYS: dict[type, Callable[[Asked], tuple[str, Judge]]] = {
    SingleSpec: _choices,
    MultipleSpec: _choices,
    TrueFalseSpec: _true_false,
    MatchingSpec: _matching,
    OrderingSpec: _ordering,
    ShortSpec: _short,
    NumberSpec: _number,
    TapSpec: _tap,
}
