"""Editions of a lesson: recorded when what it teaches changes, read by prints, progress and certificates."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import LONGEST_REASON, Importance
from lessons.models.lesson import NumberedStep
from lessons.progress.differences import seen
from lms.members.models import User
from lms.shared.richtext import to_lines
from lms.shared.screens.models import Screen
from lms.shared.vietnamese import normalise_line
from quizzes.certification import changes
from quizzes.errors import ReasonMissing

# Screens that changed while somebody gathers them, for `one_edition_each`.
_changed_screens: ContextVar[list[Screen] | None] = ContextVar("changed_screens", default=None)


@dataclass(frozen=True, slots=True)
class StepChange:
    key: str
    title: str
    kind: Literal["added", "changed", "removed"]


# --- selectors --------------------------------------------------------------------------------------


def hashes(lesson: LessonPage) -> dict[str, str]:
    """{step key: sha256 of what the step teaches}.

    Taught are the title, the words of the text and of both warnings, the screen as data and the place to tap.
    Bold type, tips, and what is said or printed may change without anyone having to learn again.
    """
    return {step["key"]: _digest(step) for step in lesson.steps()}


def words(lesson: LessonPage) -> dict[str, dict[str, Any]]:
    """{step key: what a reader sees of the step}."""
    return {step["key"]: _seen(step) for step in lesson.steps()}


def current(lesson_key: str) -> LessonEdition | None:
    return LessonEdition.objects.filter(lesson_key=lesson_key).order_by("-number").first()


def current_numbers(lesson_keys: Collection[str]) -> dict[str, int]:
    """{lesson key: number of its newest edition}, in one query; lessons without one are left out."""
    rows = LessonEdition.objects.filter(lesson_key__in=lesson_keys).order_by("number")
    return dict(rows.values_list("lesson_key", "number"))


def changes_between(old: LessonEdition, new: LessonEdition, order: Sequence[str]) -> list[StepChange]:
    """Added and changed steps, then removed ones; each as `order` has their keys.

    The order comes from the lesson, because PostgreSQL keeps no order of keys inside JSON.
    """
    found = [
        StepChange(key, new.step_titles.get(key, key), "changed" if key in old.step_hashes else "added")
        for key, digest in new.step_hashes.items()
        if old.step_hashes.get(key) != digest
    ]
    gone = [
        StepChange(key, old.step_titles.get(key, key), "removed")
        for key in old.step_hashes
        if key not in new.step_hashes
    ]
    places = {key: place for place, key in enumerate(order)}
    found.sort(key=lambda change: places.get(change.key, len(places)))
    return found + sorted(gone, key=lambda change: change.key)


def lessons_using(screen: Screen) -> list[tuple[LessonPage, list[NumberedStep]]]:
    """Live lessons that show `screen`, each with the steps that do."""
    pages = ReferenceIndex.get_references_to(screen).values_list("object_id", flat=True).distinct()
    lessons = LessonPage.objects.live().filter(pk__in=[int(pk) for pk in pages if pk.isdigit()]).order_by("path")
    found = [(lesson, [step for step in lesson.numbered_steps() if _shows(step, screen)]) for lesson in lessons]
    return [(lesson, steps) for lesson, steps in found if steps]


def screen_reason(*screens: Screen) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        if len(screens) == 1:
            return _("The screen “%(title)s” changed.") % {"title": screens[0].title}
        titles = ", ".join(f"“{screen.title}”" for screen in screens)
        told = _("These screens changed: %(titles)s.") % {"titles": titles}
        return Truncator(told).chars(LONGEST_REASON)


def changed_by(screen: Screen) -> list[tuple[LessonPage, int]]:
    """Live lessons whose newest edition came of a change of `screen`, so that nobody was asked whether it matters, with
    its number."""
    lessons = [lesson for lesson, _steps in lessons_using(screen)]
    newest = [(lesson, current(lesson.key)) for lesson in lessons]
    said = (Importance.MINOR, screen_reason(screen))
    return [(lesson, one.number) for lesson, one in newest if one and (one.importance, one.reason) == said]


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def record(*, lesson: LessonPage, at: dt.datetime | None = None, reason: str = "") -> LessonEdition | None:
    """Records a new edition when what the lesson teaches differs from the newest one; else returns None.

    Importance and reason are what the trainer said on the page (or `reason`). A change that the trainer calls
    important is recorded even when no digest differs: a tip may matter too.
    """
    # Read again once it is locked: of two screens changed at once, the second edition must hold both.
    lesson = LessonPage.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    newest = current(lesson.key)
    now_taught = hashes(lesson)
    important = lesson.is_important() and not reason
    if newest and newest.step_hashes == now_taught and not important:
        return None
    return LessonEdition.objects.create(
        lesson_key=lesson.key,
        number=newest.number + 1 if newest else 1,
        published_at=at or timezone.now(),
        importance=Importance.IMPORTANT if important else Importance.MINOR,
        reason=reason or lesson.change_reason,
        step_hashes=now_taught,
        step_titles={step["key"]: step["title"] for step in lesson.steps()},
        step_words=words(lesson),
    )


def keep_missing_words() -> int:
    """Adds what readers see to the newest editions that were made before it was kept; to how many. An edition that is
    not the newest any more stays without."""
    done = 0
    for lesson in LessonPage.objects.live():
        newest = current(lesson.key)
        if newest and not newest.step_words and newest.step_hashes == hashes(lesson):
            newest.step_words = words(lesson)
            newest.save(update_fields=["step_words"])
            done += 1
    return done


@transaction.atomic
def record_published(*, lesson: LessonPage, revision: Any = None, actor: User | None = None) -> LessonEdition | None:
    """Records what was just published, and announces it when it is important; what the trainer said about the change
    is spent and emptied."""
    edition = record(lesson=lesson, at=lesson.last_published_at)
    if edition:
        at = edition.published_at
        day = lesson.due_from(timezone.localdate(at))
        announce(lesson=lesson, edition=edition, effective_on=day, now=at, actor=actor)
        said = {"change_importance": Importance.MINOR.value, "change_reason": "", "change_from": None}
        LessonPage.objects.filter(pk=lesson.pk).update(**said)
        for name, value in said.items():
            setattr(lesson, name, value)
        if revision is not None:  # the editor opens the revision, not the live row
            revision.content.update(said)
            revision.save(update_fields=["content"])
    return edition


@transaction.atomic
def make_important(
    *, lesson: LessonPage, number: int, reason: str, effective_on: dt.date, now: dt.datetime, actor: User
) -> LessonEdition:
    """Says of a recorded edition, of which nobody had said so (a screen had changed), that it is important. Said twice,
    it counts once. Raises ReasonMissing."""
    edition = LessonEdition.objects.select_for_update().get(lesson_key=lesson.key, number=number)
    if edition.importance == Importance.IMPORTANT:
        return edition
    if not (why := normalise_line(reason)):
        raise ReasonMissing
    edition.importance, edition.reason = Importance.IMPORTANT, why
    edition.save(update_fields=["importance", "reason"])
    announce(lesson=lesson, edition=edition, effective_on=effective_on, now=now, actor=actor)
    return edition


def announce(
    *, lesson: LessonPage, edition: LessonEdition, effective_on: dt.date, now: dt.datetime, actor: User | None
) -> None:
    """Tells certification of an important edition. Of a first one it need not know: nobody has learned the lesson."""
    before = LessonEdition.objects.filter(lesson_key=edition.lesson_key, number=edition.number - 1).first()
    if before is None or edition.importance != Importance.IMPORTANT:
        return
    found = changes_between(before, edition, [step["key"] for step in lesson.steps()])
    changes.announce(
        lesson_key=edition.lesson_key,
        edition=edition.number,
        label=lesson.title,
        steps=[{"key": one.key, "label": one.title} for one in found if one.kind != "removed"],
        reason=edition.reason,
        effective_on=effective_on,
        now=now,
        actor=actor,
    )


def record_screen_change(*, screen: Screen) -> None:
    """Records an edition of every live lesson that teaches with `screen` and so changed with it."""
    waiting = _changed_screens.get()
    if waiting is None:
        _record_screens([screen])
    else:
        waiting.append(screen)


@contextmanager
def one_edition_each() -> Iterator[None]:
    """What changes within gives a lesson one edition in all: the one it is published with, or one for its screens."""
    mark = _changed_screens.set([])
    try:
        yield
        _record_screens(_changed_screens.get() or [])
    finally:
        _changed_screens.reset(mark)


def _record_screens(screens: Sequence[Screen]) -> None:
    lessons: dict[int, LessonPage] = {}
    shown: dict[int, list[Screen]] = {}
    for screen in screens:
        for lesson, _steps in lessons_using(screen):
            lessons[lesson.pk] = lesson
            shown.setdefault(lesson.pk, []).append(screen)
    for pk, lesson in lessons.items():
        record(lesson=lesson, reason=screen_reason(*shown[pk]))


# --- parts ------------------------------------------------------------------------------------------


def _digest(step: Any) -> str:
    screen = step.get("screen")
    taught = {
        "title": step["title"],
        "target": step.get("target") or "",
        "screen": screen.spec().model_dump(mode="json") if screen else None,
        **{name: to_lines(step[name].source) if step.get(name) else [] for name in ("text", "warning", "stop")},
    }
    canonical = json.dumps(taught, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _seen(step: Any) -> dict[str, Any]:
    source = {name: step[name].source if step.get(name) else "" for name in ("text", "warning", "stop")}
    spec = step["screen"].spec() if step.get("screen") else None
    return seen(title=step["title"], spec=spec, target=step.get("target") or "", **source)


def _shows(step: NumberedStep, screen: Screen) -> bool:
    chosen = step.value.get("screen")
    return chosen is not None and chosen.pk == screen.pk
