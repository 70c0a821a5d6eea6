"""What the radio desk keeps of somebody who works there, for the member's own pages (`lms.members.kept`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet, Value
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lessons.models import Airing, Approval, Bulletin, Notice, Recording, ScriptVersion, StationToken
from lms.members.kept import Kept, Row, register_kept
from lms.members.models import User
from lms.members.own_data import NAMELESS


def register() -> None:
    register_kept(APPROVALS)
    register_kept(RADIO_WORK)


def _approvals(rows: Iterable[Approval]) -> list[Row]:
    return [
        {
            "station": row.station.name,
            "text": str(row.version or row.notice),
            "approved_at": row.approved_at,
            "ended_at": row.ended_at,
        }
        for row in rows
    ]


def _unsign(user: User, now: dt.datetime, why: str) -> None:
    """The name stands beside the row too, for papers that outlive the account."""
    Approval.objects.filter(approved_by=user).update(approver_name=NAMELESS)


APPROVALS = Kept(
    name="approvals",
    order=92,
    title=_("Texts for the air that you approved"),
    fields={
        "station": _("Station"),
        "text": _("Text"),
        "approved_at": _("Approved at"),
        "ended_at": _("Ended at"),
    },
    rows=lambda user: (
        Approval.objects.filter(approved_by=user)
        .select_related("station", "version", "notice")
        .order_by("-approved_at", "-pk")
    ),
    describe=_approvals,
    anonymise=_unsign,
    stays=_("That a text was approved, and when, without your name."),
    active_since=lambda moment: Approval.objects.filter(approved_at__gte=moment),
    owner="approved_by",
)

# What was done, by whom, when.
WORK = (
    (_("Noted a text as read on air"), Airing, "recorded_by", "recorded_at"),
    (_("Wrote a notice"), Notice, "created_by", "created_at"),
    (_("Made a bulletin"), Bulletin, "created_by", "changed_at"),
    (_("Added a recording"), Recording, "added_by", "added_at"),
    (_("Took a version off the air"), ScriptVersion, "withdrawn_by", "withdrawn_at"),
    (_("Took an approval back"), Approval, "ended_by", "ended_at"),
    (_("Made an address or a key of a station"), StationToken, "created_by", "created_at"),
)


def _worked(user: User) -> QuerySet[Any]:
    """One query over all tables; `what` is the place in WORK."""
    each = [
        model._default_manager.filter(**{by: user}).order_by().values(what=Value(n), when=F(at))
        for n, (_words, model, by, at) in enumerate(WORK)
    ]
    return each[0].union(*each[1:], all=True).order_by("-when")


def _work(rows: Iterable[dict[str, Any]]) -> list[Row]:
    return [{"what": capfirst(str(WORK[row["what"]][0])), "when": row["when"]} for row in rows]


RADIO_WORK = Kept(
    name="radio_work",
    order=94,
    title=_("What you did at the radio desk"),
    fields={"what": _("What"), "when": _("When")},
    rows=_worked,
    describe=_work,
    stays=_("That it was done, without your name."),
    active_since=lambda moment: Airing.objects.filter(recorded_at__gte=moment),
    owner="recorded_by",
)
