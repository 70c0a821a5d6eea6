"""Draws the sheets of a pack: the content of an app is built once, only the words of the commune are replaced."""

from __future__ import annotations

import dataclasses
import functools
import io
from pathlib import Path
from typing import cast

import pikepdf

from lessons.models import AppPage, PrintPackSheet
from lessons.printing.catalogue import KINDS
from lms.members.imprints import imprint_for
from lms.members.models import Unit
from lms.shared.pdf import Imprint, Run, Sheet, Variant

from .words import NotPublished

MM = 25.4 / 72
PAPERS = {(148, 210): "A5", (210, 297): "A4", (297, 420): "A3", (420, 594): "A2", (594, 841): "A1"}
AT_HAND = 8  # contents kept while their turn lasts; sheets come an app at a time


class Studio:
    """One for a run of a worker, so that what is edited meanwhile is on the sheets of the next run."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant
        self._content = functools.lru_cache(AT_HAND)(_content)
        self._imprint = functools.cache(_imprint)

    def draw(self, row: PrintPackSheet) -> bytes:
        """The PDF; raises SheetError, or ValueError when the app has nothing for it."""
        sheet = self._content(row.app_key, row.kind)
        document = dataclasses.replace(sheet.document, imprint=self._imprint(row.unit))
        return dataclasses.replace(sheet, document=document).pdf(self._variant, cast(Run, row.run), keep=False)


def measured(pdf: bytes) -> tuple[int, str]:
    """(pages, paper of the first page): "A4", or its sides in mm. A print shop's paper is what is left when trimmed."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        left, low, right, high = (float(side) for side in document.pages[0].trimbox)
        short, long = sorted((round((right - left) * MM), round((high - low) * MM)))
        return len(document.pages), PAPERS.get((short, long), f"{short} × {long} mm")


def write(pdf: bytes, folder: Path, name: str) -> Path:
    made = folder / f"{name}.pdf"
    made.write_bytes(pdf)
    return made


def _content(app_key: str, kind: str) -> Sheet:
    app = AppPage.objects.live().public().filter(key=app_key).first()
    if app is None or kind not in KINDS:
        raise NotPublished(app_key)
    sheet = KINDS[kind].make(app)
    return dataclasses.replace(sheet, pictures={name: functools.cache(read) for name, read in sheet.pictures.items()})


def _imprint(unit: Unit | None) -> Imprint:
    return imprint_for(unit) if unit else Imprint()
