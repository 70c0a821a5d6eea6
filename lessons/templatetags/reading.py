"""What the pages of course, app and lesson show of one member's way: models know no progress."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import F, Q
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page

from lessons.blocks.base import SafeRichText
from lessons.blocks.step_words import said_words
from lessons.editions import current_numbers
from lessons.models import AppPage, CoursePage, LessonPage
from lessons.progress.lanes import Lane, lane_of_app, lanes_of_course, next_lesson
from lessons.progress.old_sheets import OldSheet
from lessons.progress.old_sheets import old_poster as old_poster_of
from lessons.progress.reading import Reading, reading_of
from lessons.progress.since_learned import SinceLearned, StepSince
from quizzes.offline.choosing import sheets_of_app
from quizzes.selectors import size_of

register = template.Library()


@register.filter
def rich(html: str) -> SafeString:
    """Rich text of a page, through the allow-list."""
    return SafeRichText(html).__html__()


@register.filter
def said(step: Any) -> str:
    """What is said aloud for a step."""
    return said_words(step)


@register.filter
def at_step(since: SinceLearned | None, key: str) -> StepSince | None:
    """What has changed of the step `key` since the reader learned the lesson."""
    return since.by_key.get(key) if since else None


@register.simple_tag(takes_context=True)
def course_way(context: template.Context, course: CoursePage) -> dict[str, Any]:
    """{"groups": skills with their lanes, "next": the lesson to go on with, "begun": whether anything was read}."""
    groups = lanes_of_course(course, context["request"])
    begun = any(lane.seen_at for group in groups for lane in group.lanes)
    return {"groups": groups, "next": next_lesson(groups), "begun": begun}


@register.simple_tag(takes_context=True)
def app_way(context: template.Context, app: AppPage) -> Lane:
    return lane_of_app(app, context["request"])


@register.simple_tag(takes_context=True)
def lesson_way(context: template.Context, lesson: LessonPage) -> Reading:
    return reading_of(lesson, context["request"])


@register.simple_tag(takes_context=True)
def old_poster(context: template.Context) -> OldSheet | None:
    """Whether the code that led to an app's page stands on a poster that is out of date."""
    return old_poster_of(context["request"])


@register.simple_tag
def edition_of(lesson: LessonPage, way: Reading) -> int:
    """The number of the edition that the page shows. One query, none where the way has read the editions."""
    return way.edition or current_numbers([lesson.key]).get(lesson.key, 0)


@register.simple_tag
def carried_along(app: AppPage) -> dict[str, Any]:
    """What a member takes along from an app: its posters (with `key`) and radio scripts, as plain pages, its quiz and
    practice quizzes. Three queries where there are none of the latter, once a page."""
    known: dict[str, Any] = app.__dict__
    if "carried_along" not in known:
        sheets = Page.objects.child_of(app).live().order_by("path").annotate(key=F("posterpage__key"))
        pages = list(sheets.filter(Q(posterpage__isnull=False) | Q(radioscriptpage__isnull=False)))
        known["carried_along"] = {
            "posters": [page for page in pages if page.key],
            "scripts": [page for page in pages if not page.key],
            "questions": size_of(app.quiz) if app.quiz else 0,
            "sheets": sheets_of_app(app.key),
        }
    return known["carried_along"]


@register.simple_tag
def check_is_due(app: AppPage) -> bool:
    """Whether the day has come before which the facts were to be checked again."""
    return app.check_is_due(timezone.localdate())
