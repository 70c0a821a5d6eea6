"""What earns a certificate, as data. Pure.

{"quiz": key, "percent": 80}        the best mark in that quiz reaches 80 per cent
{"milestone": key}                  something reached outside quizzes
{"certification": key}              a certificate of that certification, which holds today
{"all": [rule, ...]}                every one of them
{"any": [rule, ...], "at_least": k} at least k of them; 1 where it is not said
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lms.shared.messages import Message, Translate, _

MAX_DEPTH = 6
LONGEST_SHOWN = 40  # of a wrong value in a message

Path = tuple[str | int, ...]


class RuleError(ValueError):
    """The data is no rule. `path` leads from its top to the place, as ("all", 1, "percent")."""

    def __init__(self, path: Path, message: Message) -> None:
        self.path, self.message = path, message
        super().__init__(self.in_language(str))

    def in_language(self, translate: Translate) -> str:
        words = self.message.in_language(translate)
        place = "/".join(str(part + 1) if isinstance(part, int) else part for part in self.path)  # people count from 1
        return f"{place}: {words}" if place else words


@dataclass(frozen=True, slots=True)
class QuizAtLeast:
    quiz: str
    percent: int


@dataclass(frozen=True, slots=True)
class Reached:
    milestone: str


@dataclass(frozen=True, slots=True)
class Holds:
    certification: str


@dataclass(frozen=True, slots=True)
class AllOf:
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    rules: tuple[Rule, ...]
    at_least: int = 1


Leaf = QuizAtLeast | Reached | Holds
Rule = Leaf | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Facts:
    """What one member has: the best fraction (0 to 1) by quiz key, the keys of milestones reached, and those of
    certifications held."""

    quizzes: Mapping[str, Fraction] = field(default_factory=dict)
    milestones: frozenset[str] = frozenset()
    certifications: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """`needed` of `options` are still to be met."""

    options: tuple[Rule, ...]
    needed: int = 1


def parse(data: Any, at: Path = (), depth: int = 0) -> Rule:
    """The rule that `data`, read from JSON or YAML, says; raises RuleError."""
    if depth > MAX_DEPTH:
        raise RuleError(at, Message(_("rules may stand inside each other %(depth)d deep"), depth=MAX_DEPTH))
    if not isinstance(data, dict):
        raise RuleError(at, Message(_("a rule is expected here, such as {quiz: vneid, percent: 80}")))
    kinds = [kind for kind in _FIELDS if kind in data]
    if len(kinds) != 1:
        raise RuleError(at, Message(_("a rule has exactly one of quiz, milestone, certification, all, any")))
    if unknown := set(data) - _FIELDS[kinds[0]]:
        raise RuleError(at, Message(_("there is no field “%(name)s” in a rule"), name=_short(min(map(str, unknown)))))
    match kinds[0]:
        case "quiz":
            return QuizAtLeast(_key(data["quiz"], (*at, "quiz")), _whole(data.get("percent"), 1, 100, (*at, "percent")))
        case "milestone":
            return Reached(_key(data["milestone"], (*at, "milestone")))
        case "certification":
            return Holds(_key(data["certification"], (*at, "certification")))
        case "all":
            return AllOf(_list(data["all"], (*at, "all"), depth))
        case _:
            rules = _list(data["any"], (*at, "any"), depth)
            return AnyOf(rules, _whole(data.get("at_least", 1), 1, len(rules), (*at, "at_least")))


_FIELDS = {
    "quiz": {"quiz", "percent"},
    "milestone": {"milestone"},
    "certification": {"certification"},
    "all": {"all"},
    "any": {"any", "at_least"},
}


def _key(value: Any, at: Path) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise RuleError(at, Message(_("a key is a word, not %(value)s"), value=_short(value)))
    return value


def _whole(value: Any, low: int, high: int, at: Path) -> int:
    if value is None:
        raise RuleError(at, Message(_("a whole number from %(low)d to %(high)d is missing here"), low=low, high=high))
    if type(value) is not int or not low <= value <= high:
        template = _("must be a whole number from %(low)d to %(high)d, not %(value)s")
        raise RuleError(at, Message(template, low=low, high=high, value=_short(value)))
    return value


def _list(value: Any, at: Path, depth: int) -> tuple[Rule, ...]:
    if not isinstance(value, list) or not value:
        raise RuleError(at, Message(_("must be a list of at least one rule")))
    return tuple(parse(item, (*at, n), depth + 1) for n, item in enumerate(value))


def _short(value: Any) -> str:
    text = value if isinstance(value, str) and value.strip() and value.isprintable() else ascii(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def met(rule: Rule, facts: Facts) -> bool:
    match rule:
        case QuizAtLeast(quiz, percent):
            return facts.quizzes.get(quiz, Fraction(0)) * 100 >= percent
        case Reached(milestone):
            return milestone in facts.milestones
        case Holds(certification):
            return certification in facts.certifications
        case AllOf(rules):
            return all(met(part, facts) for part in rules)
        case AnyOf(rules, at_least):
            return sum(met(part, facts) for part in rules) >= at_least


def missing(rule: Rule, facts: Facts) -> list[Gap]:
    """What is left to do; empty exactly when the rule is met."""
    if met(rule, facts):
        return []
    match rule:
        case AllOf(rules):
            return [gap for part in rules for gap in missing(part, facts)]
        case AnyOf(rules, at_least):
            open_ones = tuple(part for part in rules if not met(part, facts))
            return [Gap(open_ones, at_least - (len(rules) - len(open_ones)))]
        case _:
            return [Gap((rule,))]


def leaves(rule: Rule) -> Iterator[Leaf]:
    """What a rule names, in its order."""
    match rule:
        case AllOf(rules) | AnyOf(rules):
            for part in rules:
                yield from leaves(part)
        case _:
            yield rule


def quizzes_of(rule: Rule) -> frozenset[str]:
    return frozenset(leaf.quiz for leaf in leaves(rule) if isinstance(leaf, QuizAtLeast))


def milestones_of(rule: Rule) -> frozenset[str]:
    return frozenset(leaf.milestone for leaf in leaves(rule) if isinstance(leaf, Reached))


def certifications_of(rule: Rule) -> frozenset[str]:
    return frozenset(leaf.certification for leaf in leaves(rule) if isinstance(leaf, Holds))


def circle(of: Mapping[str, Rule]) -> list[str]:
    """The certifications that ask for each other in a circle, the first one again at the end; empty where none do."""
    clear: set[str] = set()

    def walk(key: str, path: list[str]) -> list[str]:
        if key in path:
            return [*path[path.index(key) :], key]
        if key in clear or key not in of:
            return []
        for asked in sorted(certifications_of(of[key])):
            if found := walk(asked, [*path, key]):
                return found
        clear.add(key)
        return []

    return next((found for key in sorted(of) if (found := walk(key, []))), [])


def leaves_a_choice(rule: Rule) -> bool:
    """Whether it can be met without meeting every leaf."""
    match rule:
        case AnyOf(rules, at_least):
            return at_least < len(rules) or any(leaves_a_choice(part) for part in rules)
        case AllOf(rules):
            return any(leaves_a_choice(part) for part in rules)
        case _:
            return False
