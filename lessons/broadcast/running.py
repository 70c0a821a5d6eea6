"""The running order of a bulletin: what is read when, by whom, and whether it fills its slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from lessons.models import Approval, Bulletin, BulletinItem, Station
from lessons.radio.cues import Script

from .approval import standing
from .timed import Reader


@dataclass(frozen=True)
class Row:
    """One item. `seconds` and `starts` (after the beginning) are None where its text is not approved today, or where
    something in it has no reading any more."""

    item: BulletinItem
    approval: Approval | None = None
    script: Script | None = None
    seconds: int | None = None
    starts: int | None = None
    rate: int | None = None

    @property
    def runs(self) -> bool:
        return self.seconds is not None

    @property
    def title(self) -> str:
        return self.approval.title if self.approval else self.item.title


@dataclass(frozen=True)
class Running:
    bulletin: Bulletin
    rows: Sequence[Row]

    @property
    def slot(self) -> int:
        return self.bulletin.minutes * 60

    @cached_property
    def read(self) -> list[Row]:
        """What goes on air, in its order."""
        return [row for row in self.rows if row.runs]

    @cached_property
    def total(self) -> int:
        return sum(row.seconds or 0 for row in self.rows)

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.read)

    @property
    def over(self) -> int:
        """Seconds that it is longer than its slot; negative: seconds still free."""
        return self.total - self.slot

    @property
    def free(self) -> int:
        return max(-self.over, 0)


def running(bulletin: Bulletin, station: Station) -> Running:
    """At the rate of each item's announcer, or of the station. The queries do not grow with the items but for one
    glossary an app."""
    items = list(BulletinItem.objects.filter(bulletin=bulletin).select_related("announcer", "notice"))
    keys = [item.script_key for item in items if item.script_key]
    notices = [item.notice_id for item in items if item.notice_id]
    approvals = list(standing(station).filter(Q(version__script_key__in=keys) | Q(notice__in=notices)))
    by_script = {one.version.script_key: one for one in approvals if one.version}
    by_notice = {one.notice_id: one for one in approvals}
    reader, rows, starts = Reader(), [], 0
    for item in items:
        approval = by_script.get(item.script_key) or (by_notice.get(item.notice_id) if item.notice_id else None)
        row = _row(item, approval, station, reader, starts)
        rows.append(row)
        starts += row.seconds or 0
    return Running(bulletin, rows)


def _row(item: BulletinItem, approval: Approval | None, station: Station, reader: Reader, starts: int) -> Row:
    if item.kind == BulletinItem.Kind.MUSIC:
        return Row(item, seconds=item.seconds, starts=starts)
    rate = item.announcer.rate if item.announcer else station.rate
    if approval is None:
        return Row(item, rate=rate)
    script = reader.read(approval, cut=item.cut, rate=rate)
    if not script.ready:
        return Row(item, approval, script, rate=rate)
    return Row(item, approval, script, round(script.seconds), starts, rate)
