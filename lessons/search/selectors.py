"""Finds apps and lessons by words written with or without marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator
from wagtail.models import Page, PageQuerySet

from lessons.models import AppPage, LessonPage
from lms.shared.vietnamese import fold, normalise_line

MAX_QUERY = 100
MAX_WORDS = 12


class QueryTooLong(ValueError):
    """More characters than a search looks for."""


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    url: str
    summary: str
    app_title: str  # empty for an app itself


def find(query: str, request: HttpRequest) -> list[Result]:
    """Apps and lessons in which every word of `query` stands; titles with the very letters typed come first.

    Raises QueryTooLong for more than MAX_QUERY characters. Nothing but marks and spaces finds nothing.
    """
    typed = normalise_line(query)
    if len(typed) > MAX_QUERY:
        raise QueryTooLong
    words = fold(typed).split()[:MAX_WORDS]
    if not words:
        return []
    closed = Page.objects.private_q()
    apps = list(_matching(AppPage.objects.defer("what", "warnings", "sources"), words).exclude(closed))
    lessons = list(_matching(LessonPage.objects.defer("body", "after_text"), words).exclude(closed))
    found = sorted([*apps, *lessons], key=lambda page: (_rank(page, typed, words), page.path))
    titles = {app.path: app.title for app in apps}
    parents = {page.path[: -page.steplen] for page in lessons} - titles.keys()
    titles.update(AppPage.objects.filter(path__in=parents).values_list("path", "title") if parents else [])
    return [_result(page, titles, request) for page in found]


def _matching(pages: PageQuerySet, words: list[str]) -> PageQuerySet:
    pages = pages.live()
    for word in words:
        pages = pages.filter(folded__contains=word)
    return pages


def _rank(page: Any, typed: str, words: list[str]) -> int:
    """0 the typed letters in the title, marks and all; 1 the words in the title without marks; 2 elsewhere."""
    if typed.casefold() in page.title.casefold():
        return 0
    title = fold(page.title)
    return 1 if all(word in title for word in words) else 2


def _result(page: Any, titles: dict[str, str], request: HttpRequest) -> Result:
    is_lesson = isinstance(page, LessonPage)
    return Result(
        title=page.title,
        url=page.get_url(request) or "",
        summary=Truncator(page.summary).chars(160),
        app_title=titles.get(page.path[: -page.steplen], "") if is_lesson else "",
    )
