"""The versions of a certification: when, who, why, and what changed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quizzes.certification import rules
from quizzes.certification.naming import Names, lines, names_in
from quizzes.certification.versions import TERMS
from quizzes.models import Certification, CertificationVersion


@dataclass(frozen=True, slots=True)
class Change:
    """`old` and `new` have one line a part of it; `old` is empty in the first version."""

    label: str
    old: list[str]
    new: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    version: CertificationVersion
    changes: list[Change]


def told(certification: Certification) -> list[Told]:
    """The newest first."""
    found = list(certification.versions.select_related("made_by").order_by("-number"))
    names = names_in(filter(None, map(_rule, found)))
    before = [*found[1:], None][: len(found)]
    return [Told(new, _changes(new, old, names)) for new, old in zip(found, before, strict=True)]


def _changes(new: CertificationVersion, old: CertificationVersion | None, names: Names) -> list[Change]:
    return [
        Change(_label(name), _words(old, name, names) if old else [], _words(new, name, names))
        for name in TERMS
        if old is None or getattr(old, name) != getattr(new, name)
    ]


def _label(name: str) -> str:
    return str(capfirst(CertificationVersion._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _words(version: CertificationVersion, name: str, names: Names) -> list[str]:
    if name == "rule":
        rule = _rule(version)
        return lines(rule, names) if rule else [_("a rule that cannot be read")]
    value: Any = getattr(version, name)
    return [{True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else str(value)]


def _rule(version: CertificationVersion) -> rules.Rule | None:
    try:
        return rules.parse(version.rule)
    except rules.RuleError:
        return None
