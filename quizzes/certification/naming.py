"""What rules name, in the words of those who read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from quizzes import links
from quizzes.models import Certification, Milestone, Quiz

from . import rules


@dataclass(frozen=True, slots=True)
class Names:
    """Titles by key; what is not here does not stand."""

    quizzes: Mapping[str, str]
    milestones: Mapping[str, str]
    certifications: Mapping[str, str]


def names_in(named: Iterable[rules.Rule]) -> Names:
    """Of everything that these rules name; six queries at most."""
    named = list(named)
    quizzes = frozenset().union(*map(rules.quizzes_of, named))
    milestones = frozenset().union(*map(rules.milestones_of, named))
    certifications = frozenset().union(*map(rules.certifications_of, named))
    return Names(
        dict(Quiz.objects.filter(key__in=quizzes).values_list("key", "title")) if quizzes else {},
        {key: words for key, words in milestone_choices() if key in milestones} if milestones else {},
        dict(Certification.objects.filter(key__in=certifications).values_list("key", "title"))
        if certifications
        else {},
    )


def milestone_choices() -> list[tuple[str, str]]:
    """(key, words) of all that can be reached now, and after it what members reached that no longer can be."""
    offered = dict(links.milestone_choices())
    others = Milestone.objects.exclude(key__in=offered).values_list("key").annotate(words=Max("label"))
    return [*offered.items(), *others.order_by("words", "key")]


def lines(rule: rules.Rule, names: Names) -> list[str]:
    """One a part that must be met."""
    parts = rule.rules if isinstance(rule, rules.AllOf) else (rule,)
    return [in_words(part, names) for part in parts]


def in_words(rule: rules.Rule, names: Names) -> str:
    match rule:
        case rules.QuizAtLeast(quiz, percent):
            words = {"percent": percent, "quiz": names.quizzes.get(quiz, quiz)}
            return _("at least %(percent)d%% in “%(quiz)s”") % words
        case rules.Reached(milestone):
            return _("“%(milestone)s” completed") % {"milestone": names.milestones.get(milestone, milestone)}
        case rules.Holds(certification):
            title = names.certifications.get(certification, certification)
            return _("holds “%(certification)s”") % {"certification": title}
        case rules.AllOf(parts):
            return "; ".join(_inside(part, names) for part in parts)
        case rules.AnyOf(parts, at_least):
            options = "; ".join(_inside(part, names) for part in parts)
            return _("%(number)s of these: %(list)s") % {"number": at_least, "list": options}


def _inside(rule: rules.Rule, names: Names) -> str:
    words = in_words(rule, names)
    return words if isinstance(rule, rules.Leaf) else f"({words})"
