"""What a quiz on paper says, as plain data: the layout gets `dataclasses.asdict` of this. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from lms.shared.pdf import Imprint, Layout

QUIZ_SHEET = Layout(
    Path(__file__).parent / "layouts" / "quiz-sheet.typ",
    pages=None,
    variants=("plain", "mono", "ink", "large", "office"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOnPaper:
    """A question with numbered answers, or with a line to write on.

    asks    one            tick the answer that is right; where several are, any one of them
            several        tick every answer that is right
            match          write behind each of the lettered `lines` the number of the answer that belongs to it
            order          write the numbers in the right order
            write          write the answer itself

    `right` are the numbers to write or tick, counted from 1, `written` is the answer in words; only the key shows
    them. `screen` is drawn above the answers, `alt` says it in words.
    """

    number: int
    text: str
    asks: Literal["one", "several", "match", "order", "write"] = "one"
    answers: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    written: str = ""
    screen: dict[str, Any] | None = None
    alt: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSheetDocument:
    """Numbered questions with numbered answers; `with_key`, the key is drawn on pages of its own after them.

    `form` names this very choice and order of questions, so that answers are keyed in against the right one.
    """

    site_name: str
    title: str
    form: str
    pass_words: str
    questions: tuple[QuestionOnPaper, ...]
    with_key: bool = True
    imprint: Imprint = field(default_factory=Imprint)

    def __post_init__(self) -> None:
        if not self.questions:
            raise ValueError("the quiz has no question")
