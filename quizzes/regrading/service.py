"""Begins a regrade, and takes up those that were cut short."""

from __future__ import annotations

import datetime as dt
import functools

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.members.models import User
from lms.shared.vietnamese import normalise_line
from quizzes.errors import QuizError
from quizzes.models import Question, QuestionVersion, Regrade
from quizzes.questions import newest_version

from .reading import Reader
from .tasks import grade_anew

LONGEST_REASON = Regrade._meta.get_field("reason").max_length


class NothingToRegrade(QuizError):
    message = _("Every answer that fits this key has been graded by it already.")
    status = 409


class NotTheNewest(QuizError):
    message = _("The question was changed after this page was opened. Read the new list before you grade anew.")
    status = 409


class NoReason(QuizError):
    message = _("Say why, in one line of at most %(most)d characters.")


def begin(
    *, version: QuestionVersion, reason: str, actor: User | None, now: dt.datetime, enqueue: bool = True
) -> Regrade:
    """Sets a worker to grade all earlier answers to the question by the key of `version`, its newest.

    Where a regrade by this key is open already, it is that one, with the reason it has: a second press joins it, and
    wakes it should its worker have died. Raises NoReason, NotTheNewest or NothingToRegrade.
    """
    why = normalise_line(reason)
    if not why or len(why) > (LONGEST_REASON or 0):
        raise NoReason(most=LONGEST_REASON)
    with transaction.atomic():
        # The lock that revising takes too: the newest version stays the newest until the regrade is written.
        question = Question.objects.select_for_update().get(pk=version.question_id)
        if newest_version(question) != version:
            raise NotTheNewest
        regrade = Regrade.objects.filter(version=version, done_at=None).first()
        if regrade is None:
            if not Reader(version).items().exists():
                raise NothingToRegrade
            regrade = Regrade.objects.create(version=version, reason=why, actor=actor, begun_at=now)
        if enqueue:
            transaction.on_commit(functools.partial(grade_anew.enqueue, regrade.pk))
    return regrade


def resume(*, regrade: Regrade) -> None:
    """Wakes a regrade whose worker died. Beside one that still runs, a second worker finds nothing left to do."""
    grade_anew.enqueue(regrade.pk)


def requeue_left() -> int:
    """For a worker that starts: regrades that another one left open go on; how many."""
    left = list(Regrade.objects.filter(done_at=None).order_by("pk").values_list("pk", flat=True))
    for number in left:
        grade_anew.enqueue(number)
    return len(left)
