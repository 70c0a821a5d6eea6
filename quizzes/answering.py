"""One answer that comes in: which one stands, and what goes into the history. The caller holds the attempt's lock."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext

from lms.shared.messages import in_language

from . import kinds
from .errors import AnswerFinal, AttemptClosed, BadResponse, NotInAttempt, QuizError, TimeOver
from .models import Answer, Attempt, AttemptItem, EarlierAnswer, QuestionVersion


@dataclass(frozen=True, slots=True)
class Saved:
    """`answer` is the one that stands now; `stands` says whether it is the one that was sent."""

    answer: Answer
    stands: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was sent for one question, and how long ago it was given by the sender's own clock."""

    response: Any
    key: UUID
    now: dt.datetime
    age: dt.timedelta

    def answered_at(self, attempt: Attempt) -> dt.datetime:
        """When it was given: not later than now, not before the attempt began."""
        longest = max(self.now - attempt.started_at, dt.timedelta(0))
        return self.now - min(max(self.age, dt.timedelta(0)), longest)


def save(attempt: Attempt, position: int, arrival: Arrival) -> Saved:
    """Raises NotInAttempt, AttemptClosed, TimeOver, BadResponse or AnswerFinal.

    What is stored already is said to be so even when the attempt is over: nothing changes by it.
    """
    item = AttemptItem.objects.select_related("version", "answer").filter(attempt=attempt, position=position).first()
    if item is None:
        raise NotInAttempt
    over = _over(attempt, arrival.now)
    try:
        response = checked(item.version, arrival.response)
    except BadResponse as error:
        raise over or error from None
    standing: Answer | None = getattr(item, "answer", None)
    key, is_stored = _key_of(item, arrival.key, response)
    if standing and is_stored:
        return Saved(standing, standing.idempotency_key == key)
    if over:
        raise over
    if standing and attempt.immediate:
        if standing.response != response:
            raise AnswerFinal
        return Saved(standing, True)
    new = Answer(item=item, response=response, idempotency_key=key, saved_at=arrival.now)
    new.answered_at = arrival.answered_at(attempt)
    return _store(standing, new)


def checked(version: QuestionVersion, response: Any) -> dict[str, Any]:
    """The response in the form its kind stores; raises BadResponse."""
    try:
        return version.asked.checked(response)
    except kinds.BadResponse as error:
        raise BadResponse(in_language(error.message, gettext)) from error


def _over(attempt: Attempt, now: dt.datetime) -> QuizError | None:
    if not attempt.is_open:
        return AttemptClosed()
    return TimeOver() if attempt.is_over(now) else None


def _key_of(item: AttemptItem, key: UUID, response: dict[str, Any]) -> tuple[UUID, bool]:
    """The key to store `response` under, and whether it is stored already.

    Another response under a key that was used is a changed mind on a page the browser had kept: its key follows from
    both, so that it may be sent twice too. A key of another question is refused.
    """
    canonical = json.dumps(response, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    changed = uuid5(key, canonical)
    stored = _stored(key, changed)
    if key not in stored:
        return key, False
    of_item, as_first = stored[key]
    if of_item != item.pk:
        raise BadResponse
    return (key, True) if as_first == response else (changed, changed in stored)


def _stored(*keys: UUID) -> dict[UUID, tuple[int, Any]]:
    """(item, response) of what is stored under these keys, standing or not."""
    fields = ("idempotency_key", "item_id", "response")
    standing = Answer.objects.filter(idempotency_key__in=keys).order_by().values_list(*fields)
    earlier = EarlierAnswer.objects.filter(idempotency_key__in=keys).order_by().values_list(*fields)
    return {key: (item, response) for key, item, response in standing.union(earlier, all=True)}


def _store(standing: Answer | None, new: Answer) -> Saved:
    """The one given later stands; of two given at the same moment, the one that came later. The other goes into the
    history."""
    if standing is None:
        new.save(force_insert=True)
        return Saved(new, True)
    stands = new.answered_at >= standing.answered_at
    other = standing if stands else new
    EarlierAnswer.objects.create(
        item_id=other.item_id,
        response=other.response,
        answered_at=other.answered_at,
        saved_at=other.saved_at,
        idempotency_key=other.idempotency_key,
    )
    if not stands:
        return Saved(standing, False)
    new.pk = standing.pk
    new.save(force_update=True)
    return Saved(new, True)
