"""Awarding: a snapshot of who, for what and on which marks, in the transaction that closed the last attempt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lms.members.models import User
from lms.members.teams import team_name, team_on
from quizzes import grading, links
from quizzes.models import Attempt, AttemptItem, Certificate, CertificateEvent
from quizzes.signals import certificate_changed

from . import rules
from .codes import new_code
from .evidence import Case, Taken, active_rules, cases
from .states import months_later

LONGEST_TEAM = Certificate._meta.get_field("team_name").max_length  # an absurd name must not stop the award


def on_attempt_closed(*, attempt: Attempt, now: dt.datetime, **_kwargs: Any) -> None:
    """Receiver of `attempt_closed`; the member's row is locked by the closing."""
    naming = [(one, rule) for one, rule in active_rules() if attempt.quiz.key in rules.quizzes_of(rule)]
    award_earned(member=attempt.member, cases=cases(attempt.member_id, naming), now=now)


def award_earned(*, member: User, cases: list[Case], now: dt.datetime) -> list[Certificate]:
    """Awards every case whose rule is met and that has no certificate in force. Runs inside a transaction in which
    the member's row is locked, so that two of them never award twice."""
    today = timezone.localdate(now)
    earned = [case for case in cases if not case.holds_on(today) and rules.met(case.rule, case.facts)]
    return [_award(member, case, now) for case in earned]


def _award(member: User, case: Case, now: dt.datetime) -> Certificate:
    old = case.standing
    if old:
        # First the date alone, so that the new row may stand; its heir can be named only once that has a key.
        old.superseded_at = now
        old.save(update_fields=["superseded_at"])
    new = Certificate.objects.create(**_snapshot(member, case, now))
    _record(new, CertificateEvent.Kind.AWARDED, now)
    if old:
        old.superseded_by = new
        old.save(update_fields=["superseded_by"])
        _record(old, CertificateEvent.Kind.SUPERSEDED, now)
    return new


def _record(certificate: Certificate, kind: CertificateEvent.Kind, now: dt.datetime) -> None:
    CertificateEvent.objects.create(certificate=certificate, kind=kind, effective_at=now, unit=certificate.unit)
    certificate_changed.send(sender=Certificate, certificate=certificate, kind=kind, now=now)


def _snapshot(member: User, case: Case, now: dt.datetime) -> dict[str, Any]:
    certification, today = case.certification, timezone.localdate(now)
    membership = team_on(member, today)
    used = [case.best[key] for key in _quizzes_in_order(case.rule) if key in case.best]
    return {
        "certification": certification,
        "member": member,
        "code": _unused_code(),
        "holder_name": member.full_name,
        "team_name": team_name(membership.team, today)[:LONGEST_TEAM] if membership else "",
        "unit": membership.team.commune if membership else None,
        "title": certification.title,
        "course": certification.course,
        "small_print": certification.small_print,
        "evidence": [_evidence(one) for one in used],
        "editions": _editions(used),
        "awarded_on": today,
        "valid_until": months_later(today, certification.valid_months),
    }


def _quizzes_in_order(rule: rules.Rule) -> list[str]:
    return list(dict.fromkeys(leaf.quiz for leaf in rules.leaves(rule) if isinstance(leaf, rules.QuizAtLeast)))


def _evidence(one: Taken) -> dict[str, Any]:
    marks = {"mark": f"{one.mark.normalize():f}", "max_mark": f"{one.max_mark.normalize():f}"}
    return {"quiz": one.quiz, "title": one.title, **marks, "percent": grading.percent(one.part)}


def _editions(used: list[Taken]) -> list[dict[str, str | int]]:
    items = AttemptItem.objects.filter(attempt__in=[one.attempt_id for one in used])
    lessons = items.exclude(version__teaches_lesson="").values_list("version__teaches_lesson", flat=True)
    return links.editions_of(sorted(set(lessons)))


def _unused_code() -> str:
    while Certificate.objects.filter(code=(code := new_code())).exists():
        continue
    return code
