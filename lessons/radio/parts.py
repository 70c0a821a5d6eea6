"""The written parts of a radio item as plain data: what a version records and an approval covers."""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lms.shared.vietnamese import normalise


class CueKind(StrEnum):
    """What a part is for."""

    MUSIC_IN = "music_in"
    GREETING = "greeting"
    CONTENT = "content"
    WARNING = "warning"
    REPEAT = "repeat"
    CLOSING = "closing"
    MUSIC_OUT = "music_out"


MUSIC = frozenset({CueKind.MUSIC_IN, CueKind.MUSIC_OUT})
_KEYS = frozenset({"kind", "lines", "seconds", "whole"})


@dataclass(frozen=True)
class Part:
    """Written lines of one kind, or music of so many seconds (None: the usual length).

    `whole`: the lines are the steps of a lesson. A cut keeps all or none of them, half a procedure misleads.
    """

    kind: CueKind
    lines: tuple[str, ...] = ()
    seconds: float | None = None
    whole: bool = False


def as_data(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Plain data for JSON, in the normal form of text; `from_data` reads it back."""
    return [_as_datum(part) for part in parts]


def _as_datum(part: Part) -> dict[str, Any]:
    kind = CueKind(part.kind)
    datum: dict[str, Any] = {"kind": kind.value}
    if kind not in MUSIC:
        datum["lines"] = [normalise(line).strip() for line in part.lines]
    elif part.seconds is not None:
        datum["seconds"] = float(part.seconds)
    if part.whole:
        datum["whole"] = True
    return datum


def from_data(data: object) -> tuple[Part, ...]:
    """Read what `as_data` wrote. Raises ValueError that names the part at fault."""
    if not isinstance(data, list):
        raise ValueError(f"the parts must be a list; got {type(data).__name__}")
    return tuple(_from_datum(datum, f"part {number}") for number, datum in enumerate(data, start=1))


def _from_datum(datum: object, where: str) -> Part:
    if not isinstance(datum, dict) or not datum.keys() <= _KEYS:
        raise ValueError(f"{where} must be an object with no other keys than {', '.join(sorted(_KEYS))}")
    kind = _kind(datum.get("kind"), where)
    lines, seconds, whole = datum.get("lines", []), datum.get("seconds"), datum.get("whole", False)
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError(f"{where}: 'lines' must be a list of texts")
    if not isinstance(whole, bool):
        raise ValueError(f"{where}: 'whole' must be true or false")
    if lines and kind in MUSIC:
        raise ValueError(f"{where}: music has no lines")
    if seconds is not None:
        _check_seconds(seconds, kind, where)
    spoken = tuple(normalise(line).strip() for line in lines)
    return Part(kind, spoken, None if seconds is None else float(seconds), whole)


def _kind(written: object, where: str) -> CueKind:
    try:
        return CueKind(written)  # type: ignore[arg-type]
    except ValueError:
        raise ValueError(f"{where}: {written!r} is no kind of part; these are: {', '.join(CueKind)}") from None


def _check_seconds(seconds: object, kind: CueKind, where: str) -> None:
    if kind not in MUSIC:
        raise ValueError(f"{where}: only music has 'seconds'; words are timed as they are read")
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or not 0 <= seconds < math.inf:  # type: ignore[operator]
        raise ValueError(f"{where}: 'seconds' must be a number, zero or more; got {seconds!r}")


def digest(parts: Iterable[Part]) -> str:
    """The fingerprint of what is said and in which order. Blank lines and the form of Unicode do not change it."""
    spoken = [_without_blanks(datum) for datum in as_data(parts)]
    canonical = [datum for datum in spoken if datum.get("lines") != []]
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _without_blanks(datum: dict[str, Any]) -> dict[str, Any]:
    if "lines" not in datum:
        return datum
    lines = ["\n".join(" ".join(row.split()) for row in line.split("\n")) for line in datum["lines"]]
    return datum | {"lines": [line for line in lines if line]}
