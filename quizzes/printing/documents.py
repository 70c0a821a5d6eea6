"""What a quiz on paper says, as plain data: the layout gets `dataclasses.asdict` of this. No Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lms.shared.pdf import Imprint, Layout

QUIZ_SHEET = Layout(
    Path(__file__).parent / "layouts" / "quiz-sheet.typ",
    pages=None,
    variants=("plain", "mono", "ink", "large", "office"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOnPaper:
    """`right` are the numbers, counted from 1, of the answers that are right; only the key shows them."""

    number: int
    text: str
    answers: tuple[str, ...]
    several: bool
    right: tuple[int, ...]
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
