"""Pages to sheets: page -> plain document data -> PDF. The same data always gives the same bytes.

Every maker takes the app, the imprint, and `overrides`: lessons being edited by page id, so that a preview shows
what is not saved yet. Each raises ValueError when the app has nothing for that sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from lessons.blocks.step_words import alt_words, short_words, target_of
from lessons.models import AppPage, LessonPage, PosterPage
from lms.shared.pdf import Imprint, Layout, Sheet

from . import content
from .documents import (
    CARD,
    LEAFLET,
    MAX_CARD_LINES,
    POSTER,
    CardDocument,
    LeafletDocument,
    PosterData,
    PosterDocument,
)

Overrides = Mapping[int | None, LessonPage]
BLANK = Imprint()


def leaflet(
    app: AppPage, *, layout: Layout = LEAFLET, imprint: Imprint = BLANK, overrides: Overrides | None = None
) -> Sheet:
    """The leaflet of `app`: the steps marked for it, over all its published lessons in their order, at most six."""
    lessons = content.lessons_of(app, overrides)
    steps = _steps_marked("leaflet", lessons)
    drawn_on = content.printed(app, (lesson for lesson, _ in steps), lessons)
    last = next((lesson for lesson in reversed(drawn_on.lessons) if lesson.after_title), None)
    document = LeafletDocument(
        site_name=settings.LMS_SITE_NAME,
        app_name=app.title,
        cover=app.leaflet_title or app.title,
        lede=app.leaflet_lede or app.summary,
        steps=tuple(content.step_data(n, step) for n, (_, step) in enumerate(steps, start=1)),
        warnings=content.warnings_of(app),
        after_title=last.after_title if last else "",
        after_text=content.plain(last.after_text) if last else "",
        address=drawn_on.address,
        url=drawn_on.url,
        edition_note=drawn_on.edition_note,
        imprint=imprint,
    )
    pictures = content.pictures_of(step for _, step in steps)
    return Sheet(layout, document, pictures, dated=drawn_on.dated)


def card(app: AppPage, *, imprint: Imprint = BLANK, overrides: Overrides | None = None) -> Sheet:
    """The pocket card: the steps marked for it; when none are, the first five of the leaflet."""
    lessons = content.lessons_of(app, overrides)
    steps = _steps_marked("card", lessons) or _steps_marked("leaflet", lessons)[:MAX_CARD_LINES]
    drawn_on = content.printed(app, (lesson for lesson, _ in steps), lessons)
    document = CardDocument(
        site_name=settings.LMS_SITE_NAME,
        title=app.title,
        lines=tuple(step["title"] for _, step in steps),
        address=drawn_on.address,
        url=drawn_on.url,
        edition_note=drawn_on.edition_note,
        imprint=imprint,
    )
    return Sheet(CARD, document, dated=drawn_on.dated)


def posters_of(app: AppPage) -> list[PosterPage]:
    """The published posters of `app`, in their order."""
    found = PosterPage.objects.child_of(app).live().public().order_by("path").select_related("screen")
    return list(found)


def poster(page: PosterPage) -> Sheet:
    return posters(page.get_parent().specific, [page])


def posters(app: AppPage, pages: Sequence[PosterPage], *, layout: Layout = POSTER, imprint: Imprint = BLANK) -> Sheet:
    """`pages` of `app`, one after the other on one sheet each."""
    lessons = [block.value["steps"]["lesson"] for page in pages for block in page.columns if _is_drawn(block)]
    drawn_on = content.printed(app, (lesson for lesson in lessons if lesson), content.lessons_of(app))
    document = PosterDocument(
        site_name=settings.LMS_SITE_NAME,
        posters=tuple(_poster_data(page) for page in pages),
        address=content.short_address(app.key),
        url=content.short_url(app.key, _ages(drawn_on)),
        edition_note=drawn_on.edition_note,
        imprint=imprint,
    )
    pictures = content.pictures_of({"screen": page.screen} for page in pages)
    dated = max((page.last_published_at for page in pages if page.last_published_at), default=None)
    return Sheet(layout, document, pictures, parts=len(pages), dated=dated)


def _steps_marked(name: str, lessons: Iterable[LessonPage]) -> list[tuple[LessonPage, Any]]:
    return [(lesson, step) for lesson in lessons for step in lesson.steps() if step.get(name)]


def _ages(drawn_on: content.Printed) -> list[tuple[str, str]]:
    """A poster's code leads to the app, so every lesson it draws on is a further one."""
    known = [lesson.key for lesson in drawn_on.lessons if lesson.key in drawn_on.editions]
    return [("s", f"{key}:{drawn_on.editions[key].number}") for key in known]


def _poster_data(page: PosterPage) -> PosterData:
    shown = {"screen": page.screen, "target": page.target}
    return PosterData(
        title_lines=tuple(line.strip() for line in page.title_lines.splitlines() if line.strip()),
        screen=content.screen_data(shown),
        target=target_of(shown),
        alt=alt_words(shown),
        columns=tuple((block.value["heading"], _column_lines(block)) for block in page.columns),
        foot=page.foot,
    )


def _is_drawn(block: Any) -> bool:
    return block.block_type == "drawn"


def _column_lines(block: Any) -> tuple[str, ...]:
    if _is_drawn(block):
        return tuple(short_words(step) for step in block.value["steps"].chosen())
    return tuple(block.value["lines"])
