"""Whether the sheets of a page can be printed: told to its trainer when the page is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pydantic
from django.utils.translation import gettext as _

from lessons.models import AppPage, LessonPage, PosterPage
from lms.shared.pdf import SheetError

from .catalogue import KINDS
from .content import lessons_of
from .documents import MAX_CARD_LINES, MAX_LEAFLET_STEPS
from .previews import sheet_of
from .sheets import posters_of
from .wording import sheet_words

_OF_STEPS = ("leaflet", "leaflet-a5", "card")


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is the sheet's name in the catalogue, `page` the one to mend."""

    kind: str
    page: Any
    reason: str


def faults_of(page: Any) -> list[Fault]:
    """What keeps the sheets that show `page` from being printed once it is published as it stands here.

    A sheet for which there is nothing yet is no fault. Those that can be made are kept for their readers.
    """
    kinds = list(_kinds_showing(page))
    lessons = _lessons_beside(page) if "leaflet" in kinds else []
    return [*_too_many(page, lessons), *(fault for name in kinds for fault in _tried(page, name, lessons))]


def _kinds_showing(page: Any) -> Iterator[str]:
    if isinstance(page, PosterPage):
        yield "poster"
    if isinstance(page, AppPage) or (isinstance(page, LessonPage) and any(map(_is_marked, page.steps()))):
        yield from _OF_STEPS
    if isinstance(page, AppPage) and posters_of(page):
        yield "poster"


def _lessons_beside(page: Any) -> list[LessonPage]:
    """The lessons that share the sheets of `page`."""
    if isinstance(page, LessonPage):
        return lessons_of(page.app, {page.pk: page})
    return lessons_of(page)


def _too_many(page: Any, lessons: Sequence[LessonPage]) -> Iterator[Fault]:
    words = {
        "leaflet": _("The lessons of this app have %(count)d steps “On the leaflet”; a leaflet holds %(most)d."),
        "card": _("The lessons of this app have %(count)d steps “On the pocket card”; a card holds %(most)d."),
    }
    for name, most in (("leaflet", MAX_LEAFLET_STEPS), ("card", MAX_CARD_LINES)):
        count = sum(bool(step.get(name)) for lesson in lessons for step in lesson.steps())
        if count > most:
            yield Fault(name, page, words[name] % {"count": count, "most": most})


def _tried(page: Any, name: str, lessons: Sequence[LessonPage]) -> Iterator[Fault]:
    sheet = None
    try:
        sheet = sheet_of(page, KINDS[name])
        sheet.pdf()
    except (SheetError, pydantic.ValidationError) as error:
        yield Fault(name, _at_fault(error, lessons) or page, sheet_words(error, name, sheet))
    except ValueError:
        return  # nothing to print yet, or too much: that is counted


def _at_fault(error: Exception, lessons: Sequence[LessonPage]) -> LessonPage | None:
    """The lesson whose step is named in `error`; the layouts name a step with its title at the end."""
    part = getattr(error, "part", None) or ""
    steps = ((lesson, step["title"]) for lesson in lessons for step in lesson.steps())
    return next((lesson for lesson, title in steps if part.endswith(f": {title}")), None)


def _is_marked(step: Any) -> bool:
    return bool(step.get("leaflet") or step.get("card"))
