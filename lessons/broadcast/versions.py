"""Versions of scripts: recorded when what is read changes, by the script itself or by a lesson it draws from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from lessons import editions
from lessons.models import AppPage, RadioScriptPage, ScriptVersion
from lessons.radio.parts import as_data, digest

from .scripts import lessons_of, parts_of, script_of

# --- selectors --------------------------------------------------------------------------------------


def current(script_key: str) -> ScriptVersion | None:
    """The one that is offered; None where none is, because the page was taken down or the version withdrawn."""
    return ScriptVersion.objects.filter(script_key=script_key, is_current=True).first()


def newest(script_key: str) -> ScriptVersion | None:
    return ScriptVersion.objects.filter(script_key=script_key).order_by("-number").first()


def scripts_drawing_from(page: Page) -> list[RadioScriptPage]:
    """Live scripts whose words come from this lesson, or from this app's warnings."""
    if isinstance(page, AppPage):
        return list(RadioScriptPage.objects.live().child_of(page))
    pks = ReferenceIndex.get_references_to(page).values_list("object_id", flat=True).distinct()
    return list(RadioScriptPage.objects.live().filter(pk__in=[int(pk) for pk in pks if pk.isdigit()]).order_by("path"))


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def record(*, page: RadioScriptPage, at: dt.datetime | None = None) -> ScriptVersion | None:
    """Records a version of a live script when its words differ from the newest one, and makes it current; else None.

    A withdrawn version stays withdrawn until the words change. A page that was taken down and comes back unchanged
    has its last version current again.
    """
    page = RadioScriptPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    parts = parts_of(page)
    last, text_hash = newest(page.key), digest(parts)
    if last and last.text_hash == text_hash and last.title == page.title:
        if not last.is_current and last.withdrawn_at is None:
            # Asked again, because it may be withdrawn in this very moment.
            ScriptVersion.objects.filter(pk=last.pk, withdrawn_at=None).update(is_current=True)
        return None
    app = page.get_parent().specific
    ScriptVersion.objects.filter(script_key=page.key, is_current=True).update(is_current=False)
    return ScriptVersion.objects.create(
        script_key=page.key,
        number=last.number + 1 if last else 1,
        title=page.title,
        language=page.language,
        app_key=app.key,
        app_title=app.title,
        parts=as_data(parts),
        text_hash=text_hash,
        seconds=round(script_of(page).seconds),
        lessons=_editions(page),
        published_at=at or timezone.now(),
    )


def record_all(*, pages: Iterable[RadioScriptPage]) -> list[ScriptVersion]:
    return [version for version in (record(page=page) for page in pages) if version]


def record_missing() -> list[ScriptVersion]:
    """First versions of live scripts that were published before there were versions."""
    known = ScriptVersion.objects.values("script_key")
    pages = RadioScriptPage.objects.live().exclude(key__in=known).order_by("path")
    made = [record(page=page, at=page.last_published_at) for page in pages]
    return [version for version in made if version]


def take_down(*, script_key: str) -> None:
    """The page is no longer published: nothing of it is offered to stations."""
    ScriptVersion.objects.filter(script_key=script_key, is_current=True).update(is_current=False)


def _editions(page: RadioScriptPage) -> list[dict[str, object]]:
    keys = sorted(lesson.key for lesson in lessons_of(page))
    numbers = editions.current_numbers(keys)
    return [{"key": key, "edition": numbers.get(key, 0)} for key in keys]
