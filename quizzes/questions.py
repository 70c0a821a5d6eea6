"""Writing questions. A wording that stands is never changed: an edit makes the next version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from lms.shared.vietnamese import normalise, normalise_line, slug

from . import composition, kinds
from .errors import BadQuestion
from .models import Attempt, Category, Certification, Question, QuestionVersion, Quiz

Keyed = TypeVar("Keyed", Question, Quiz, Category, Certification)
TEACHES = ("teaches_lesson", "teaches_step", "teaches_label")
# Parts of a spec that decide no mark: words said afterwards, and the words of a choice, which its key stands for.
_NO_KEY = {"feedback", "feedback_true", "feedback_false"}


def newest_version(question: Question) -> QuestionVersion | None:
    return question.versions.order_by("-number").first()


def revise_question(
    *,
    question: Question,
    text: str,
    kind: str,
    spec: Mapping[str, Any],
    feedback: str = "",
    teaches: dict[str, str] | None = None,
) -> QuestionVersion:
    """The next version of `question`, or the newest where nothing changed. Attempts keep the version they began with.

    `spec` is what `quizzes.kinds` takes for `kind`; `teaches` has the three `teaches_...` fields, None keeps
    those of the version before. A step that is only called otherwise by now is no change. Raises BadQuestion.
    """
    wanted = {
        "kind": kind,
        "text": normalise_line(text),
        "spec": checked_spec(kind, spec),
        "feedback": normalise(feedback).strip(),
    }
    with transaction.atomic():
        Question.objects.select_for_update().filter(pk=question.pk).first()
        newest = newest_version(question)
        wanted |= teaches if teaches is not None else {name: getattr(newest, name, "") for name in TEACHES}
        if newest and all(getattr(newest, name) == wanted[name] for name in wanted if name != "teaches_label"):
            return newest
        number = newest.number + 1 if newest else 1
        return QuestionVersion.objects.create(question=question, number=number, **wanted)


def checked_spec(kind: str, spec: Any) -> dict[str, Any]:
    """The content as it is stored; raises BadQuestion with everything that keeps it from being graded."""
    try:
        return kinds.Asked.of(kind, spec).dump()
    except kinds.BadSpec as error:
        raise BadQuestion(faults=error.faults) from error


def add_question(
    *, quiz: Quiz | None = None, category: Category | None = None, tags: Iterable[str] = (), **wording: Any
) -> Question:
    """A new question in the bank, and at the end of `quiz`, with its first version; takes what `revise_question`
    takes. One with neither a quiz nor a category would never be found again, so it is refused: BadQuestion."""
    if not quiz and not category:
        raise BadQuestion(_("Choose a category, or a quiz, or both."))
    with transaction.atomic():
        question = saved_with_key(Question, wording["text"], lambda key: Question.objects.create(key=key))
        revise_question(question=question, **wording)
        classify(question=question, category=category, tags=tags)
        if quiz:
            composition.append(quiz=quiz, questions=[question.pk])
    return question


@transaction.atomic
def classify(*, question: Question, category: Category | None, tags: Iterable[str]) -> None:
    """Where the question stands in the bank; no new version. Tags that differ by capital letters are one."""
    if question.category_id != (category.pk if category else None):
        question.category = category
        question.save(update_fields=["category"])
    wanted = {name.casefold(): name for name in map(normalise_line, tags) if name}
    if wanted or question.tags.exists():
        known = {tag.name.casefold(): tag.name for tag in Tag.objects.all()} if wanted else {}
        question.tags.set([known.get(folded, name) for folded, name in wanted.items()])


def attempts_with(question: Question) -> int:
    """How many attempts have been asked any wording of the question."""
    return Attempt.objects.filter(items__version__question=question).distinct().count()


def key_changed(old: QuestionVersion, new: QuestionVersion) -> bool:
    """Whether an answer to `old` might earn another mark by the key of `new`, which is of the same kind."""
    return old.kind == new.kind and _key(old.kind, old.spec) != _key(new.kind, new.spec)


def _key(kind: str, part: Any) -> Any:
    if isinstance(part, list):
        return [_key(kind, one) for one in part]
    if not isinstance(part, dict):
        return part
    silent = (
        _NO_KEY | ({"text"} if kind in ("single", "multiple") else set()) | ({"screen"} if kind == "tap" else set())
    )
    return {name: _key(kind, value) for name, value in part.items() if name not in silent}


def saved_with_key(model: type[Keyed], words: str, save: Callable[[str], Keyed]) -> Keyed:
    """What `save` makes under a key from `words`; under the next one where somebody took it at the same moment."""
    while True:
        key = free_key(model, words)
        try:
            with transaction.atomic():
                return save(key)
        except IntegrityError:
            if not model.objects.filter(key=key).exists():
                raise


def free_key(model: type[Keyed], words: str) -> str:
    """A key from `words` that no row of `model` has yet."""
    base = slug(words)[:50].strip("-") or model._meta.model_name or "key"
    taken = set(model.objects.filter(key__startswith=base).values_list("key", flat=True))
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
