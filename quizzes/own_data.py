"""What quizzes and certification keep of a member, for the member's own pages (`lms.members.kept`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.members.kept import Kept, Row, register_kept
from lms.members.models import User
from lms.shared.messages import in_language

from .certification.nameless import take_name_away
from .certification.sheet import code_of
from .models import (
    Answer,
    Attempt,
    AttemptItem,
    Certificate,
    CertificateEvent,
    EarlierAnswer,
    Milestone,
    QuestionVersion,
)
from .selectors import state_of
from .wording import STATES


def register() -> None:
    for part in (ATTEMPTS, ANSWERS, EARLIER, CERTIFICATES, MILESTONES, ACTS):
        register_kept(part)


# --- attempts ---------------------------------------------------------------------------------------
def _attempts(rows: Iterable[Attempt]) -> list[Row]:
    return [
        {
            "quiz": row.quiz.title,
            "number": row.number,
            "taken": row.get_channel_display(),
            "begun_at": row.started_at,
            "closed_at": row.closed_at,
            "mark": row.mark,
            "highest_mark": row.max_mark,
            "passed": row.passed,
            "practice": row.practice,
            "keyed_in_by": row.keyed_by.full_name if row.keyed_by else None,
            "confirmed_by": row.confirmed_by.full_name if row.confirmed_by else None,
        }
        for row in rows
    ]


def _keep_marks(user: User, now: dt.datetime, why: str) -> None:
    """Marks stay for the statistics. What is not finished, or waits for a leader who knows the person, goes; so do
    words of one's own that were no answer, since anything may have been typed there."""
    rows = Attempt.objects.filter(member=user)
    rows.filter(Q(state=Attempt.State.OPEN) | Q(channel=Attempt.Channel.PAPER, confirmed_at=None)).delete()
    EarlierAnswer.objects.filter(item__attempt__member=user).delete()
    typed = Answer.objects.filter(item__attempt__member=user, item__version__kind=QuestionVersion.Kind.SHORT)
    typed.filter(item__mark=0).update(response={"text": "…"})


def _taken_since(moment: dt.datetime) -> QuerySet[Any]:
    late = Q(started_at__gte=moment) | Q(closed_at__gte=moment)
    return Attempt.objects.filter(late)


ATTEMPTS = Kept(
    name="attempts",
    order=60,
    title=_("Quizzes taken"),
    fields={
        "quiz": _("Quiz"),
        "number": _("Attempt number"),
        "taken": _("Taken"),
        "begun_at": _("Begun at"),
        "closed_at": _("Handed in at"),
        "mark": _("Mark"),
        "highest_mark": _("Highest mark"),
        "passed": _("Passed"),
        "practice": _("Only for practice"),
        "keyed_in_by": _("Keyed in by"),
        "confirmed_by": _("Confirmed by"),
    },
    rows=lambda user: (
        Attempt.objects.filter(member=user).select_related("quiz", "keyed_by", "confirmed_by").order_by("-pk")
    ),
    describe=_attempts,
    anonymise=_keep_marks,
    stays=_("Marks and answers, for statistics of the questions, without your name."),
    active_since=_taken_since,
)


# --- answers ----------------------------------------------------------------------------------------
_ANSWER = {
    "quiz": _("Quiz"),
    "number": _("Attempt number"),
    "question": _("Question"),
    "answer": _("Your answer"),
    "answered_at": _("Answered at"),
}
_RELATED = ("item__version", "item__attempt__quiz")


def _answers(rows: Iterable[Answer | EarlierAnswer]) -> list[Row]:
    return [_answer(row.item, row) for row in rows]


def _answer(item: AttemptItem, row: Answer | EarlierAnswer) -> Row:
    labels = item.version.asked.labels(row.response)
    return {
        "quiz": item.attempt.quiz.title,
        "number": item.attempt.number,
        "question": item.version.text,
        "answer": [in_language(label, gettext) for label in labels],
        "answered_at": row.answered_at,
    }


def _answers_with_marks(rows: Iterable[Answer]) -> list[Row]:
    return [_answer(row.item, row) | {"mark": row.item.mark, "highest_mark": row.item.max_mark} for row in rows]


ANSWERS = Kept(
    name="answers",
    order=61,
    title=_("Your answers"),
    fields={**_ANSWER, "mark": _("Mark"), "highest_mark": _("Highest mark")},
    rows=lambda user: (
        Answer.objects.filter(item__attempt__member=user)
        .select_related(*_RELATED)
        .order_by("-item__attempt", "item__position")
    ),
    describe=_answers_with_marks,
)
EARLIER = Kept(
    name="earlier_answers",
    order=62,
    title=_("Answers that you changed"),
    fields=_ANSWER,
    rows=lambda user: (
        EarlierAnswer.objects.filter(item__attempt__member=user)
        .select_related(*_RELATED)
        .order_by("-item__attempt", "item__position", "answered_at", "pk")
    ),
    describe=_answers,
)


# --- certificates -----------------------------------------------------------------------------------
def _certificates(rows: Iterable[Certificate]) -> list[Row]:
    return [
        {
            "code": code_of(row),
            "title": row.title,
            "course": row.course,
            "name_printed": row.holder_name,
            "team_printed": row.team_name,
            "state": str(STATES[state_of(row)].short),
            "completed_on": row.awarded_on,
            "valid_until": row.valid_until,
            "what_happened": [_event(event) for event in row.events.all()],
        }
        for row in rows
    ]


def _event(event: CertificateEvent) -> str:
    words = f"{timezone.localtime(event.effective_at):%d/%m/%Y}: {capfirst(event.get_kind_display())}"
    return f"{words} ({event.reason})" if event.reason else words


CERTIFICATES = Kept(
    name="certificates",
    order=70,
    title=_("Certificates"),
    fields={
        "code": _("Check code"),
        "title": _("Title"),
        "course": _("Self-study course"),
        "name_printed": _("Name on the paper"),
        "team_printed": _("Team on the paper"),
        "state": _("State"),
        "completed_on": _("Completed on"),
        "valid_until": _("Valid until"),
        "what_happened": _("What happened to it"),
    },
    rows=lambda user: Certificate.objects.filter(member=user).prefetch_related("events").order_by("-pk"),
    describe=_certificates,
    anonymise=take_name_away,
    stays=_("The code, the title, the dates and the state of each certificate, so that a printed code still answers."),
    active_since=lambda moment: Certificate.objects.filter(
        valid_until__gte=timezone.localdate(), revoked_at=None, superseded_at=None
    ),
)


def _milestones(rows: Iterable[Milestone]) -> list[Row]:
    return [{"label": row.label, "reached_at": row.reached_at} for row in rows]


def _forget_milestones(user: User, now: dt.datetime, why: str) -> None:
    Milestone.objects.filter(member=user).delete()


MILESTONES = Kept(
    name="milestones",
    order=80,
    title=_("What counts towards certificates"),
    fields={"label": _("Label"), "reached_at": _("Reached at")},
    rows=lambda user: Milestone.objects.filter(member=user).order_by("-reached_at", "-pk"),
    describe=_milestones,
    anonymise=_forget_milestones,
    active_since=lambda moment: Milestone.objects.filter(reached_at__gte=moment),
)


# --- what one did for others ------------------------------------------------------------------------
def _done_for_others(user: User) -> list[dict[str, Any]]:
    found = []
    for what, field in ((_("Keyed in a quiz on paper"), "keyed_by"), (_("Confirmed a quiz on paper"), "confirmed_by")):
        days = Attempt.objects.filter(**{field: user}).order_by("-pk")
        found += [
            {"what": what, "when": when} for when in days.annotate(when=_when(field)).values_list("when", flat=True)
        ]
    events = CertificateEvent.objects.filter(actor=user).order_by("-pk")
    return found + [{"what": event.get_kind_display(), "when": event.recorded_at} for event in events]


def _when(field: str) -> F:
    return F("confirmed_at") if field == "confirmed_by" else F("closed_at")


def _acts(rows: Iterable[dict[str, Any]]) -> list[Row]:
    return [{"what": capfirst(str(row["what"])), "when": row["when"]} for row in rows]


ACTS = Kept(
    name="acts",
    order=90,
    title=_("What you did for your team"),
    fields={"what": _("What"), "when": _("When")},
    rows=_done_for_others,
    describe=_acts,
    stays=_("That a leader keyed in or confirmed a paper, without your name."),
    active_since=lambda moment: CertificateEvent.objects.filter(recorded_at__gte=moment),
    owner="actor",
)
