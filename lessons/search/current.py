"""The index of what is live now: kept in each process, and read again where something was published since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, Sum
from wagtail.models import Page, PageViewRestriction

from lessons.models import AppPage, GlossaryTerm

from .documents import READERS, texts_of
from .index import Document, Field, Index, Text
from .names import OtherNames, common, of_glossary

State = tuple[Any, ...]
Stamp = tuple[int, datetime | None]  # a page and when it was published
Known = dict[Stamp, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
    state: State
    index: Index
    texts: Known


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    content_type: int
    path: str
    title: str
    published: datetime | None

    @property
    def stamp(self) -> Stamp:
        return self.pk, self.published


# Replaced as a whole, never changed: two threads at most do the same work twice.
_kept = _Kept((), Index(()), {})


def current() -> Index:
    """Two queries, unless something was published, taken back, or closed to the public."""
    global _kept
    closed = tuple(PageViewRestriction.objects.order_by("page__path").values_list("page__path", flat=True))
    open_pages = Page.objects.live().exclude(_below(closed)) if closed else Page.objects.live()
    counted = open_pages.aggregate(pages=Count("pk"), which=Sum("pk"), latest=Max("last_published_at"))
    state = (closed, *counted.values())
    if state != _kept.state:
        _kept = _read(state, open_pages, _kept.texts)
    return _kept.index


def _below(paths: tuple[str, ...]) -> Q:
    q = Q()
    for path in paths:
        q |= Q(path__startswith=path)
    return q


def _read(state: State, open_pages: Any, known: Known) -> _Kept:
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in READERS}
    pages = open_pages.filter(content_type__in=kinds).order_by("path")
    rows = [_Row(*row) for row in pages.values_list("pk", "content_type_id", "path", "title", "last_published_at")]
    texts: Known = {}
    for kind, model in kinds.items():
        mine = {row.pk: row for row in rows if row.content_type == kind}
        texts |= {row.stamp: known[row.stamp] for row in mine.values() if row.published and row.stamp in known}
        new = [row.pk for row in mine.values() if row.stamp not in texts]
        texts |= {mine[page.pk].stamp: texts_of(page) for page in model.objects.filter(pk__in=new)} if new else {}
    apps = {row.path: row for row in rows if kinds[row.content_type] is AppPage}
    skills = dict(AppPage.objects.filter(skill__isnull=False).values_list("pk", "skill__title"))
    documents = []
    for row in rows:
        app = apps.get(row.path[: -Page.steplen])
        around = app.title if app else skills.get(row.pk, "")
        name = READERS[kinds[row.content_type]][0]
        documents.append(_document(row, name, app.title if app else "", around, texts[row.stamp]))
    return _Kept(state, Index(documents), texts)


def _document(row: _Row, kind: str, app_title: str, around: str, texts: tuple[Text, ...]) -> Document:
    """What the page belongs to, an app or a skill, may find it too, but is not shown as its words."""
    return Document(
        pk=row.pk,
        path=row.path,
        title=row.title,
        kind=kind,
        app_title=app_title,
        texts=(*texts, Text.of(Field.ASIDE, around, shown=False)) if around else texts,
        app_path=row.path[: -Page.steplen] if app_title else "",
    )


def names() -> OtherNames:
    """One query: the glossary is short, and carries no date of its last change."""
    return _names(tuple(GlossaryTerm.objects.values_list("term", "say_as", "note")))


@lru_cache(maxsize=2)
def _names(rows: tuple[tuple[str, str, str], ...]) -> OtherNames:
    return OtherNames([*common(), *(of_glossary(*row) for row in rows)])
