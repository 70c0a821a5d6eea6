"""A page being edited, as the sheets that will be printed of it. Nothing of it needs to be saved."""

from __future__ import annotations

import base64
import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lessons.models import LessonPage, PosterPage
from lms.shared.pdf import Sheet, SheetError

from . import sheets
from .catalogue import KINDS, SheetKind
from .handouts import handout
from .wording import sheet_words

# Of the shorter side: about 100 to the inch on A4, so that the small print can be read and a page is drawn quickly.
# Smaller sheets are shown somewhat enlarged.
A4_PX = 840
PREVIEW_PX = {"leaflet-a5": 640, "card": 480}
UNSAVED = 0  # stands for the number that a page gets when it is first saved


@dataclass(frozen=True, slots=True)
class Preview:
    """`pages` are addresses of pictures; when there are none, `fault` says why."""

    label: str | Promise
    pages: Sequence[str] = ()
    fault: str = ""


def preview_of(page: Any, mode: str) -> Preview:
    """The sheet named `mode` in the catalogue, of a lesson, app or poster as it stands in the editor."""
    kind, sheet = KINDS[mode], None
    try:
        sheet = sheet_of(page, kind)
        pages = sheet.pictures_of_pages(px=PREVIEW_PX.get(mode, A4_PX))
    except (SheetError, ValueError) as error:
        return Preview(kind.label, fault=sheet_words(error, kind.name, sheet))
    # Inside the page: a picture of what nobody has saved must have no address.
    return Preview(kind.label, [f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in pages])


def sheet_of(page: Any, kind: SheetKind) -> Sheet:
    """The sheet `kind` that shows `page`; ValueError when there is nothing for it."""
    if isinstance(page, LessonPage):
        lesson = _told_apart(page)
        overrides = {lesson.pk: lesson}
        if kind.name == "handout":
            return handout(lesson.app, overrides=overrides, only=lesson)
        return kind.make(lesson.app, overrides=overrides)
    if isinstance(page, PosterPage):
        return sheets.posters(page.get_parent().specific, [page], layout=kind.layout)
    return kind.make(page)


def _told_apart(lesson: LessonPage) -> LessonPage:
    """A lesson that was never saved, with the key it would get now; any other as it is."""
    if lesson.pk is not None:
        return lesson
    standing = copy.copy(lesson)
    standing.pk = UNSAVED
    standing.key = standing.key or standing.free_key()
    return standing
