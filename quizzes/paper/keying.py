"""Keying in what a member wrote on a sheet: a closed attempt, graded at once, that counts when it is confirmed.

Every service locks the member first and looks then, as closing an attempt does (docs/decisions/0007): so of two who
key in the same sheet the second finds what the first saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import NoReturn
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils import timezone

from lms.members.consents import may_keep
from lms.members.models import User
from quizzes import marking
from quizzes.answering import checked
from quizzes.errors import NotAgreed, NotInAttempt
from quizzes.kinds import Response
from quizzes.locks import lock_member
from quizzes.models import Answer, Attempt, AttemptItem, EarlierAnswer, PaperForm
from quizzes.regrading.keys import corrected_keys

from .errors import ConfirmedMeanwhile, GoneMeanwhile, KeyedMeanwhile, NoSheetLeft, OwnPaper

Responses = Mapping[int, Response | None]  # by the question's number on the sheet; None for no answer
KEPT = ("item_id", "response", "answered_at", "saved_at", "idempotency_key")
TICK = dt.timedelta(microseconds=1)


# --- services ---------------------------------------------------------------------------------------
def key_in(
    *, member: User, form: PaperForm, responses: Responses, by: User, now: dt.datetime, seen: str = ""
) -> Attempt:
    """Saves what `member` answered on a sheet of `form`; a sheet that waits for confirmation is corrected.

    `seen` is the `stamp` of the attempt that `by` had before the eyes, "" for none. Where another stands by now,
    nothing is saved: KeyedMeanwhile or ConfirmedMeanwhile; only the same answers sent again by the same person are
    taken for what they are, a second click. Raises OwnPaper, NotAgreed, NoSheetLeft, NotInAttempt and BadResponse too.
    """
    _not_for_oneself(member, by)
    if not may_keep(member):
        raise NotAgreed(name=member.full_name)
    try:
        return _keyed(member, form, responses, by, now, seen)
    except IntegrityError:  # the member began an attempt online at this very moment, and it took the number
        return _keyed(member, form, responses, by, now, seen)


@transaction.atomic
def _keyed(member: User, form: PaperForm, responses: Responses, by: User, now: dt.datetime, seen: str) -> Attempt:
    lock_member(member.pk)
    wanted = _checked(form, responses)
    standing = standing_of(member, form)
    if stamp(standing) != seen:
        if standing and standing.keyed_by_id == by.pk and _stored(standing) == wanted:
            return standing
        _refuse(member, standing)
    if standing and standing.awaits_confirmation:
        attempt = _corrected(standing, by, now)
    else:
        attempt = _begun(member, form, by, now)
    _store(attempt, wanted, now)
    marking.set_result(attempt, marking.grade_items(attempt))
    attempt.save()
    return attempt


def take_away(*, member: User, form: PaperForm, by: User, seen: str) -> None:
    """Deletes a sheet that waits for confirmation; done already, it changes nothing. Raises as `key_in` does."""
    _not_for_oneself(member, by)
    with transaction.atomic():
        lock_member(member.pk)
        standing = standing_of(member, form)
        if standing is None:
            return
        if stamp(standing) != seen or not standing.awaits_confirmation:
            _refuse(member, standing)
        standing.delete()


# --- selectors --------------------------------------------------------------------------------------
def standing_of(member: User, form: PaperForm) -> Attempt | None:
    """The last of the member's attempts on sheets of `form`."""
    attempts = Attempt.objects.filter(member=member, quiz_id=form.quiz_id, paper_form=form)
    return attempts.select_related("keyed_by", "confirmed_by").order_by("-number").first()


def stamp(attempt: Attempt | None) -> str:
    """Names an attempt as it stands: keyed in again or confirmed, it has another stamp."""
    if attempt is None:
        return ""
    moment = moment_of(attempt)
    return f"{attempt.pk}-{int(moment.timestamp())}-{moment.microsecond}" + "-x" * (not attempt.awaits_confirmation)


def moment_of(attempt: Attempt) -> dt.datetime:
    """When it was keyed in."""
    return attempt.closed_at or attempt.started_at


# --- inside -----------------------------------------------------------------------------------------
def _not_for_oneself(member: User, by: User) -> None:
    if member.pk == by.pk:
        raise OwnPaper


def _checked(form: PaperForm, responses: Responses) -> dict[int, Response]:
    """The answers in normal form, without the questions that have none."""
    versions = {item.position: item.version for item in form.items.select_related("version")}
    if not set(responses) <= set(versions):
        raise NotInAttempt
    return {n: checked(versions[n], response) for n, response in responses.items() if response is not None}


def _begun(member: User, form: PaperForm, by: User, now: dt.datetime) -> Attempt:
    quiz, items = form.quiz, list(form.items.select_related("version"))
    seen = Attempt.objects.filter(member=member, quiz=quiz).aggregate(count=Count("pk"), last=Max("number"))
    if quiz.attempt_limit is not None and seen["count"] >= quiz.attempt_limit:
        raise NoSheetLeft(name=member.full_name, limit=quiz.attempt_limit)
    attempt = Attempt.objects.create(
        quiz=quiz,
        member=member,
        number=(seen["last"] or 0) + 1,
        state=Attempt.State.CLOSED,
        started_at=now,
        closed_at=now,
        pass_percent=quiz.pass_percent,
        practice=quiz.practice,
        mark=0,
        max_mark=Decimal(len(items)),
        passed=False,
        channel=Attempt.Channel.PAPER,
        paper_form=form,
        keyed_by=by,
    )
    keys = corrected_keys(item.version for item in items)
    AttemptItem.objects.bulk_create(
        AttemptItem(
            attempt=attempt,
            position=n,
            version=item.version,
            graded_by=keys.get(item.version_id),
            choice_order=item.version.asked.option_keys(),
        )
        for n, item in enumerate(items, start=1)
    )
    return attempt


def _corrected(attempt: Attempt, by: User, now: dt.datetime) -> Attempt:
    attempt.keyed_by = by
    attempt.closed_at = max(now, moment_of(attempt) + TICK)
    return attempt


def _store(attempt: Attempt, wanted: Mapping[int, Response], now: dt.datetime) -> None:
    """What stood there and no longer does goes into the history."""
    items = {item.position: item for item in attempt.items.select_related("answer")}
    stood = [item.answer for item in items.values() if hasattr(item, "answer")]
    gone = [answer for answer in stood if answer.response != wanted.get(answer.item.position)]
    kept = {answer.item_id for answer in stood} - {answer.item_id for answer in gone}
    EarlierAnswer.objects.bulk_create(EarlierAnswer(**{name: getattr(old, name) for name in KEPT}) for old in gone)
    Answer.objects.filter(pk__in=[old.pk for old in gone]).delete()
    Answer.objects.bulk_create(
        Answer(item=items[n], response=response, answered_at=now, idempotency_key=uuid4())
        for n, response in wanted.items()
        if items[n].pk not in kept
    )


def _stored(attempt: Attempt) -> dict[int, Response]:
    return dict(Answer.objects.filter(item__attempt=attempt).values_list("item__position", "response"))


def _refuse(member: User, standing: Attempt | None) -> NoReturn:
    """Says what stands instead of what the person at the keyboard had seen."""
    if standing is None:
        raise GoneMeanwhile(name=member.full_name)
    if standing.awaits_confirmation:
        local = timezone.localtime(moment_of(standing))
        raise KeyedMeanwhile(name=member.full_name, by=standing.keyed_by or "?", time=f"{local:%H:%M %d/%m/%Y}")
    raise ConfirmedMeanwhile(name=member.full_name, day=f"{timezone.localtime(standing.confirmed_at):%d/%m/%Y}")
