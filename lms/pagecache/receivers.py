"""Which tags change when something is saved, moved or deleted. Told once it is committed: a page drawn from what
stood before must not come after the notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from lessons.models import GlossaryTerm, LessonEdition, LessonPage, ScriptVersion, Skill
from lms.shared.models import Screen
from quizzes.models import Certification, Question, QuestionVersion, Quiz, QuizDraw, QuizItem

from .current import current_store
from .store import Store
from .tags import ALL, GLOSSARY, QUIZZES

# A draft saves these alone, and readers see none of them.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
FACE = ("title", "url_path", "live", "path")  # of a lesson, in lists

_gathered: ContextVar[list[bool] | None] = ContextVar("gathered", default=None)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Where very much is saved: nothing is told one by one, and everything at the end, whatever became of it."""
    gathered: list[bool] = []
    outer = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(outer)
        if gathered:
            renew(lambda: [ALL])


def on_page_saving(sender: Any, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Remembers how a lesson stood in the lists before."""
    if isinstance(instance, LessonPage) and instance.pk and not raw and _store():
        before = LessonPage.objects.filter(pk=instance.pk).values_list(*FACE).first()
        instance.__dict__["face_before"] = before


def on_saved(sender: Any, instance: Any, update_fields: Iterable[str] | None = None, **_kwargs: Any) -> None:
    if _store() is None or (update_fields is not None and set(update_fields) <= DRAFT_FIELDS):
        return
    if isinstance(instance, Page):
        before = instance.__dict__.pop("face_before", None)
        page_changed(instance, in_lists=before != tuple(getattr(instance, name) for name in FACE))
    else:
        _row_changed(instance)


def on_deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    if _store() is None:
        return
    if isinstance(instance, Page):
        page_changed(instance, in_lists=True)
    else:
        _row_changed(instance, gone=True)


def on_page_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Of a page that has pages below it the addresses of all of them change."""
    if _store() is None:
        return
    lesson = LessonPage.objects.filter(pk=instance.pk).first()  # Wagtail names it by its base alone
    if lesson is None:
        renew(lambda: [ALL])
        return
    page_changed(lesson, in_lists=True)
    old = kwargs["parent_page_before"]
    course = old.get_parent()
    renew(lambda: [f"list:{old.pk}", f"below:{old.pk}", *([f"below:{course.pk}"] if course else [])])


def on_slug_changed(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """Of all pages below it the addresses change, and any page may lead to one of them."""
    if instance.numchild:
        renew(lambda: [ALL])


def page_changed(page: Page, *, in_lists: bool) -> None:
    """The page itself, what is drawn from it, and the pages above it."""
    pk, path, step = page.pk, page.path, page.steplen
    before = _referring([page], levels=1)  # a page that is deleted takes its references along

    def tags() -> list[str]:
        since = _referring([page], levels=1) if page.pk else []
        paths = [path[:end] for end in range(step, len(path), step)]
        above = list(Page.objects.filter(path__in=paths).order_by("-path").values_list("pk", flat=True))
        listed = [f"list:{parent}" for parent in above[:1]] if in_lists and isinstance(page, LessonPage) else []
        return [f"page:{pk}", *listed, *(f"below:{one}" for one in above), *before, *since]

    renew(tags)


def renew(tags: Callable[[], Iterable[str]]) -> None:
    """Once all is committed. What fails is logged and stops nothing."""
    if store := _store():
        transaction.on_commit(lambda: store.renew(dict.fromkeys(tags())), robust=True)


def _store() -> Store | None:
    """What is to be told now; none while all is gathered."""
    if (gathered := _gathered.get()) is not None:
        gathered.append(True)
        return None
    return current_store()


def _row_changed(row: models.Model, *, gone: bool = False) -> None:
    found = next((tags for kind, tags in _ROWS.items() if isinstance(row, kind)), None)
    if found and gone:
        before = found(row)  # it loses its key, and with it what refers to it
        renew(lambda: before)
    elif found:
        renew(lambda: found(row))


_ROWS: dict[type[models.Model], Callable[[Any], list[str]]] = {
    Screen: lambda screen: _referring([screen], levels=2),  # lessons that show it, scripts drawn from those
    Document: lambda recording: _referring([recording], levels=1),
    GlossaryTerm: lambda term: [GLOSSARY],
    ScriptVersion: lambda version: [f"script:{version.script_key}"],
    LessonEdition: lambda edition: [f"edition:{edition.lesson_key}"],
    Skill: lambda skill: [f"page:{skill.course_id}", f"below:{skill.course_id}"],
    PageViewRestriction: lambda restriction: [ALL],
    Site: lambda site: [ALL],
    **dict.fromkeys((Quiz, QuizItem, QuizDraw, Question, QuestionVersion, Certification), lambda row: [QUIZZES]),
}


def _referring(rows: list[Any], *, levels: int) -> list[str]:
    """The tags of pages that refer to `rows`, and of those that refer to them in turn."""
    found: dict[int, None] = {}
    for _level in range(levels):
        references = ReferenceIndex.objects.none()
        for row in rows:
            references = references | ReferenceIndex.get_references_to(row)
        kinds = references.values_list("base_content_type__app_label", "base_content_type__model", "object_id")
        pks = {int(pk) for label, model, pk in kinds if (label, model) == ("wagtailcore", "page")}
        rows = list(Page.objects.filter(pk__in=pks - found.keys()))
        found.update(dict.fromkeys(page.pk for page in rows))
    return [f"page:{pk}" for pk in found]
