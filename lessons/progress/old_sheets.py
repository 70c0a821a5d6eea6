"""A printed sheet that is out of date: what its QR code says of its age, and what has changed since.

The code holds ?e=NUMBER, the edition of the lesson it leads to, and &s=KEY:NUMBER for each further lesson.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from urllib.parse import urlencode

from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, JSONField, OuterRef, Q, When
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from lessons.models import LessonEdition, LessonPage

from .changes import Changed, changed_since

MAX_OTHERS = 12  # a leaflet holds six steps, a poster few columns
_EDITION = re.compile(r"[0-9]{1,5}")
_OTHER = re.compile(r"([A-Za-z0-9_-]{1,60}):([0-9]{1,5})")

Editions = Mapping[str, list[LessonEdition]]


@dataclass(frozen=True, slots=True)
class OtherLesson:
    """A further lesson that the sheet was printed from, changed since."""

    title: str
    url: str
    changed: Changed


@dataclass(frozen=True, slots=True)
class OldSheet:
    """`own` is the lesson whose page is open; at least one of both says something."""

    own: Changed | None
    others: list[OtherLesson]


def sheet_edition(request: HttpRequest) -> int | None:
    """The edition a printed QR code names as ?e=3; None without one, or when it is no number."""
    words = request.GET.get("e", "")
    return int(words) if _EDITION.fullmatch(words) else None


def other_editions(request: HttpRequest) -> dict[str, int]:
    """{lesson key: edition} of the further lessons a code names; what is no such pair is passed over."""
    ages: dict[str, int] = {}
    for words in request.GET.getlist("s"):
        if found := _OTHER.fullmatch(words):
            ages.setdefault(found[1].lower(), int(found[2]))
    return dict(islice(ages.items(), MAX_OTHERS))


def age_query(request: HttpRequest) -> str:
    """What a code says of its sheet's age, to be carried on to the page: "?e=3&s=KEY:2", or nothing."""
    edition = sheet_edition(request)
    age = [("e", str(edition))] if edition is not None else []
    age += [("s", f"{key}:{number}") for key, number in other_editions(request).items()]
    return f"?{urlencode(age, safe=':')}" if age else ""


def editions_since(
    numbers: Mapping[str, Collection[int]], words: Mapping[str, Collection[int]] | None = None
) -> Editions:
    """{lesson key: its editions from the lowest of the numbers on, rising}, in one query or none.

    What readers saw is long: the editions named in `words` alone have it, as `.seen`; the others have None there.
    """
    wanted = Q()
    for key, ones in numbers.items():
        if ones:
            wanted |= Q(lesson_key=key, number__gte=min(ones))
    if not wanted:
        return {}
    rows = LessonEdition.objects.filter(wanted).order_by("lesson_key", "number").defer("step_words")
    named = [When(lesson_key=key, number__in=ones, then="step_words") for key, ones in (words or {}).items()]
    if named:
        rows = rows.annotate(seen=Case(*named, output_field=JSONField()))
    return {key: list(group) for key, group in groupby(rows, key=lambda edition: edition.lesson_key)}


def other_lessons(ages: Mapping[str, int], editions: Editions, request: HttpRequest) -> list[OtherLesson]:
    """Which of the lessons in `ages` have changed; one query when any has. Only lessons that anyone may read."""
    late = [key for key, number in ages.items() if changed_since(editions.get(key, []), number, [])]
    if not late:
        return []
    found = []
    for lesson in LessonPage.objects.live().filter(~_private(), key__in=late).order_by("path"):
        # The stored words hold the keys of the steps: no need to fetch the screens.
        order = [block["value"]["key"] for block in lesson.body.raw_data if block["type"] == "step"]
        if changed := changed_since(editions[lesson.key], ages[lesson.key], order):
            found.append(OtherLesson(lesson.title, lesson.get_url(request) or "", changed))
    return found


def old_poster(request: HttpRequest) -> OldSheet | None:
    """For the page of an app, where the codes of its posters lead. Two queries at most."""
    ages = other_editions(request)
    others = other_lessons(ages, editions_since({key: [number] for key, number in ages.items()}), request)
    return OldSheet(None, others) if others else None


def old_lesson_sheet(lesson: LessonPage, request: HttpRequest) -> OldSheet | None:
    """For a page that shows one lesson to anyone, where the codes of its sheets lead. Two queries at most."""
    printed = sheet_edition(request)
    others = {key: number for key, number in other_editions(request).items() if key != lesson.key}
    wanted = {key: [number] for key, number in others.items()}
    editions = editions_since({**wanted, lesson.key: [printed] if printed else []})
    own = changed_since(editions.get(lesson.key, []), printed, [step["key"] for step in lesson.steps()])
    found = other_lessons(others, editions, request)
    return OldSheet(own, found) if own or found else None


def _private() -> Exists:
    """Whether a page, or one above it, is closed to some readers; as a part of the query for the page itself."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.alias(here=here).filter(here__startswith=F("page__path")))
