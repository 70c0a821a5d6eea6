"""A quiz to its sheet: the newest version of each question, answers in the order in which they were written."""

from __future__ import annotations

from django.conf import settings

from lms.shared.pdf import Imprint, Sheet
from quizzes.models import Quiz
from quizzes.paper.forms import questions_on, remembered

from .documents import QUIZ_SHEET, QuizSheetDocument
from .questions import question_on_paper


def quiz_sheet(quiz: Quiz, *, number: int = 1, imprint: Imprint | None = None, with_key: bool = True) -> Sheet:
    """Form `number` of the quiz on paper. What it asks is kept under its code, so that it can be keyed in for ever.

    Without its key, the sheet can be copied for a class. Raises ValueError for a quiz without questions.
    """
    versions = questions_on(quiz, number)
    if not versions:
        raise ValueError("the quiz has no question")
    document = QuizSheetDocument(
        site_name=settings.LMS_SITE_NAME,
        title=quiz.title,
        form=remembered(quiz=quiz, versions=versions, number=number).code,
        pass_words=f"Đạt khi được từ {quiz.pass_percent}% số điểm.",
        questions=tuple(question_on_paper(n, version) for n, version in enumerate(versions, start=1)),
        with_key=with_key,
        imprint=imprint or Imprint(),
    )
    return Sheet(QUIZ_SHEET, document, dated=max(version.created_at for version in versions))
