"""Pages to sheets: page -> plain document data -> PDF. The same data always gives the same bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from PIL import Image

from lessons.models import AppPage, LessonEdition, LessonPage, PosterPage
from lms.shared.pdf import Variant, fingerprint, render_pdf
from lms.shared.richtext import to_lines

from .documents import LEAFLET, LEAFLET_PAGES, POSTER, POSTER_PAGES, LeafletDocument, PosterDocument, StepData
from .drawn import alt_words, screens_of, short_words, target_of

KEEP_SECONDS = 60 * 60 * 24 * 7


@dataclasses.dataclass(frozen=True)
class Sheet:
    """A document with all a layout needs: its pictures, its date, its number of pages."""

    document: LeafletDocument | PosterDocument
    layout: Path
    pages: int
    pictures: Mapping[str, Any]
    dated: dt.datetime | None

    def digest(self, variant: Variant) -> str:
        """Names this very sheet: data, layout, variant and date; serves as ETag and as cache key."""
        data = json.dumps([self.data(), variant, str(self.dated)], sort_keys=True, ensure_ascii=False)
        return fingerprint(self.layout, data)

    def data(self) -> dict[str, Any]:
        return dataclasses.asdict(self.document)

    def pdf(self, variant: Variant = "plain") -> bytes:
        """The finished PDF; raises lms.shared.pdf.SheetError. Kept by digest, so that it is never stale."""
        key = f"sheet:{self.digest(variant)}"
        if (kept := cache.get(key)) is not None:
            return kept
        pdf = render_pdf(
            self.layout,
            self.data(),
            pages=self.pages,
            images={name: _png(file) for name, file in self.pictures.items() if file.storage.exists(name)},
            variant=variant,
            timestamp=self.dated,
        )
        cache.set(key, pdf, KEEP_SECONDS)
        return pdf


def leaflet(app: AppPage, overrides: Mapping[int, LessonPage] | None = None) -> Sheet:
    """The tri-fold leaflet of `app`: the steps marked for it, over all its published lessons in their order.

    `overrides` maps page ids to lessons that are being edited, so that a preview shows what is not saved yet.
    Raises ValueError when no step, or more than six, are marked for the leaflet.
    """
    lessons = [(overrides or {}).get(lesson.pk, lesson) for lesson in lessons_of(app)]
    steps = [(lesson, step) for lesson in lessons for step in lesson.steps() if step["leaflet"]]
    printed = list(dict.fromkeys(lesson for lesson, _ in steps))
    editions = _editions([lesson.key for lesson in printed])
    first = printed[0] if printed else app
    last = next((lesson for lesson in reversed(printed) if lesson.after_title), None)
    document = LeafletDocument(
        site_name=settings.LMS_SITE_NAME,
        app_name=app.title,
        cover=app.leaflet_title or app.title,
        lede=app.leaflet_lede or app.summary,
        steps=tuple(_step_data(n, step) for n, (_, step) in enumerate(steps, start=1)),
        warnings=tuple(str(block.value) for block in app.warnings),
        after_title=last.after_title if last else "",
        after_text=plain(last.after_text) if last else "",
        address=short_address(first.key),
        url=short_url(first.key, editions.get(first.key)),
        edition_note=_edition_note(printed, editions, app.checked_on),
    )
    dated = max((edition.published_at for edition in editions.values()), default=None)
    return Sheet(document, LEAFLET, LEAFLET_PAGES, screens_of(step for _, step in steps), dated)


def poster(page: PosterPage) -> Sheet:
    shown = {"screen": page.screen, "target": page.target}
    key = page.get_parent().specific.key
    document = PosterDocument(
        site_name=settings.LMS_SITE_NAME,
        title_lines=tuple(line.strip() for line in page.title_lines.splitlines() if line.strip()),
        screen=page.screen.spec().model_dump(),
        target=target_of(shown),
        alt=alt_words(shown),
        columns=tuple((block.value["heading"], _column_lines(block)) for block in page.columns),
        foot=page.foot,
        address=short_address(key),
        url=short_url(key, None),
    )
    return Sheet(document, POSTER, POSTER_PAGES, screens_of([shown]), page.last_published_at)


def lessons_of(app: AppPage) -> list[LessonPage]:
    """The lessons of `app` that anyone may read, in their order."""
    return list(LessonPage.objects.child_of(app).live().public().order_by("path"))


def short_address(key: str) -> str:
    """The address in words, as it stands beside a QR code."""
    return f"{settings.LMS_PUBLIC_URL.split('://')[-1]}/b/{key}"


def short_url(key: str, edition: LessonEdition | None) -> str:
    """What the QR code holds: the address, and which edition the sheet was printed from."""
    age = f"?e={edition.number}" if edition else ""
    return f"{settings.LMS_PUBLIC_URL}/b/{key}/{age}"


def _editions(keys: list[str]) -> dict[str, LessonEdition]:
    newest: dict[str, LessonEdition] = {}
    for edition in LessonEdition.objects.filter(lesson_key__in=keys).order_by("number"):
        newest[edition.lesson_key] = edition
    return newest


def _edition_note(lessons: list[LessonPage], editions: Mapping[str, LessonEdition], checked_on: dt.date | None) -> str:
    numbers = [str(editions[lesson.key].number) for lesson in lessons if lesson.key in editions]
    parts = [f"Bài học phiên bản {' và '.join(dict.fromkeys(numbers))}"] if numbers else []
    if checked_on:
        parts.append(f"kiểm tra ngày {checked_on:%d/%m/%Y}")
    note = ", ".join(parts)
    return f"{note[:1].upper()}{note[1:]}." if note else ""


def _step_data(number: int, step: Any) -> StepData:
    return StepData(
        number=number,
        title=step["title"],
        short=short_words(step),
        screen=step["screen"].spec().model_dump() if step["screen"] else None,
        target=target_of(step),
        alt=alt_words(step),
    )


def _column_lines(block: Any) -> tuple[str, ...]:
    if block.block_type == "drawn":
        return tuple(short_words(step) for step in block.value["steps"].chosen())
    return tuple(block.value["lines"])


def plain(html: str) -> str:
    """Rich text as plain sentences, for boxes that hold one paragraph."""
    return " ".join(to_lines(html))


def _png(file: Any) -> bytes:
    out = io.BytesIO()
    with file.open("rb") as stored, Image.open(stored) as picture:
        picture.save(out, "PNG")
    return out.getvalue()
