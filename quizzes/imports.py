"""A list of questions taken into a quiz: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from .errors import BadQuestion
from .formats import Fault, Parsed, fault
from .models import Question, QuestionVersion, Quiz
from .questions import add_question


def asked_already(*, quiz: Quiz, parsed: Sequence[Parsed]) -> list[Fault]:
    """The questions of the list that `quiz` has word for word, so that a list sent twice is not asked twice."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number")
    texts = set(quiz.items.values_list(Subquery(newest.values("text")[:1]), flat=True))
    return [fault(one.line, "asked_already") for one in parsed if one.text in texts]


def import_questions(*, quiz: Quiz, parsed: Sequence[Parsed]) -> list[Question]:
    """The new questions at the end of `quiz`, in the order of the list. Raises BadQuestion; then none is written."""
    with transaction.atomic():
        Quiz.objects.select_for_update().filter(pk=quiz.pk).first()
        if asked_already(quiz=quiz, parsed=parsed):
            raise BadQuestion(_("These questions are in the quiz already."))
        return [
            add_question(quiz=quiz, text=one.text, kind=one.kind, spec=one.spec, feedback=one.feedback)
            for one in parsed
        ]
