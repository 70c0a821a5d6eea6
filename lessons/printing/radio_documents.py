"""What the sheets of the radio desk say, as plain data: the layouts get `dataclasses.asdict` of these. No Django."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lms.shared.pdf import Layout

from .documents import FOLDER

MAX_LOG_ROWS = 500

# The announcer's sheet; a hand's translation on ruled lines takes more pages.
SCRIPT = Layout(FOLDER / "script.typ", pages=None, variants=("plain", "mono"))
RUNDOWN = Layout(FOLDER / "rundown.typ", pages=None, variants=("plain", "mono"))
AIRED_LOG = Layout(FOLDER / "aired-log.typ", pages=None, variants=("plain", "mono"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """One sentence as it is said; `to_write` ruled lines follow it."""

    text: str
    must_say: bool = False
    to_write: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCue:
    """One part; music has no lines."""

    heading: str
    length: str
    lines: tuple[ScriptLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptDocument:
    """A radio item for its announcer. `where`, `approved` and `not_ready` are left out when blank.

    `translation` is the label of the line that names the language of a translation by hand, blank without one.
    """

    title: str
    facts: tuple[str, ...]
    length: str
    how_to_read: str
    cues: tuple[ScriptCue, ...]
    signatures: tuple[str, ...]
    where: str = ""
    approved: str = ""
    not_ready: str = ""
    translation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownRow:
    """One item of a bulletin: `version` in words, `cut` in seconds when it is not the whole item."""

    title: str
    seconds: float
    version: str = ""
    cut: int | None = None
    reader: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rundown:
    """A bulletin as it is planned, on one `day` of one station; `repeats` are the days and times in words."""

    station: str
    day: dt.date
    starts_at: dt.time
    slot_seconds: int
    rows: tuple[RundownRow, ...]
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownLine:
    """A row in words, the times as minutes and seconds."""

    number: int
    start: str
    title: str
    detail: str
    length: str
    reader: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RundownDocument:
    """The printed rundown; a fact without value is a dotted line to write on."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[RundownLine, ...]
    total: str
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AiredRow:
    """One broadcast that was made: `loudspeakers` are the clusters that it was heard on."""

    day: dt.date
    time: dt.time
    title: str
    version: str = ""
    seconds: float | None = None
    loudspeakers: str = ""
    played_by: str = ""
    approved_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AiredLogDocument:
    """The log of a station: rows in words, then empty ones to the end of the page, to write on."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if len(self.rows) > MAX_LOG_ROWS:
            raise ValueError(f"a log has at most {MAX_LOG_ROWS} rows, not {len(self.rows)}")
