"""The picture that a link to a page shows in a chat group."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings

from lessons.blocks.step_words import target_of
from lessons.models import AppPage, CoursePage, LessonPage, PosterPage
from lms.shared.pdf import Sheet

from . import content
from .documents import SHARE, ShareDocument


def share(page: AppPage | LessonPage | PosterPage | CoursePage) -> Sheet:
    """`page` by its name, its sentence and one screen: a lesson's first, an app's first lesson's, a poster's own."""
    shown = _shown(page)
    document = ShareDocument(
        site_name=settings.LMS_SITE_NAME,
        title=page.title,
        lede=_lede(page),
        screen=content.screen_data(shown) if shown else None,
        target=target_of(shown) if shown else "",
    )
    return Sheet(SHARE, document, content.pictures_of([shown] if shown else []), dated=page.last_published_at)


def _lede(page: AppPage | LessonPage | PosterPage | CoursePage) -> str:
    if isinstance(page, CoursePage):
        return re.split(r"(?<=[.!?])\s+", content.plain(page.intro), maxsplit=1)[0]  # there is room for a sentence
    return page.foot if isinstance(page, PosterPage) else page.summary


def _shown(page: AppPage | LessonPage | PosterPage | CoursePage) -> Any:
    """What has the screen and the target to show, or None."""
    if isinstance(page, PosterPage):
        return {"screen": page.screen, "target": page.target}
    if isinstance(page, AppPage):
        lessons = content.lessons_of(page)[:1]
    else:
        lessons = [page] if isinstance(page, LessonPage) else []
    return next((step for lesson in lessons for step in lesson.steps() if step["screen"]), None)
