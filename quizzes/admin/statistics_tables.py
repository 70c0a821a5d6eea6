"""The figures of a quiz as rows: rounded and in words for the page, as they are for the spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.shared.messages import in_language
from lms.shared.vietnamese import sort_key
from quizzes.models import QuestionVersion
from quizzes.statistics.questions import AnswerShare, QuestionStatistics
from quizzes.statistics.quiz import QuizStatistics
from quizzes.statistics.report import Report
from quizzes.statistics_data import Taken

from .statistics_words import sentences

MOST_ANSWERS = 20  # on the page; a short answer may have been written in a thousand ways
COUNT, MARKS, PERCENT, PLAIN = "count", "marks", "percent", "plain"

Figures = Sequence[tuple[str, Any, str]]  # name in the report, label, how it is written
OF_QUIZ: Figures = (
    ("attempts", gettext_lazy("Attempts"), COUNT),
    ("maximum", gettext_lazy("Highest mark there is"), MARKS),
    ("mean", gettext_lazy("Mean mark"), MARKS),
    ("median", gettext_lazy("Median mark"), MARKS),
)
OF_QUIZ_IN_DETAIL: Figures = (
    ("standard_deviation", gettext_lazy("Standard deviation"), MARKS),
    ("cronbach_alpha", gettext_lazy("Internal consistency (Cronbach's alpha)"), PERCENT),
    ("skewness", gettext_lazy("Skewness"), PLAIN),
    ("kurtosis", gettext_lazy("Kurtosis"), PLAIN),
    ("error_ratio", gettext_lazy("Error ratio"), PERCENT),
    ("standard_error", gettext_lazy("Standard error"), MARKS),
)
OF_QUESTION: Figures = (
    ("attempts", gettext_lazy("Attempts"), COUNT),
    ("facility", gettext_lazy("Facility index"), PERCENT),
    ("discrimination_index", gettext_lazy("Discrimination index"), PLAIN),
)
OF_QUESTION_IN_DETAIL: Figures = (
    ("standard_deviation", gettext_lazy("Standard deviation"), MARKS),
    ("random_guess", gettext_lazy("Earned by guessing"), PERCENT),
    ("intended_weight", gettext_lazy("Intended weight"), PERCENT),
    ("effective_weight", gettext_lazy("Effective weight"), PERCENT),
    ("discriminative_efficiency", gettext_lazy("Discriminative efficiency"), PERCENT),
)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    text: str
    right: bool
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """`statistics` are the figures as they are, `percent` the width of the bar."""

    version: QuestionVersion
    statistics: QuestionStatistics
    sentences: list[str]
    answers: list[AnswerRow]
    unanswered: int

    @property
    def number(self) -> str:
        """The place in the quiz; a dash for a question that stands in it no longer."""
        place = self.version.place  # type: ignore[attr-defined]  # annotated when it was read
        return str(place) if place else "–"

    @property
    def percent(self) -> int:
        return round(100 * (self.statistics.facility or 0))

    @property
    def figures(self) -> list[tuple[Any, str]]:
        return written(self.statistics, OF_QUESTION)

    @property
    def details(self) -> list[tuple[Any, str]]:
        return written(self.statistics, OF_QUESTION_IN_DETAIL)

    @property
    def shown(self) -> list[AnswerRow]:
        return self.answers[:MOST_ANSWERS]

    @property
    def not_shown(self) -> int:
        return sum(answer.count for answer in self.answers[MOST_ANSWERS:])


def question_rows(taken: Taken, report: Report) -> list[QuestionRow]:
    return [
        QuestionRow(
            version=version,
            statistics=statistics,
            sentences=sentences(statistics),
            answers=_answer_rows(statistics.answers),
            unanswered=max(0, statistics.attempts - answered),
        )
        for version, statistics, answered in zip(taken.versions, report.questions, taken.answered, strict=True)
    ]


def _answer_rows(answers: Sequence[AnswerShare]) -> list[AnswerRow]:
    rows = [
        AnswerRow(in_language(answer.key, _), answer.right, answer.count, round(100 * (answer.share or 0)))
        for answer in answers
    ]
    return sorted(rows, key=lambda row: (-row.count, sort_key(row.text)))


def written(statistics: QuizStatistics | QuestionStatistics, figures: Figures) -> list[tuple[Any, str]]:
    """(label, figure in the reader's way of writing numbers); a dash where it is undefined."""
    return [(label, _written(getattr(statistics, name), how)) for name, label, how in figures]


def _written(value: float | None, how: str) -> str:
    if value is None:
        return "–"
    if how == PERCENT:
        return f"{number_format(100 * value, 0)}%"
    return number_format(value, 0 if how == COUNT else 2, force_grouping=True)
