"""What the sheets of an app draw on: its lessons and steps, their editions, and the way back to them."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from PIL import Image

from lessons.blocks.step_words import alt_words, screens_of, short_words, target_of
from lessons.models import AppPage, LessonEdition, LessonPage
from lms.shared.pdf import BadPicture
from lms.shared.richtext import to_lines

from .documents import StepData
from .rich import rich_lines

Pictures = dict[str, Callable[[], bytes]]


@dataclass(frozen=True)
class Printed:
    """The lessons a sheet draws on, and of which edition each is; `keys` are those of all lessons of the app."""

    app: AppPage
    lessons: Sequence[LessonPage]
    editions: Mapping[str, LessonEdition]
    keys: Sequence[str] = ()

    @property
    def address(self) -> str:
        """The way to the first lesson in words, as it stands beside the QR code."""
        return short_address(self.lessons[0].key if self.lessons else self.app.key)

    @property
    def url(self) -> str:
        """What the QR code holds: the address, and from which editions the sheet was printed.

        ?e= is the edition of the lesson it leads to, each &s=KEY:NUMBER that of a further lesson.
        """
        if not self.lessons:
            return short_url(self.app.key)
        first, *others = self.lessons
        age = [("e", str(self.editions[first.key].number))] if first.key in self.editions else []
        age += [("s", f"{one.key}:{self.editions[one.key].number}") for one in others if one.key in self.editions]
        return short_url(first.key, age)

    @property
    def dated(self) -> dt.datetime | None:
        return max((edition.published_at for edition in self.editions.values()), default=None)

    @property
    def edition_note(self) -> str:
        """Of several lessons each is named by its place in the app, so that the reader knows which number is whose."""
        numbers = {one.key: self.editions[one.key].number for one in self.lessons if one.key in self.editions}
        parts = []
        if len(set(numbers.values())) == 1:
            parts = [f"bài học phiên bản {next(iter(numbers.values()))}"]
        elif numbers:
            parts = [f"{self._place(key)} bản {number}" for key, number in numbers.items()]
        if self.app.checked_on:
            parts.append(f"kiểm tra ngày {self.app.checked_on:%d/%m/%Y}")
        note = ", ".join(parts)
        return f"{note[:1].upper()}{note[1:]}." if note else ""

    def _place(self, key: str) -> str:
        return f"bài {self.keys.index(key) + 1}" if key in self.keys else "bài khác"


def lessons_of(app: AppPage, overrides: Mapping[int | None, LessonPage] | None = None) -> list[LessonPage]:
    """The lessons of `app` that anyone may read, in their order.

    `overrides` maps page ids to lessons being edited: each takes the place of its published self, or stands where it
    will when it is published.
    """
    found = list(LessonPage.objects.child_of(app).live().public().order_by("path")) if app.pk else []
    if not overrides:
        return found
    lessons = {lesson.pk: lesson for lesson in found}
    kept = [overrides.get(pk, lesson) for pk, lesson in lessons.items()]
    return sorted([*kept, *(one for pk, one in overrides.items() if pk not in lessons)], key=lambda one: one.path)


def printed(app: AppPage, lessons: Iterable[LessonPage], among: Iterable[LessonPage] = ()) -> Printed:
    """What a sheet draws on; `among` are all lessons of the app, in their order."""
    chosen = list(dict.fromkeys(lessons))
    editions = newest_editions([lesson.key for lesson in chosen])
    return Printed(app, chosen, editions, [lesson.key for lesson in among])


def newest_editions(keys: Sequence[str]) -> dict[str, LessonEdition]:
    """{lesson key: its newest edition}, in one query."""
    rows = LessonEdition.objects.filter(lesson_key__in=keys).order_by("number")
    return {edition.lesson_key: edition for edition in rows}


def step_data(number: int, step: Any) -> StepData:
    return StepData(
        number=number,
        title=step["title"],
        short=short_words(step),
        text=() if step["screen"] else rich_lines(step["text"].source),
        screen=screen_data(step),
        target=target_of(step),
        alt=alt_words(step),
    )


def screen_data(step: Any) -> dict[str, Any] | None:
    return step["screen"].spec().model_dump() if step["screen"] else None


def warnings_of(app: AppPage) -> tuple[str, ...]:
    return tuple(str(block.value) for block in app.warnings)


def plain(html: str) -> str:
    """Rich text as plain sentences, for boxes that hold one paragraph."""
    return " ".join(to_lines(html))


def pictures_of(steps: Iterable[Any]) -> Pictures:
    """How to read the stored pictures that `steps` show, by the name their screens give."""
    return {name: functools.partial(_png, file) for name, file in screens_of(steps).items()}


def short_address(key: str) -> str:
    """The address in words, as it stands beside a QR code."""
    return f"{settings.LMS_PUBLIC_URL.split('://')[-1]}/b/{key}"


def short_url(key: str, age: Sequence[tuple[str, str]] = ()) -> str:
    asked = f"?{urlencode(age, safe=':')}" if age else ""
    return f"{settings.LMS_PUBLIC_URL}/b/{key}/{asked}"


def _png(file: Any) -> bytes:
    """The stored picture, whatever its kind, as PNG; raises BadPicture.

    A link that leads out of the media folder is no picture of ours.
    """
    try:
        path, root = Path(file.path).resolve(), Path(file.storage.location).resolve()
    except NotImplementedError:  # the storage is no folder of this machine
        path = root = Path("/")
    if not path.is_relative_to(root):
        raise BadPicture(file.name)
    out = io.BytesIO()
    try:
        with file.open("rb") as stored, Image.open(stored) as picture:
            picture.save(out, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture(file.name) from error
    return out.getvalue()
