"""Shorter cuts of a script: what must be said always stays, the written order too, and nothing is left dangling."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from lessons.radio.cues import Cue, Line, Script
from lessons.radio.parts import MUSIC, CueKind

_ROUNDING = 1e-9  # seconds; a cut is then never over its limit, in whichever order its lines are summed up


@dataclass(frozen=True)
class Cut:
    """`script` in at most `limit` seconds, and the lines that fell out, in their order.

    `over`: it takes longer all the same, because what must be said does. Nothing else is left in it then.
    """

    limit: float
    script: Script
    dropped: tuple[Line, ...] = ()
    over: bool = False


@dataclass(frozen=True, eq=False)
class _Piece:
    """What stays or falls as one: a line, steps with the written line that leads to them, or music."""

    cue: int
    kind: CueKind
    lines: tuple[int, ...]  # their numbers in the cue
    seconds: float
    must_say: bool = False
    whole: bool = False


def cut(script: Script, limit_seconds: float) -> Cut:
    """The script in at most so many seconds; unchanged where it fits. Raises ValueError where there is no time at all.

    What stays, as long as there is time: what must be said; the first line of the greeting; the repeat; the last line
    of the closing; steps, those of a lesson all together; content up to the first steps that fell; the rest of
    greeting and closing; music.
    """
    if not limit_seconds > 0:
        raise ValueError(f"a cut needs more than no time; got {limit_seconds} seconds")
    if script.seconds <= limit_seconds:
        return Cut(limit_seconds, script)
    kept: dict[int, set[int]] = {}
    for piece in _kept(tuple(_pieces(script)), limit_seconds):
        kept.setdefault(piece.cue, set()).update(piece.lines)
    cues = tuple(_shortened(cue, kept[number]) for number, cue in enumerate(script.cues) if number in kept)
    dropped = tuple(
        line
        for number, cue in enumerate(script.cues)
        for at, line in enumerate(cue.lines)
        if at not in kept.get(number, ())
    )
    shorter = replace(script, cues=cues)
    return Cut(limit_seconds, shorter, dropped, over=shorter.seconds > limit_seconds)


def _shortened(cue: Cue, kept: set[int]) -> Cue:
    if len(kept) == len(cue.lines):
        return cue
    lines = tuple(line for at, line in enumerate(cue.lines) if at in kept)
    return replace(cue, lines=lines, seconds=sum(line.seconds for line in lines))


def _pieces(script: Script) -> Iterator[_Piece]:
    for number, cue in enumerate(script.cues):
        if cue.is_music:
            yield _Piece(number, cue.kind, (), cue.seconds)
        for ats in _together(cue.lines):
            lines = [cue.lines[at] for at in ats]
            length = sum(line.seconds for line in lines)
            yield _Piece(number, cue.kind, tuple(ats), length, must_say=lines[0].must_say, whole=lines[-1].whole)


def _together(lines: tuple[Line, ...]) -> Iterator[list[int]]:
    """The numbers of the lines that stay or fall as one.

    Without its steps "Làm như sau" promises nothing, and without it the steps seem to go on with those before.
    """
    runs = [
        (whole, [at for at, _ in numbered])
        for (_, _, whole), numbered in groupby(enumerate(lines), key=lambda pair: _written_line(pair[1]))
    ]
    lead: list[int] = []
    for (whole, ats), (leads, _) in pairwise([*runs, (False, [])]):
        if whole:
            yield lead + ats
        elif not leads:
            yield from ([at] for at in ats)
        lead = [] if whole or not leads else ats


def _written_line(line: Line) -> tuple[int, int, bool]:
    """What the sentences of one written line, or of one whole part, have in common."""
    return line.part, -1 if line.whole else line.place, line.whole


def _kept(pieces: tuple[_Piece, ...], limit: float) -> dict[_Piece, None]:
    """The pieces that stay, the most important first."""
    kept = {piece: None for piece in pieces if piece.must_say}
    total = sum(piece.seconds for piece in kept)

    def take(chain: tuple[_Piece, ...]) -> None:
        """Keep a run from its start: where one piece has no room, what follows it would be left dangling."""
        nonlocal total
        for piece in chain:
            if piece in kept:
                continue
            if total + piece.seconds > limit - _ROUNDING:
                return
            kept[piece] = None
            total += piece.seconds

    greeting, repeat, closing, body = (
        tuple(piece for piece in pieces if piece.kind is kind and not piece.must_say)
        for kind in (CueKind.GREETING, CueKind.REPEAT, CueKind.CLOSING, CueKind.CONTENT)
    )
    take(greeting[:1])
    take(repeat)
    take(closing[-1:])
    take(tuple(piece for piece in body if piece.whole))
    take(tuple(takewhile(lambda piece: not piece.whole or piece in kept, body)))
    take(greeting)
    take(closing[:-1])
    for piece in pieces:
        if piece.kind in MUSIC:
            take((piece,))
    return kept
