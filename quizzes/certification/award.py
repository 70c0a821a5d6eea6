"""Awarding: a snapshot of who, for what and on which marks, in the transaction that closed the last attempt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from lms.members.models import User
from lms.members.teams import team_name, team_on
from quizzes import grading, links
from quizzes.models import (
    Attempt,
    AttemptItem,
    Certificate,
    CertificateEvent,
    CertificateLesson,
    Certification,
    CertificationVersion,
)
from quizzes.signals import certificate_changed

from . import ledger, rules
from .codes import new_code
from .dates import dates_of
from .events import record
from .evidence import Case, Taken, active_rules, cases
from .states import dates_at_award
from .versions import standing_version

LONGEST_TEAM = Certificate._meta.get_field("team_name").max_length  # an absurd name must not stop the award
LONGEST_CHAIN = 10  # certifications that ask for certifications; a circle cannot be saved


def on_attempt_closed(*, attempt: Attempt, now: dt.datetime, **_kwargs: Any) -> None:
    """Receiver of `attempt_closed`; the member's row is locked by the closing."""
    if attempt.renews_id is None:
        award_earned(member=attempt.member, naming=attempt.quiz.key, now=now)


def award_earned(*, member: User, naming: str, now: dt.datetime) -> list[Certificate]:
    """Awards every certification whose rule names `naming` (a quiz, a milestone or a certification), is met, and has
    no certificate that holds; then those that ask for the ones awarded. Runs inside a transaction in which the
    member's row is locked, so that two of them never award twice."""
    today = timezone.localdate(now)
    known = active_rules()
    news, awarded = {naming}, []
    for _step in range(LONGEST_CHAIN):
        concerned = [pair for pair in known if news & _names(pair[1])]
        earned = [
            case
            for case in cases(member.pk, concerned, today)
            if case.can_be_earned(today) and rules.met(case.rule, case.facts)
        ]
        if not earned:
            break
        awarded += [_award_case(member, case, now) for case in earned]
        news = {case.certification.key for case in earned}
    return awarded


def _names(rule: rules.Rule) -> frozenset[str]:
    return rules.quizzes_of(rule) | rules.milestones_of(rule) | rules.certifications_of(rule)


def _award_case(member: User, case: Case, now: dt.datetime) -> Certificate:
    used = [case.best[key] for key in _quizzes_in_order(case.rule) if key in case.best]
    return award(
        member=member,
        certification=case.certification,
        now=now,
        old=case.standing,
        used=used,
        lessons=lessons_of(one.attempt_id for one in used),
    )


def award(
    *,
    member: User,
    certification: Certification,
    now: dt.datetime,
    old: Certificate | None,
    used: Sequence[Taken] = (),
    kept: Sequence[dict[str, Any]] = (),
    lessons: Iterable[str] = (),
    actor: User | None = None,
    reason: str = "",
) -> Certificate:
    """A new certificate, which takes the place of `old`, the standing one. It rests on the attempts `used`, on the
    evidence `kept` of the old one, and on `lessons` (keys) in the editions that stand now; where a leader has confirmed
    whose the old one is, the new one needs nobody's word. The member's row is locked."""
    version = standing_version(certification=certification, now=now)
    if old:
        # First the date alone, so that the new row may stand; its heir can be named only once that has a key.
        record(certificate=old, kind=CertificateEvent.Kind.SUPERSEDED, now=now, actor=actor)
    editions = links.editions_of(sorted(set(lessons)))
    new = Certificate.objects.create(
        **_snapshot(member, version, now), evidence=[*kept, *map(_evidence, used)], editions=editions
    )
    CertificateLesson.objects.bulk_create(
        CertificateLesson(certificate=new, lesson_key=one["key"], edition=one["edition"]) for one in editions
    )
    CertificateEvent.objects.create(
        certificate=new,
        kind=CertificateEvent.Kind.AWARDED,
        effective_at=now,
        recorded_at=now,
        actor=actor,
        reason=reason,
        unit=new.unit,
    )
    ledger.post(certificate=new, before=None, now=dates_of(new))
    if old:
        old.superseded_by = new
        old.save(update_fields=["superseded_by"])
    certificate_changed.send(sender=Certificate, certificate=new, kind=CertificateEvent.Kind.AWARDED, now=now)
    if old and old.counts_from and version.needs_confirmation:
        record(certificate=new, kind=CertificateEvent.Kind.CONFIRMED, now=now)
    return new


def _snapshot(member: User, version: CertificationVersion, now: dt.datetime) -> dict[str, Any]:
    certification, today = version.certification, timezone.localdate(now)
    membership = team_on(member, today)
    dates = dates_at_award(
        awarded_on=today,
        valid_months=version.valid_months,
        renew_days=version.renew_days,
        grace_days=version.grace_days,
        waits=version.needs_confirmation,
    )
    return {
        "certification": certification,
        "version": version,
        "member": member,
        "code": _unused_code(),
        "holder_name": member.full_name,
        "team_name": team_name(membership.team, today)[:LONGEST_TEAM] if membership else "",
        "unit": membership.team.commune if membership else None,
        "title": certification.title,
        "course": certification.course,
        "small_print": certification.small_print,
        "awarded_on": today,
        "counts_from": dates.counts_from,
        "due_on": dates.due_on,
        "valid_until": dates.valid_until,
        "lapses_on": dates.lapses_on,
    }


def _quizzes_in_order(rule: rules.Rule) -> list[str]:
    return list(dict.fromkeys(leaf.quiz for leaf in rules.leaves(rule) if isinstance(leaf, rules.QuizAtLeast)))


def _evidence(one: Taken) -> dict[str, Any]:
    marks = {"mark": f"{one.mark.normalize():f}", "max_mark": f"{one.max_mark.normalize():f}"}
    percent = grading.percent(one.part)
    return {"quiz": one.quiz, "attempt": one.attempt_id, "title": one.title, **marks, "percent": percent}


def lessons_of(attempts: Iterable[int]) -> set[str]:
    """The lessons that the questions of these attempts check."""
    items = AttemptItem.objects.filter(attempt__in=list(attempts)).order_by()
    return set(items.values_list("version__teaches_lesson", flat=True)) - {""}


def _unused_code() -> str:
    while Certificate.objects.filter(code=(code := new_code())).exists():
        continue
    return code
