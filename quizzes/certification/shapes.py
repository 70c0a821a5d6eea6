"""The rules that a form with rows and ticks can say: all of these, and at least so many of those quizzes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .rules import AllOf, AnyOf, Holds, Leaf, QuizAtLeast, Reached, Rule

Quizzes = tuple[QuizAtLeast, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """All of `quizzes`, `milestones` and `certifications`, and at least `at_least` of `choices` where there are any."""

    quizzes: Quizzes = ()
    milestones: frozenset[str] = frozenset()
    certifications: frozenset[str] = frozenset()
    choices: Quizzes = ()
    at_least: int = 1


def shape_of(rule: Rule) -> Shape | None:
    """None where the rule says more than a shape can."""
    parts = rule.rules if isinstance(rule, AllOf) else (rule,)
    groups = [part for part in parts if isinstance(part, AnyOf)]
    own = [part for part in parts if isinstance(part, Leaf)]
    if len(groups) > 1 or len(groups) + len(own) < len(parts):
        return None
    choices = _quizzes(groups[0].rules) if groups else ()
    if groups and len(choices) < len(groups[0].rules):
        return None
    return Shape(
        quizzes=_quizzes(own),
        milestones=frozenset(part.milestone for part in own if isinstance(part, Reached)),
        certifications=frozenset(part.certification for part in own if isinstance(part, Holds)),
        choices=choices,
        at_least=groups[0].at_least if groups else 1,
    )


def _quizzes(parts: tuple[Rule, ...] | list[Leaf]) -> Quizzes:
    return tuple(part for part in parts if isinstance(part, QuizAtLeast))


def data_of(shape: Shape) -> dict[str, Any]:
    """The rule as it is stored; an empty shape gives what `parse` refuses."""
    parts: list[dict[str, Any]] = [_quiz(one) for one in shape.quizzes]
    parts += [{"milestone": key} for key in sorted(shape.milestones)]
    parts += [{"certification": key} for key in sorted(shape.certifications)]
    if shape.choices:
        parts.append({"any": [_quiz(one) for one in shape.choices], "at_least": shape.at_least})
    return {"all": parts}


def _quiz(one: QuizAtLeast) -> dict[str, Any]:
    return {"quiz": one.quiz, "percent": one.percent}
