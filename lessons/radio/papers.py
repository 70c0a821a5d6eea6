"""The words around the lines on every paper form of a script: head, approval, lines to sign. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lessons.radio.cues import Cue, Line, Script
from lessons.radio.timing import duration_words
from lms.shared.vietnamese import normalise_line

APPROVAL_LINES = ("Người biên tập", "Người duyệt", "Ngày duyệt", "Chữ ký")
NOT_READ = "Phần trong ngoặc không đọc."
MUST_SAY = "Câu in đậm không được bỏ."
TRANSLATION = "Lời dịch: tiếng"  # a line to write the language on follows
HASH_SHOWN = 12  # characters of a hash that are enough to tell two texts apart by eye
MOST_SHOWN = 12  # pieces to mend that are named; a text from an old font has hundreds
HAND_WRITTEN = 60  # letters that a hand writes on a line of A4


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """Who approved the text and when (a day of the commune's own calendar); `digest` is the text's hash."""

    by: str
    on: date
    digest: str

    @property
    def words(self) -> str:
        """ "Đã duyệt: Chủ tịch xã Mẫu, ngày 22/11/2026, mã văn bản 1a2b3c4d5e6f"."""
        return f"Đã duyệt: {one_line(self.by)}, ngày {self.on:%d/%m/%Y}, mã văn bản {self.digest[:HASH_SHOWN]}"


def one_line(text: str) -> str:
    """One line without anything that no page and no XML file can hold."""
    return "".join(filter(str.isprintable, normalise_line(text)))


def head_words(script: Script) -> tuple[str, ...]:
    """What kind of item it is, in which language and edition."""
    return tuple(word for word in (script.kind_words, script.language, script.edition_words) if word)


def length_words(script: Script) -> str:
    return f"Thời lượng {duration_words(script.seconds)}, đọc {script.rate:g} tiếng một phút"


def how_to_read(script: Script) -> str:
    """What the brackets and the bold type of the sheet mean."""
    return f"{NOT_READ} {MUST_SAY}" if any(line.must_say for line in script.lines) else NOT_READ


def cue_words(cue: Cue) -> str:
    """The heading of a part, in brackets: nobody reads it out."""
    return f"({cue.heading}, không đọc)" if cue.is_music else f"({cue.heading})"


def not_ready_note(script: Script) -> str:
    """Why the script may not go on air yet; nothing when it may."""
    if script.ready:
        return ""
    pieces = [one_line(found.written) for found in script.problems]
    wrong = ", ".join(pieces[:MOST_SHOWN]) + (", …" if len(pieces) > MOST_SHOWN else "")
    lacking = "thiếu cách đọc cho" if len(script.unknown) == len(script.problems) else "cần sửa"
    reason = f"{lacking}: {wrong}" if wrong else "chưa có lời đọc"
    return f"(Chưa sẵn sàng phát, {reason})"


def lines_to_write(line: Line) -> int:
    """How many ruled lines a translation by hand takes: about as many letters as the sentence has."""
    return 1 + (len(line.spoken) - 1) // HAND_WRITTEN
