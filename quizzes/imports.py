"""A list of questions taken into the bank, and into a quiz: all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .bank import bank
from .categories import category_named, find_category
from .errors import BadQuestion
from .formats import Fault, Parsed, fault
from .models import Category, Question, Quiz
from .questions import add_question


def homeless(*, quiz: Quiz | None, category: str, parsed: Sequence[Parsed]) -> list[Fault]:
    """The questions that would stand in no quiz and no category."""
    return [] if quiz or category else [fault(one.line, "no_category") for one in parsed if not one.category]


def asked_already(*, quiz: Quiz | None, category: str = "", parsed: Sequence[Parsed]) -> list[Fault]:
    """The questions of the list that `quiz` or their category has word for word, so that a list sent twice is not
    asked twice. `category` is the title for those that name none themselves."""
    in_quiz = _texts(quiz_items__quiz=quiz) if quiz else set()
    shelves = {title: _texts_of(title) for title in {one.category or category for one in parsed}}
    faults = []
    for one in parsed:
        if one.text in in_quiz:
            faults.append(fault(one.line, "asked_already"))
        elif one.text in shelves[one.category or category]:
            faults.append(fault(one.line, "in_category_already"))
    return faults


def _texts_of(title: str) -> Collection[str]:
    found = find_category(title) if title else None
    return _texts(category=found) if found else ()


def _texts(**where: object) -> set[str]:
    return set(bank().filter(**where).values_list("text", flat=True))


def import_questions(
    *, quiz: Quiz | None = None, category: str = "", tags: Iterable[str] = (), parsed: Sequence[Parsed]
) -> list[Question]:
    """The new questions, at the end of `quiz` in the order of the list. A category that does not exist yet is made.

    Raises BadQuestion; then none is written.
    """
    with transaction.atomic():
        if quiz:
            Quiz.objects.select_for_update().filter(pk=quiz.pk).first()
        shelves = _locked_shelves({one.category or category for one in parsed} - {""})
        if asked_already(quiz=quiz, category=category, parsed=parsed):
            raise BadQuestion(_("These questions are in the quiz or the category already."))
        wanted = list(tags)
        return [
            add_question(
                quiz=quiz,
                category=shelves.get(one.category or category),
                tags=wanted,
                text=one.text,
                kind=one.kind,
                spec=one.spec,
                feedback=one.feedback,
            )
            for one in parsed
        ]


def _locked_shelves(titles: Collection[str]) -> dict[str, Category]:
    """The categories by title. Of two who import one list at once the second waits, and then finds it asked already."""
    shelves = {title: category_named(title) for title in sorted(titles)}
    wanted = [category.pk for category in shelves.values()]
    list(Category.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
    return shelves
