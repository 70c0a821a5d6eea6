"""The files of a bulletin in one ZIP, named so that every machine and every memory stick can hold them. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from lms.shared.vietnamese import slug

LONGEST_NAME = 80  # letters, before the ending
UNNAMED = "bai"
_ENDING = re.compile(r"(?P<stem>.*)\.(?P<ending>[A-Za-z0-9]{1,5})", re.DOTALL)
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # what a ZIP can say


def bulletin_zip(files: Iterable[tuple[str, bytes]], created: datetime) -> bytes:
    """(name, content) pairs in their order, dated `created` (aware); the same ones always give the same bytes.

    A name is words and an ending: "01 Giữ kín mã OTP.docx" becomes "01-giu-kin-ma-otp.docx". One that is already
    taken gets a number.
    """
    stamp = min(max(created.astimezone(UTC).timetuple()[:6], _EARLIEST), _LATEST)
    packed = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name, content in files:
            member = zipfile.ZipInfo(_free_name(name, taken), stamp)
            member.create_system = 0  # the same on every system
            bundle.writestr(member, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    found = _ENDING.fullmatch(name)
    words, ending = (found["stem"], f".{found['ending'].lower()}") if found else (name, "")
    stem = slug(words)[:LONGEST_NAME].strip("-") or UNNAMED
    free, number = f"{stem}{ending}", 1
    while free in taken:
        number += 1
        free = f"{stem}-{number}{ending}"
    taken.add(free)
    return free
