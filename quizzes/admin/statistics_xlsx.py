"""All figures of a quiz as a spreadsheet: the quiz, its questions, the answers to each."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from quizzes.models import Quiz
from quizzes.statistics.report import Report

from .statistics_tables import (
    OF_QUESTION,
    OF_QUESTION_IN_DETAIL,
    OF_QUIZ,
    OF_QUIZ_IN_DETAIL,
    QuestionRow,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_xlsx(quiz: Quiz, report: Report, rows: Sequence[QuestionRow]) -> bytes:
    book = Workbook(write_only=True)
    _sheet(book, _("Quiz"), [quiz.title, ""], _quiz_rows(report))
    question_figures = (*OF_QUESTION, *OF_QUESTION_IN_DETAIL)
    heads = [_("Number"), _("Version"), _("Question"), *(str(label) for _name, label, _how in question_figures)]
    names = [name for name, _label, _how in question_figures]
    _sheet(
        book,
        _("questions").capitalize(),
        [*heads, _("No answer"), _("In words")],
        (_question(row, names) for row in rows),
    )
    heads = [_("Number"), _("Version"), _("Answer"), _("Right"), _("Count"), _("Share")]
    _sheet(book, _("Answers"), heads, (line for row in rows for line in _answers(row)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _quiz_rows(report: Report) -> Iterable[list[Any]]:
    for name, label, _how in (*OF_QUIZ, *OF_QUIZ_IN_DETAIL):
        yield [str(label), getattr(report.quiz, name)]


def _question(row: QuestionRow, names: Iterable[str]) -> list[Any]:
    figures = [getattr(row.statistics, name) for name in names]
    return [row.number, row.version.number, row.version.text, *figures, row.unanswered, " ".join(row.sentences)]


def _answers(row: QuestionRow) -> Iterable[list[Any]]:
    attempts = row.statistics.attempts
    for answer in row.answers:
        share = answer.count / attempts if attempts else None
        right = _("right") if answer.right else ""
        yield [row.number, row.version.number, answer.text, right, answer.count, share]


def _sheet(book: Any, title: str, heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    cells = [_cell(sheet, head) for head in heads]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    """Words stay words, whatever they begin with: an answer that a member wrote is no formula."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if value.startswith(_READ_AS_FORMULA):
        cell.quotePrefix = True  # stays so when somebody edits the cell
    return cell
