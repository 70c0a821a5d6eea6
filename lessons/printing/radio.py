"""The sheets of the radio desk: a script for its announcer, the rundown of a bulletin, the log of what was aired.

Pure: all they say is given to them. The same arguments always give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from lessons.radio import papers
from lessons.radio.cues import Cue, Script
from lessons.radio.papers import one_line
from lessons.radio.timing import duration_words
from lms.shared.pdf import Sheet

from .radio_documents import (
    AIRED_LOG,
    RUNDOWN,
    SCRIPT,
    AiredLogDocument,
    AiredRow,
    Rundown,
    RundownDocument,
    RundownLine,
    RundownRow,
    ScriptCue,
    ScriptDocument,
    ScriptLine,
)

RUNDOWN_TITLE = "Kịch bản chương trình"
RUNDOWN_COLUMNS = ("Số", "Giờ bắt đầu", "Nội dung", "Thời lượng", "Người đọc", "Ghi chú")
LOG_TITLE = "Sổ theo dõi phát sóng"
LOG_COLUMNS = (
    "Số thứ tự",
    "Ngày",
    "Giờ",
    "Tên bài",
    "Phiên bản",
    "Thời lượng",
    "Cụm loa",
    "Người phát",
    "Người duyệt",
    "Ghi chú",
)
ROWS_A_PART = 100  # rows of a log or rundown that may hold as much text as a whole sheet
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def script_sheet(
    script: Script,
    *,
    where: str = "",
    approved: papers.Approved | None = None,
    blank_lines: bool = False,
    dated: dt.datetime | None = None,
) -> Sheet:
    """The announcer's sheet. `where` names the station, `dated` (aware) is the date of the file.

    With `blank_lines`, ruled lines for a translation into a minority language follow every sentence.
    """
    document = ScriptDocument(
        title=script.title,
        facts=papers.head_words(script),
        length=papers.length_words(script),
        how_to_read=papers.how_to_read(script),
        cues=tuple(_cue(cue, blank_lines) for cue in script.cues),
        signatures=papers.APPROVAL_LINES,
        where=one_line(where),
        approved=approved.words if approved else "",
        not_ready=papers.not_ready_note(script),
        translation=papers.TRANSLATION if blank_lines else "",
    )
    return Sheet(SCRIPT, document, dated=dated)


def rundown_sheet(rundown: Rundown, *, dated: dt.datetime | None = None) -> Sheet:
    """The rundown of a bulletin, its items in their order; lengths are rounded to whole seconds."""
    total = sum(_whole(row.seconds) for row in rundown.rows)
    document = RundownDocument(
        title=RUNDOWN_TITLE,
        facts=(
            ("Đài", one_line(rundown.station)),
            ("Ngày phát", f"{WEEKDAYS[rundown.day.weekday()]}, {_day(rundown.day)}"),
            ("Khung giờ", f"{_clock(rundown.starts_at)}, dài {duration_words(rundown.slot_seconds)}"),
            ("Thời lượng chạy", running_words(total, rundown.slot_seconds)),
            ("Phát lại", "; ".join(filter(None, map(one_line, rundown.repeats)))),
        ),
        columns=RUNDOWN_COLUMNS,
        rows=tuple(_rundown_lines(rundown.rows)),
        total=minutes_seconds(total),
        signatures=papers.APPROVAL_LINES,
    )
    return Sheet(RUNDOWN, document, parts=_parts(rundown.rows), dated=dated)


def log_sheet(
    rows: Iterable[AiredRow], *, station: str = "", period: str = "", dated: dt.datetime | None = None
) -> Sheet:
    """The log of a station over a `period` in words. Raises ValueError for more than MAX_LOG_ROWS rows.

    Without rows it is an empty form; station and period left blank are lines to write on.
    """
    written = tuple(_log_row(number, row) for number, row in enumerate(rows, start=1))
    document = AiredLogDocument(
        title=LOG_TITLE,
        facts=(("Đài", one_line(station)), ("Kỳ", one_line(period))),
        columns=LOG_COLUMNS,
        rows=written,
    )
    return Sheet(AIRED_LOG, document, parts=_parts(written), dated=dated)


def running_words(total: int, slot: int) -> str:
    """How long the bulletin runs, and by how much it misses its slot; both in seconds."""
    missed = total - slot
    if not missed:
        beside = "vừa đúng khung"
    elif missed < 0:
        beside = f"còn trống {duration_words(-missed)}"
    else:
        beside = f"dài hơn khung {duration_words(missed)}"
    return f"{duration_words(total)}, {beside}"


def minutes_seconds(seconds: float) -> str:
    """65 -> "01:05"; an hour has sixty minutes more, as on a stopwatch."""
    minutes, rest = divmod(_whole(seconds), 60)
    return f"{minutes:02}:{rest:02}"


def _cue(cue: Cue, blank_lines: bool) -> ScriptCue:
    lines = (
        ScriptLine(
            text=line.spoken,
            must_say=line.must_say,
            to_write=papers.lines_to_write(line) if blank_lines else 0,
        )
        for line in cue.lines
    )
    return ScriptCue(heading=papers.cue_words(cue), length=duration_words(cue.seconds), lines=tuple(lines))


def _rundown_lines(rows: Iterable[RundownRow]) -> Iterator[RundownLine]:
    start = 0
    for number, row in enumerate(rows, start=1):
        cut = f"bản {duration_words(row.cut)}" if row.cut else ""
        yield RundownLine(
            number=number,
            start=minutes_seconds(start),
            title=one_line(row.title),
            detail=", ".join(filter(None, (one_line(row.version), cut))),
            length=minutes_seconds(row.seconds),
            reader=one_line(row.reader),
            note=one_line(row.note),
        )
        start += _whole(row.seconds)


def _log_row(number: int, row: AiredRow) -> tuple[str, ...]:
    length = "" if row.seconds is None else minutes_seconds(row.seconds)
    words = (row.loudspeakers, row.played_by, row.approved_by, row.note)
    title, version = one_line(row.title), one_line(row.version)
    return (str(number), _day(row.day), _clock(row.time), title, version, length, *map(one_line, words))


def _parts(rows: Sequence[object]) -> int:
    return 1 + len(rows) // ROWS_A_PART


def _whole(seconds: float) -> int:
    return int(seconds + 0.5)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _clock(time: dt.time) -> str:
    return f"{time:%H:%M}"
