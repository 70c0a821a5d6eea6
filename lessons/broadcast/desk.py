"""What a station's desk shows: every script that is offered, how long it is there, and how far its approval is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from lessons.models import Airing, Approval, GlossaryTerm, Notice, Pull, ScriptVersion, Station
from lessons.radio.cues import Script, build_script
from lessons.radio.cuts import Cut, cut
from lessons.radio.ear import EarKind, ear_faults
from lessons.radio.numbers import Reading
from lessons.radio.parts import Part, digest, from_data
from lessons.radio.slots import fill, slots_in

from .approval import approved_parts, base_parts, standing
from .comparing import Change, changes_between
from .texts import localised, reading_of, station_script
from .words import ear_words


class State(models.TextChoices):
    """How far a text is at one station."""

    WAITING = "waiting", _("waits for approval")
    CHANGED = "changed", _("changed since it was approved")
    APPROVED = "approved", _("approved")
    WITHDRAWN = "withdrawn", _("withdrawn: do not read")


@dataclass(frozen=True)
class Listed:
    """One line of the desk, before the text itself is fetched."""

    pk: int
    app_key: str
    app_title: str
    state: State


@dataclass(frozen=True)
class Lengths:
    """`cuts` are (limit, seconds) of those that are shorter than the whole."""

    seconds: float
    cuts: tuple[tuple[float, float], ...]
    ready: bool


@dataclass(frozen=True)
class Row:
    version: ScriptVersion
    state: State
    approval: Approval | None
    lengths: Lengths


class Glossary:
    """The readings of every app, in one query."""

    def __init__(self) -> None:
        self._by_scope: dict[str, dict[str, str]] = {"": {}}
        for term, say_as, scope in GlossaryTerm.objects.values_list("term", "say_as", "scope"):
            self._by_scope.setdefault(scope, {})[term] = say_as

    def of(self, app_key: str) -> dict[str, str]:
        everywhere = self._by_scope[""]
        return everywhere | self._by_scope[app_key] if app_key in self._by_scope else everywhere


# --- the list ---------------------------------------------------------------------------------------
def versions_at(station: Station) -> QuerySet[Any]:
    """Current versions, and withdrawn ones that this station had something to do with; with `approved` and
    `last_end`: why the last approval of any version ended ("" where it did not, None where there is none)."""
    here = {"station": station, "version": OuterRef("pk")}
    newer = ScriptVersion.objects.filter(script_key=OuterRef("script_key"), number__gt=OuterRef("number"))
    concerned = Q(Exists(Approval.objects.filter(**here))) | Q(Exists(Airing.objects.filter(**here)))
    concerned |= Q(Exists(Pull.objects.filter(**here)))
    withdrawn = Q(withdrawn_at__isnull=False) & ~Exists(newer) & concerned
    approvals = Approval.objects.filter(station=station, version__script_key=OuterRef("script_key"))
    return (
        ScriptVersion.objects.filter(Q(is_current=True) | withdrawn)
        .annotate(
            approved=Exists(Approval.objects.filter(ended_at=None, **here)),
            last_end=Subquery(approvals.order_by("-approved_at", "-pk").values("ended_why")[:1]),
        )
        .order_by("-published_at", "title", "pk")
    )


def state_of(version: Any) -> State:
    """Of a row of `versions_at`."""
    if version.withdrawn_at:
        return State.WITHDRAWN
    if version.approved:
        return State.APPROVED
    if version.last_end in (None, Approval.Ended.CALLED_OFF):
        return State.WAITING
    return State.CHANGED


def listed(station: Station) -> list[Listed]:
    """All of them, the newest first; one query."""
    rows = versions_at(station).only("pk", "app_key", "app_title", "withdrawn_at")
    return [Listed(row.pk, row.app_key, row.app_title, state_of(row)) for row in rows]


def apps_of(rows: Iterable[Listed]) -> list[tuple[str, str]]:
    """Key and title of the apps that have scripts, in the order of their titles."""
    return sorted({row.app_key: row.app_title for row in rows if row.app_key}.items(), key=lambda pair: pair[1])


def rows(station: Station, shown: Sequence[Listed], approvals: Iterable[Approval]) -> list[Row]:
    """What the desk says of these; two queries for any number."""
    versions = ScriptVersion.objects.in_bulk([one.pk for one in shown])
    by_version = {approval.version_id: approval for approval in approvals if approval.version_id}
    lengths = _LengthsAt(station)
    return [
        Row(versions[one.pk], one.state, approval, lengths.of(versions[one.pk], approval))
        for one in shown
        for approval in [by_version.get(one.pk)]
    ]


class _LengthsAt:
    """How long texts are at one station."""

    def __init__(self, station: Station) -> None:
        self._station, self._reading = station, reading_of(station)
        self._slots = tuple(station.slots().items())
        self._glossary = Glossary()

    def of(self, version: ScriptVersion, approval: Approval | None) -> Lengths:
        """Of what was approved, else of the text with the station's words."""
        text = approval or version
        return _lengths(
            _Text(text.text_hash, text.parts),
            () if approval else self._slots,
            tuple(self._glossary.of(version.app_key).items()),
            self._reading,
            self._station.rate,
            tuple(settings.LMS_RADIO_CUTS),
        )


@dataclass(frozen=True)
class _Text:
    """Known by its code alone, which covers its parts."""

    code: str
    parts: Any = field(compare=False, repr=False)


@lru_cache(maxsize=4096)
def _lengths(
    text: _Text,
    slots: tuple[tuple[str, str], ...],
    terms: tuple[tuple[str, str], ...],
    reading: Reading,
    rate: int,
    limits: tuple[int, ...],
) -> Lengths:
    """Nothing but what is given decides it: a text is read once a process, however often the desk is opened."""
    parts = from_data(text.parts)
    filled = fill(parts, dict(slots)).parts if slots else parts
    script = build_script(title="", parts=filled, glossary=dict(terms), rate=rate, reading=reading)
    cuts = tuple((limit, cut(script, limit).script.seconds) for limit in limits if limit < script.seconds)
    return Lengths(script.seconds, cuts, script.ready)


def cuts_of(script: Script) -> list[Cut]:
    """The cuts of LMS_RADIO_CUTS that are shorter than the whole."""
    return [cut(script, seconds) for seconds in settings.LMS_RADIO_CUTS if seconds < script.seconds]


# --- one text ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Review:
    """One text before it is approved: what is written, what will be heard, and what stands in the way.

    `parts` is what is shown: as approved, as edited for a preview, or as the trainers and the slots give it (`base`).
    """

    station: Station
    text: ScriptVersion | Notice
    base: tuple[Part, ...]
    parts: tuple[Part, ...]
    approval: Approval | None  # that stands
    history: Sequence[Approval]
    terms: dict[str, str]
    fallen: tuple[str, ...] = ()  # written lines whose slot has no value here

    @cached_property
    def script(self) -> Script:
        return station_script(self.text, self.parts, self.station, terms=self.terms)

    @property
    def cuts(self) -> list[Cut]:
        return cuts_of(self.script)

    @property
    def seen(self) -> str:
        """What is sent along with an approval: the code of the text before local edits."""
        return digest(self.base)

    @property
    def code(self) -> str:
        return digest(self.parts)[:8]

    @property
    def is_edited(self) -> bool:
        return digest(self.parts) != self.seen

    @cached_property
    def hints(self) -> list[str]:
        """What is hard on the ear. Of notices nobody expects that they say everything twice."""
        faults = ear_faults(self.script, self.terms)
        is_notice = isinstance(self.text, Notice)
        return ear_words(one for one in faults if not (is_notice and one.kind is EarKind.NO_REPEAT))

    @property
    def missing(self) -> list[tuple[str, tuple[str, ...]]]:
        """(written line, slots it uses) of what fell out."""
        return [(line, slots_in(line)) for line in self.fallen]

    @cached_property
    def changes(self) -> list[Change]:
        """Since this commune last approved a version of it; nothing where the approval stands or there was none."""
        if self.approval or not self.history:
            return []
        return changes_between(approved_parts(self.history[0]), self.base)


HISTORY = 20


def review(station: Station, text: ScriptVersion | Notice, parts: tuple[Part, ...] | None = None) -> Review:
    """`parts` are those of a preview. The approval that stands, else the text before local edits, is shown."""
    filled = localised(text, station) if isinstance(text, ScriptVersion) else None
    base = filled.parts if filled else base_parts(text, station)
    approval = standing(station).filter(**_about(text)).first()
    known = Approval.objects.filter(station=station).select_related("version", "approved_by", "ended_by")
    same = {"version__script_key": text.script_key} if isinstance(text, ScriptVersion) else {"notice": text}
    if parts is None:
        parts = approved_parts(approval) if approval else base
    return Review(
        station=station,
        text=text,
        base=base,
        parts=parts,
        approval=approval,
        history=list(known.filter(**same)[:HISTORY]),
        terms=Glossary().of(text.app_key if isinstance(text, ScriptVersion) else ""),
        fallen=filled.dropped if filled else (),
    )


def _about(text: ScriptVersion | Notice) -> dict[str, ScriptVersion | Notice]:
    return {"version": text} if isinstance(text, ScriptVersion) else {"notice": text}
