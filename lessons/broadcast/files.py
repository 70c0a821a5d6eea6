"""The files a station carries away: a text in its formats, the rundown and the ZIP of a bulletin, the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils import timezone

from lessons.models import Airing, Approval, BulletinItem, Station
from lessons.printing import radio
from lessons.printing.radio_documents import AiredRow, Rundown, RundownRow
from lessons.radio.cues import Script
from lessons.radio.docx import as_docx
from lessons.radio.papers import Approved
from lessons.radio.textfile import as_text
from lms.shared.pdf import Sheet

from .months import Month
from .running import Row, Running
from .texts import version_words
from .zipped import bulletin_zip

TEXT = "text/plain; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
FORMATS = {"txt": TEXT, "docx": DOCX, "pdf": PDF}
MUSIC, NOTICE = "Nhạc", "Thông báo của xã"
AFTER_WITHDRAWAL = "Phát sau khi thu hồi"


def text_file(approval: Approval, script: Script, kind: str) -> bytes:
    """`script` is what was approved, whole or cut. Raises NotReadyError where no voice could read it any more,
    SheetError where it cannot be drawn."""
    if kind == "txt":
        return as_text(script).encode()
    where, by = approval.station.name, approved_by(approval)
    if kind == "docx":
        return as_docx(script, created=approval.approved_at, where=where, approved=by)
    if kind == "pdf":
        return radio.script_sheet(script, where=where, approved=by, dated=approval.approved_at).pdf()
    raise ValueError(f"a text is txt, docx or pdf, not {kind}")


def approved_by(approval: Approval) -> Approved:
    return Approved(by=approval.approver_name, on=timezone.localdate(approval.approved_at), digest=approval.text_hash)


def rundown_sheet(running: Running, station: Station) -> Sheet:
    bulletin = running.bulletin
    rundown = Rundown(
        station=station.name,
        day=bulletin.day,
        starts_at=bulletin.starts_at,
        slot_seconds=running.slot,
        rows=tuple(_rundown_row(row) for row in running.read),
        repeats=tuple(f"{time} cùng ngày" for time in bulletin.repeats),
    )
    return radio.rundown_sheet(rundown, dated=bulletin.changed_at)


def bulletin_files(running: Running, station: Station) -> bytes:
    """A ZIP: the rundown first, then the items in their order, each as text, Word file and PDF."""
    return bulletin_zip(_members(running, station), running.bulletin.changed_at)


def log_sheet(rows: Iterable[Airing], station: Station, month: Month, dated: dt.datetime) -> Sheet:
    """`rows` as `airing.log_of` gives them. Raises ValueError for more than a file may hold."""
    period = f"Tháng {month.words}"
    return radio.log_sheet(map(_log_row, rows), station=station.name, period=period, dated=dated)


def _members(running: Running, station: Station) -> Iterator[tuple[str, bytes]]:
    yield "00 kich ban chuong trinh.pdf", rundown_sheet(running, station).pdf()
    number = 0
    for row in running.read:
        if row.approval and row.script:
            number += 1
            for kind in FORMATS:
                yield f"{number:02} {row.title}.{kind}", text_file(row.approval, row.script, kind)


def _rundown_row(row: Row) -> RundownRow:
    version = row.approval.version if row.approval else None
    return RundownRow(
        title=row.title or (MUSIC if row.item.kind == BulletinItem.Kind.MUSIC else ""),
        seconds=row.seconds or 0,
        version=version_words(version) if version else NOTICE if row.approval else "",
        cut=row.item.cut or None,
        reader=row.item.announcer.name if row.item.announcer else "",
        note=f"Mã văn bản {row.approval.code}" if row.approval else "",
    )


def _log_row(row: Airing) -> AiredRow:
    return AiredRow(
        day=row.day,
        time=row.slot,
        title=row.approval.title,
        version=str(row.version.number) if row.version else "",
        seconds=row.seconds,
        loudspeakers=row.cluster,
        played_by=row.announcer,
        approved_by=row.approval.approver_name,
        note=AFTER_WITHDRAWAL if getattr(row, "after_withdrawal", False) else "",
    )
