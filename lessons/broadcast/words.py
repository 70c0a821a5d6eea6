"""What keeps a script off the air or is hard on the ear, told to the person who can put it right."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lessons.radio.ear import LONGEST_SENTENCE, EarFault, EarKind
from lessons.radio.problems import Problem, ProblemKind
from lessons.radio.timing import FASTEST_RATE, SLOWEST_RATE, RateOutOfBoundsError, ReadingError

WORDS = {
    ProblemKind.ABBREVIATION: _("The glossary has no reading for: %(terms)s. Ask a trainer to add it."),
    ProblemKind.DATE: _("The calendar has no such day: %(terms)s. Correct the date."),
    ProblemKind.NUMBER: _("Nobody can follow a number this long: %(terms)s. Leave it out."),
    ProblemKind.MARKUP: _("Tags are not read aloud: %(terms)s. Take them out."),
    ProblemKind.FONT: _(
        "These letters come from an old font (TCVN3 or VNI): %(terms)s. Type the words again in Unicode."
    ),
    ProblemKind.SLOT: _("No station has words for these braces: %(terms)s. Fill the slot, or take the braces out."),
}
EAR_WORDS = {
    EarKind.LONG: _("Longer than %(most)s syllables: %(terms)s. Make two sentences of it."),
    EarKind.BRACKETS: _("Brackets are not heard: %(terms)s. Say it in a sentence of its own, or leave it out."),
    EarKind.ADDRESS: _("Nobody can write this address down in time: %(terms)s. Say where to find it instead."),
    EarKind.NUMBERS: _("Numbers run into each other: %(terms)s. Put words between them."),
    EarKind.ENGLISH: _("Not Vietnamese, and not in the glossary: %(terms)s. Use a Vietnamese word or add a reading."),
    EarKind.NO_REPEAT: _("The action is said only once. Add a repeat that says it again in the same words."),
    EarKind.PRICE: _("This sounds like a price: %(terms)s. The radio names no prices of goods: leave it out."),
    EarKind.PROMOTION: _("This sounds like advertising: %(terms)s. Say plainly what it does."),
}
NO_WORDS = _("The script has no words to say yet.")
IMPOSSIBLE_READING = _("Nobody reads this text in that time. Time it again, from the first word to the last.")
TOO_FAST = _(
    "This reading had %(rate)s syllables a minute; a loudspeaker takes %(slowest)s to %(fastest)s. Read more slowly."
)
TOO_SLOW = _(
    "This reading had %(rate)s syllables a minute; a loudspeaker takes %(slowest)s to %(fastest)s. Read faster, or stop"
    " the clock at the last word."
)
MOST_SHOWN = 12  # of one kind; a page pasted from an old font has hundreds
SHOWN_LENGTH = 60


def problem_words(problems: Iterable[Problem]) -> list[str]:
    """One sentence for each kind of problem, naming the written pieces."""
    pieces: dict[ProblemKind, list[str]] = {}
    for problem in problems:
        pieces.setdefault(problem.kind, []).append(_shortened(problem.written))
    return [WORDS[kind] % {"terms": _listed(pieces[kind])} for kind in ProblemKind if kind in pieces]


def ear_words(faults: Iterable[EarFault]) -> list[str]:
    """One sentence for each kind of fault: what is wrong, and what to do."""
    pieces: dict[EarKind, dict[str, None]] = {}
    for fault in faults:
        pieces.setdefault(fault.kind, {})[_shortened(fault.piece)] = None
    return [
        EAR_WORDS[kind] % {"terms": _listed(list(pieces[kind])), "most": LONGEST_SENTENCE}
        for kind in EarKind
        if kind in pieces
    ]


def reading_words(error: ReadingError) -> str:
    """Why a timed reading gives no rate, and what to do."""
    if not isinstance(error, RateOutOfBoundsError):
        return str(IMPOSSIBLE_READING)
    words = TOO_FAST if error.is_fast else TOO_SLOW
    return words % {"rate": round(error.rate), "slowest": SLOWEST_RATE, "fastest": FASTEST_RATE}


def _listed(pieces: list[str]) -> str:
    return ", ".join(pieces[:MOST_SHOWN]) + ("…" if len(pieces) > MOST_SHOWN else "")


def _shortened(written: str) -> str:
    written = written.rstrip(".")  # it stands inside a sentence of ours
    return written if len(written) <= SHOWN_LENGTH else f"{written[:SHOWN_LENGTH]}…"
