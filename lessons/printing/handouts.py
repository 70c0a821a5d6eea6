"""The handout: whole lessons with all their screens."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from lessons.blocks.step_words import alt_words, target_of
from lessons.models import AppPage, LessonPage
from lms.shared.pdf import Imprint, Sheet

from . import content
from .documents import HANDOUT, HandoutDocument, HandoutLesson, HandoutNote, HandoutStep
from .rich import RichLine, rich_lines
from .sheets import BLANK, Overrides


def handout(
    app: AppPage, *, imprint: Imprint = BLANK, overrides: Overrides | None = None, only: LessonPage | None = None
) -> Sheet:
    """The lessons of `app`, or `only` that one."""
    lessons = [one for one in content.lessons_of(app, overrides) if only is None or one.pk == only.pk]
    drawn_on = content.printed(app, lessons)
    document = HandoutDocument(
        site_name=settings.LMS_SITE_NAME,
        app_name=app.title,
        lessons=tuple(_lesson(content.Printed(app, [one], drawn_on.editions)) for one in lessons),
        warnings=content.warnings_of(app),
        imprint=imprint,
    )
    pictures = content.pictures_of(step for lesson in lessons for step in lesson.steps())
    return Sheet(HANDOUT, document, pictures, dated=drawn_on.dated)


def _lesson(drawn_on: content.Printed) -> HandoutLesson:
    (lesson,) = drawn_on.lessons
    parts: list[HandoutStep | HandoutNote] = []
    for is_step, run in lesson.sections():
        parts += [_step(one.number, one.value) if is_step else _note(one) for one in run]
    return HandoutLesson(
        title=lesson.title,
        summary=lesson.summary,
        parts=tuple(parts),
        after_title=lesson.after_title,
        after_text=rich_lines(lesson.after_text),
        address=drawn_on.address,
        url=drawn_on.url,
        edition_note=drawn_on.edition_note,
    )


def _step(number: int, step: Any) -> HandoutStep:
    return HandoutStep(
        number=number,
        title=step["title"],
        text=_lines(step, "text"),
        tip=_lines(step, "tip"),
        warning=_lines(step, "warning"),
        stop=_lines(step, "stop"),
        screen=content.screen_data(step),
        target=target_of(step),
        alt=alt_words(step),
    )


def _lines(step: Any, name: str) -> tuple[RichLine, ...]:
    return rich_lines(step[name].source) if step.get(name) else ()


def _note(block: Any) -> HandoutNote:
    if block.block_type != "note":
        return HandoutNote(lines=rich_lines(block.value.source))
    kind = {"warn": "warning"}.get(block.value["kind"], block.value["kind"])
    return HandoutNote(lines=rich_lines(block.value["text"].source), kind=kind)
