"""What a badge was earned with, in words. They stand in the credential, so they are Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max

from quizzes.certification import rules
from quizzes.models import Certification, CertificationVersion, Milestone, Quiz


def narrative_of(version: CertificationVersion) -> str:
    """The rule of a version as one sentence; three queries at most."""
    rule = rules.parse(version.rule)
    words = _words(rule, _names(rule))
    return f"{words[:1].upper()}{words[1:]}."


def _names(rule: rules.Rule) -> Mapping[tuple[type, str], str]:
    """The titles of what the rule names, by what it is and its key."""
    found: dict[tuple[type, str], str] = {}
    if keys := rules.quizzes_of(rule):
        titles = Quiz.objects.filter(key__in=keys).values_list("key", "title")
        found |= {(rules.QuizAtLeast, key): title for key, title in titles}
    if keys := rules.milestones_of(rule):
        # The newest words last: they are the same for everyone, until the lesson is named anew.
        labels = Milestone.objects.filter(key__in=keys).values_list("key", "label").annotate(last=Max("reached_at"))
        found |= {(rules.Reached, key): label for key, label, _last in labels.order_by("last")}
    if keys := rules.certifications_of(rule):
        names = Certification.objects.filter(key__in=keys).values_list("key", "title")
        found |= {(rules.Holds, key): title for key, title in names}
    return found


def _words(rule: rules.Rule, names: Mapping[tuple[type, str], str]) -> str:
    match rule:
        case rules.QuizAtLeast(quiz, percent):
            return f"đạt từ {percent}% trở lên ở “{names.get((rules.QuizAtLeast, quiz), quiz)}”"
        case rules.Reached(milestone):
            return f"hoàn thành “{names.get((rules.Reached, milestone), milestone)}”"
        case rules.Holds(certification):
            return f"đang có “{names.get((rules.Holds, certification), certification)}”"
        case rules.AllOf(parts):
            return "; ".join(_inside(part, names) for part in parts)
        case rules.AnyOf(parts, at_least):
            options = "; ".join(_inside(part, names) for part in parts)
            return f"có ít nhất {at_least} trong {len(parts)} điều: {options}"


def _inside(rule: rules.Rule, names: Mapping[tuple[type, str], str]) -> str:
    words = _words(rule, names)
    return words if isinstance(rule, rules.Leaf) else f"({words})"
