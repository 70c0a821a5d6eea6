"""Sample papers of the radio desk, in plain data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lessons.printing.radio_documents import AiredRow, Rundown, RundownRow
from lessons.radio.papers import Approved

STATION = "Đài truyền thanh xã Mẫu"


def approved(**changes: Any) -> Approved:
    values = {"by": "Lãnh đạo xã mẫu 01", "on": dt.date(2026, 11, 22), "digest": "1a2b3c4d5e6f7a8b9c0d"}
    return Approved(**{**values, **changes})


def rundown_row(title: str = "Giữ kín mã OTP", seconds: float = 80, **changes: Any) -> RundownRow:
    return RundownRow(title=title, seconds=seconds, **changes)


def rundown(**changes: Any) -> Rundown:
    """A bulletin of five items that runs 277 seconds in a slot of 300, with `changes`."""
    reader = "Phát thanh viên mẫu 01"
    rows = (
        rundown_row("Nhạc hiệu", 8),
        rundown_row("Lời chào", 12, reader=reader),
        rundown_row("Quét mã trả tiền: đọc tên người nhận trước", 59.6, version="Phiên bản 2", cut=60, reader=reader),
        rundown_row("Giữ kín mã OTP", 191, version="Phiên bản 4", reader=reader, note="Đọc chậm"),
        rundown_row("Nhạc kết", 6),
    )
    values: dict[str, Any] = {
        "station": STATION,
        "day": dt.date(2026, 11, 22),
        "starts_at": dt.time(17),
        "slot_seconds": 300,
        "rows": rows,
        "repeats": ("thứ hai, 23/11/2026, 05:30", "thứ hai, 23/11/2026, 17:00"),
    }
    return Rundown(**{**values, **changes})


def aired_row(number: int = 1, **changes: Any) -> AiredRow:
    values: dict[str, Any] = {
        "day": dt.date(2026, 11, 1 + number % 28),
        "time": dt.time(17, number % 60),
        "title": f"Bài mẫu số {number}",
        "version": "2, 60 giây",
        "seconds": 58.2,
        "loudspeakers": "Cụm loa thôn 1, thôn 2",
        "played_by": "Cán bộ mẫu 01",
        "approved_by": "Lãnh đạo mẫu 01",
    }
    return AiredRow(**{**values, **changes})


def aired_rows(count: int) -> list[AiredRow]:
    return [aired_row(number) for number in range(1, count + 1)]
