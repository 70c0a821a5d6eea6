"""A quiz to its sheet: the newest version of each question, in the order of the quiz, answers not shuffled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings

from lms.shared.pdf import Imprint, Sheet
from quizzes.attempts import newest_versions
from quizzes.models import QuestionVersion, Quiz

from .documents import QUIZ_SHEET, QuizSheetDocument
from .questions import question_on_paper

FORM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
FORM_LENGTH = 5


def quiz_sheet(quiz: Quiz, *, imprint: Imprint | None = None, with_key: bool = True) -> Sheet:
    """Without its key, the sheet can be copied for a class. Raises ValueError for a quiz without questions."""
    versions = newest_versions(quiz)
    document = QuizSheetDocument(
        site_name=settings.LMS_SITE_NAME,
        title=quiz.title,
        form=form_code(versions),
        pass_words=f"Đạt khi đúng từ {quiz.pass_percent}% số điểm.",
        questions=tuple(question_on_paper(n, version) for n, version in enumerate(versions, start=1)),
        with_key=with_key,
        imprint=imprint or Imprint(),
    )
    dated = max((version.created_at for version in versions), default=None)
    return Sheet(QUIZ_SHEET, document, dated=dated)


def form_code(versions: Sequence[QuestionVersion]) -> str:
    """The name of these versions in this order; another wording or order has another name."""
    names = ",".join(f"{version.question.key}:{version.number}" for version in versions)
    digest = int.from_bytes(hashlib.sha256(names.encode()).digest())
    letters = []
    for _ in range(FORM_LENGTH):
        digest, place = divmod(digest, len(FORM_LETTERS))
        letters.append(FORM_LETTERS[place])
    return "".join(letters)
