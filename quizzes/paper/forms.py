"""Forms: what the sheets that carry a code ask. Made once when a sheet is first printed, and never changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from lms.shared.vietnamese import normalise_line
from quizzes.choosing import newest_versions, to_draw_from
from quizzes.models import PaperForm, PaperFormItem, QuestionVersion, Quiz

from .mixing import FORMS, Content, form

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
CODE_LENGTH = 5


# --- services ---------------------------------------------------------------------------------------
def remembered(*, quiz: Quiz, versions: Sequence[QuestionVersion], number: int = 1) -> PaperForm:
    """The form that asks these versions in this order, made if there is none. Repeated, or done by two at once, it
    gives the one that stands; another form that happens to have the same code makes this one take the next code."""
    wanted = [version.pk for version in versions]
    for again in count():
        code = form_code(versions, again)
        found = _coded(quiz, code) or _made(quiz, code, number, wanted)
        if list(found.items.values_list("version", flat=True)) == wanted:
            return found
    raise AssertionError("unreachable")


def _made(quiz: Quiz, code: str, number: int, wanted: Sequence[int]) -> PaperForm:
    try:
        with transaction.atomic():
            made = PaperForm.objects.create(quiz=quiz, code=code, number=number)
            PaperFormItem.objects.bulk_create(
                PaperFormItem(form=made, position=n, version_id=pk) for n, pk in enumerate(wanted, start=1)
            )
            return made
    except IntegrityError:
        if found := _coded(quiz, code):
            return found
        raise


# --- selectors --------------------------------------------------------------------------------------
def questions_on(quiz: Quiz, number: int = 1) -> list[QuestionVersion]:
    """What form `number` asks today: the newest version of each question. Two queries more where there are draws."""
    fixed = newest_versions(quiz)
    draws = list(quiz.draws.values_list("category", "count"))
    pools: defaultdict[int, list[QuestionVersion]] = defaultdict(list)
    if draws:
        for version in _drawable(quiz, [category for category, _count in draws]):
            pools[version.question.category_id or 0].append(version)
    by_key = {one.question.key: one for one in [*fixed, *chain.from_iterable(pools.values())]}
    content = Content(
        seed=quiz.key,
        fixed=[version.question.key for version in fixed],
        pools=[([version.question.key for version in pools[category]], count) for category, count in draws],
        shuffle=quiz.shuffle,
    )
    return [by_key[key] for key in form(content, number)]


def form_with(quiz: Quiz, code: str) -> PaperForm | None:
    """The form whose sheets carry `code`, as a person types it. One that would be printed today is found as well,
    so that sheets count that were printed before forms were kept."""
    wanted = bare_code(code)
    if found := _coded(quiz, wanted):
        return found
    if len(wanted) != CODE_LENGTH:
        return None
    for number in range(1, FORMS + 1):
        versions = questions_on(quiz, number)
        if versions and form_code(versions) == wanted:
            return remembered(quiz=quiz, versions=versions, number=number)
    return None


def bare_code(typed: str) -> str:
    return normalise_line(typed).upper().replace(" ", "").replace("-", "")


def form_code(versions: Sequence[QuestionVersion], again: int = 0) -> str:
    """The name of these versions in this order; another wording or order has another name. `again` gives others."""
    names = ",".join(f"{version.question.key}:{version.number}" for version in versions) + f"#{again}" * bool(again)
    digest = int.from_bytes(hashlib.sha256(names.encode()).digest())
    letters = []
    for _ in range(CODE_LENGTH):
        digest, place = divmod(digest, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)


def _coded(quiz: Quiz, code: str) -> PaperForm | None:
    return PaperForm.objects.filter(quiz=quiz, code=code).first()


def _drawable(quiz: Quiz, categories: Collection[int]) -> QuerySet[QuestionVersion]:
    questions = [question for _category, question in to_draw_from(quiz, categories)]
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number").values("pk")[:1]
    return QuestionVersion.objects.filter(question__in=questions, pk=Subquery(newest)).select_related("question")
