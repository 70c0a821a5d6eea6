"""What keeps a script off the air, told to the person who can put it right."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lessons.radio.problems import Problem, ProblemKind

WORDS = {
    ProblemKind.ABBREVIATION: _("The glossary has no reading for: %(terms)s. Ask a trainer to add it."),
    ProblemKind.DATE: _("The calendar has no such day: %(terms)s. Correct the date."),
    ProblemKind.NUMBER: _("Nobody can follow a number this long: %(terms)s. Leave it out."),
    ProblemKind.MARKUP: _("Tags are not read aloud: %(terms)s. Take them out."),
    ProblemKind.FONT: _(
        "These letters come from an old font (TCVN3 or VNI): %(terms)s. Type the words again in Unicode."
    ),
}
NO_WORDS = _("The script has no words to say yet.")
MOST_SHOWN = 12  # of one kind; a page pasted from an old font has hundreds
SHOWN_LENGTH = 60


def problem_words(problems: Iterable[Problem]) -> list[str]:
    """One sentence for each kind of problem, naming the written pieces."""
    pieces: dict[ProblemKind, list[str]] = {}
    for problem in problems:
        pieces.setdefault(problem.kind, []).append(_shortened(problem.written))
    return [WORDS[kind] % {"terms": _listed(pieces[kind])} for kind in ProblemKind if kind in pieces]


def _listed(pieces: list[str]) -> str:
    return ", ".join(pieces[:MOST_SHOWN]) + ("…" if len(pieces) > MOST_SHOWN else "")


def _shortened(written: str) -> str:
    return written if len(written) <= SHOWN_LENGTH else f"{written[:SHOWN_LENGTH]}…"
