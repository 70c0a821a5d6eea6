"""Approving texts for the air: by a person of the commune who is signed in, and only the text that was shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from lessons.models import Approval, Notice, ScriptVersion, Station
from lessons.radio.cues import CueKind
from lessons.radio.parts import Part, as_data, digest, from_data
from lms.members.models import User
from lms.members.remits import is_in_remit

from .errors import MustSayMissing, NotReady, TextChanged
from .texts import localised, notice_parts, station_script

PERMISSION = "lessons.approve_script"


# --- selectors --------------------------------------------------------------------------------------


def may_approve(user: User, station: Station) -> bool:
    return bool(user.is_authenticated and user.has_perm(PERMISSION) and is_in_remit(user, station.unit))


def standing(station: Station) -> QuerySet[Approval]:
    """What this station may read today, with all that is needed to show it."""
    rows = Approval.objects.standing().filter(station=station).select_related("version", "notice", "station__unit")
    return rows.order_by("-approved_at", "-pk")


def base_parts(text: ScriptVersion | Notice, station: Station) -> tuple[Part, ...]:
    """The text before local edits."""
    return notice_parts(text) if isinstance(text, Notice) else localised(text, station).parts


def changed_by(station: Station) -> list[Approval]:
    """Standing approvals whose text is another one with the words that `station` has, saved or not."""
    return [
        approval for approval in standing(station) if digest(base_parts(approval.text, station)) != approval.base_hash
    ]


def must_say_lines(parts: Sequence[Part]) -> list[str]:
    return [line for part in parts if part.kind is CueKind.WARNING for line in part.lines]


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def approve(
    *,
    station: Station,
    text: ScriptVersion | Notice,
    parts: Sequence[Part],
    seen: str,
    by: User,
    now: dt.datetime,
) -> Approval:
    """Approves `parts`: the text, with or without local edits. `seen` is the digest of the text that the person was
    shown before editing. Approving the same again changes nothing.

    Raises TextChanged when the text changed meanwhile, MustSayMissing when an edit lost a line that must be said,
    NotReady when something in it cannot be read aloud.
    """
    station = Station.objects.select_for_update().get(pk=station.pk)
    text = _as_it_stands(text)
    base = base_parts(text, station)
    if seen != digest(base):
        raise TextChanged
    lost = [line for line in must_say_lines(base) if line not in must_say_lines(parts)]
    if lost:
        raise MustSayMissing(lost)
    script = station_script(text, parts, station)
    if not script.ready:
        raise NotReady(script.problems)
    about = {"version": text} if isinstance(text, ScriptVersion) else {"notice": text}
    open_ = Approval.objects.filter(station=station, ended_at=None, **about)
    text_hash = digest(parts)
    if same := open_.filter(text_hash=text_hash).first():
        return same
    open_.update(ended_at=now, ended_why=Approval.Ended.AGAIN, ended_by=by)
    return Approval.objects.create(
        station=station,
        **about,
        parts=as_data(parts),
        text_hash=text_hash,
        base_hash=digest(base),
        approved_at=now,
        approved_by=by,
        approver_name=by.full_name,
    )


@transaction.atomic
def call_off(*, approval: Approval, by: User, now: dt.datetime) -> None:
    """The commune takes its word back; done twice, it is done once."""
    Approval.objects.filter(pk=approval.pk, ended_at=None).update(
        ended_at=now, ended_why=Approval.Ended.CALLED_OFF, ended_by=by
    )


@transaction.atomic
def end_changed(*, station: Station, by: User | None, now: dt.datetime) -> int:
    """Ends the approvals whose text is another one since the station's own words, or a notice, were saved; how many.

    Called in the transaction that saves them.
    """
    changed = [approval.pk for approval in changed_by(station)]
    return Approval.objects.filter(pk__in=changed, ended_at=None).update(
        ended_at=now, ended_why=Approval.Ended.CHANGED, ended_by=by
    )


def approved_parts(approval: Approval) -> tuple[Part, ...]:
    return from_data(approval.parts)


def _as_it_stands(text: ScriptVersion | Notice) -> ScriptVersion | Notice:
    """Read anew, as the station is held: a notice may have been written anew since the page was shown."""
    found: ScriptVersion | Notice | None
    if isinstance(text, Notice):
        found = Notice.objects.filter(pk=text.pk, closed_at=None).first()
    else:
        found = ScriptVersion.objects.filter(pk=text.pk, is_current=True).first()
    if found is None:
        raise TextChanged
    return found
