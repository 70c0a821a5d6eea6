"""A radio page as a timed script: its steps drawn from the lesson, its words read by the glossary."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.timezone import localtime
from wagtail.log_actions import log

from lessons.blocks.cues import languages
from lessons.following.making import Given, cues_from, given_by
from lessons.following.states import drawn_parts
from lessons.models import GlossaryTerm, LessonPage, RadioScriptPage
from lessons.radio.cues import Script, build_script
from lessons.radio.numbers import Reading
from lessons.radio.parts import Part
from lessons.radio.slots import fill
from lms.members.models import User
from lms.shared.vietnamese import normalise

LANGUAGES = {"vi": "Tiếng Việt"}


def script_of(page: RadioScriptPage, *, rate: float | None = None) -> Script:
    """The whole item as it is read where no station is known: sentences with a slot have fallen out.

    Raises ValueError for a rate out of bounds.
    """
    return timed(page, fill(parts_of(page), {}).parts, rate=rate)


def timed(
    page: RadioScriptPage,
    parts: Sequence[Part],
    *,
    rate: float | None = None,
    words: Reading | None = None,
    edition_words: str = "",
) -> Script:
    """`parts` of the page, ready to be shown, read or saved; `words` are those of a station."""
    published = page.last_published_at
    return build_script(
        title=page.title,
        parts=parts,
        glossary=glossary(app_key_of(page)),
        language=language_name(page.language),
        edition_words=edition_words or (f"Bản ngày {localtime(published):%d/%m/%Y}" if published else ""),
        rate=rate or page.rate,
        reading=words or reading(),
    )


def parts_of(page: RadioScriptPage) -> tuple[Part, ...]:
    """What is read of the page, slots still open: one part a block, without those that have nothing to say."""
    return tuple(drawn.part for drawn in drawn_parts(page.cues, given_for(page)))


def given_for(page: RadioScriptPage) -> Given:
    """What its lesson gives today for each part of words."""
    return given_by(_source(page))


def lessons_of(page: RadioScriptPage) -> list[LessonPage]:
    """The published lessons that it draws from, each once."""
    steps = [block.value.get("lesson") for block in page.cues if block.block_type == "steps"]
    found = {lesson.pk: lesson for lesson in (page.source, *steps) if lesson and lesson.live}
    return list(found.values())


def app_key_of(page: RadioScriptPage) -> str:
    """Empty for a page that stands nowhere yet."""
    parent = page.get_parent() if page.path else None
    return getattr(parent.specific, "key", "") if parent else ""


def reading() -> Reading:
    """The words of this region for numbers, from LMS_RADIO_WORDS."""
    try:
        return Reading.of_words(map(normalise, settings.LMS_RADIO_WORDS))
    except ValueError as error:
        raise ImproperlyConfigured(f"LMS_RADIO_WORDS: {error}") from error


def glossary(app_key: str = "") -> dict[str, str]:
    """The readings that hold everywhere; where the app has its own of a term, that one."""
    rows = GlossaryTerm.objects.filter(scope__in=("", app_key)).order_by("scope")
    return dict(rows.values_list("term", "say_as"))


def language_name(code: str) -> str:
    return LANGUAGES.get(code) or dict(languages()).get(code, code)


def _source(page: RadioScriptPage) -> LessonPage | None:
    """The lesson, knowing its app where that is the page's own."""
    lesson = page.source
    if lesson and page.path and lesson.path.startswith(page.path[: -page.steplen]):
        lesson._cached_parent_obj = page.get_parent().specific
    return lesson


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def make_draft(*, lesson: LessonPage, by: User) -> RadioScriptPage:
    """A draft beside the lesson, every part as the lesson gives it. One that this person made before and nobody has
    published is opened again: a double click makes one."""
    mine = RadioScriptPage.objects.child_of(lesson.get_parent()).filter(
        source=lesson, owner=by, live=False, first_published_at=None
    )
    if made := mine.order_by("pk").last():
        return made
    page = RadioScriptPage(title=lesson.title, source=lesson, cues=cues_from(lesson), live=False, owner=by)
    lesson.get_parent().add_child(instance=page)
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by)
    return page
