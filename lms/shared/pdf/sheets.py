"""A sheet: a document with its layout and pictures, drawn when asked for and kept by its digest. No Django."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from lms.shared.pdf import seams
from lms.shared.pdf.engine import render_pdf, render_png
from lms.shared.pdf.fingerprint import fingerprint
from lms.shared.pdf.layouts import Layout, Run, Variant
from lms.shared.pdf.store import current_store

PICTURE_PX = 1080  # of the shorter side of a page that is shared as a picture


@dataclasses.dataclass(frozen=True)
class Sheet:
    """`document` is a dataclass of plain values; `pictures` read stored pictures as PNG, by the name screens give.

    `parts` is how many of the layout's documents follow each other, `dated` (aware) the date of the file. `mark` ends
    the names under which it is kept, so that all sheets of that mark can be forgotten at once.
    """

    layout: Layout
    document: Any
    pictures: Mapping[str, Callable[[], bytes]] = dataclasses.field(default_factory=dict)
    parts: int = 1
    dated: dt.datetime | None = None
    mark: str = ""

    def data(self) -> dict[str, Any]:
        return dataclasses.asdict(self.document)

    def digest(self, variant: Variant = "plain", run: Run = "all") -> str:
        """Names this very sheet: data, layout, variant, run and date; serves as ETag and as cache key."""
        made_of = [self.data(), dict(self.layout.options), self.layout.picture_mm, variant, run, str(self.dated)]
        return fingerprint(self.layout.path, json.dumps(made_of, sort_keys=True, ensure_ascii=False))

    def pdf(self, variant: Variant = "plain", run: Run = "all", *, keep: bool = True) -> bytes:
        """The finished PDF; raises lms.shared.pdf.SheetError. Without `keep` it never meets the store."""
        if variant not in self.layout.variants:
            raise ValueError(f"this layout has no variant {variant!r}")
        if not keep:
            return self._drawn(variant, run)
        return self._kept(f"{self.digest(variant, run)}{self.mark}.pdf", lambda: self._drawn(variant, run))

    def pictures_of_pages(self, variant: Variant = "plain", *, px: int = PICTURE_PX) -> list[bytes]:
        """Each page as a PNG whose shorter side has `px` pixels, not imposed: for screens, not for a printer."""
        return render_png(
            self.layout.path,
            self.data(),
            short_side=px,
            pages=self._count(self.layout.faces or self.layout.pages),
            images=self._images(),
            picture_mm=self.layout.picture_mm,
            variant=variant,
            options=self.layout.options,
        )

    def picture_of_page(self, number: int, variant: Variant = "plain", *, px: int = PICTURE_PX) -> bytes:
        """One page, counted from 1, kept like the PDF; IndexError when there is none."""
        digest = self.digest(variant)
        store = current_store()
        if store and (kept := store.get(f"{digest}-{px}-{number}{self.mark}.png")):
            return kept
        pages = self.pictures_of_pages(variant, px=px)
        if not 1 <= number <= len(pages):
            raise IndexError(number)
        if store:
            for n, page in enumerate(pages, start=1):
                store.put(f"{digest}-{px}-{n}{self.mark}.png", page)
        return pages[number - 1]

    def _drawn(self, variant: Variant, run: Run) -> bytes:
        pages = self.layout.faces or self.layout.pages if variant == "shop" else self.layout.pages
        return render_pdf(
            self.layout.path,
            self.data(),
            pages=self._count(pages if run == "all" or not pages else pages // 2),
            parts=self.parts,
            images=self._images(),
            picture_mm=self.layout.picture_mm,
            variant=variant,
            run=run,
            options={**self.layout.options, **self._seams(variant)},
            timestamp=self.dated,
        )

    def _seams(self, variant: Variant) -> dict[str, Any]:
        """How far each part is moved on the tiles it is cut into, so that the seams avoid its words."""
        tiles = self.layout.options.get("tiles")
        if not tiles or variant == "shop":
            return {}
        pages = render_png(
            self.layout.path,
            self.data(),
            ppi=seams.PPI,
            images=self._images(),
            picture_mm=self.layout.picture_mm,
            variant=variant,
            options=self.layout.options,
        )
        return {"shifts": [seams.shifts(page, tiles) for page in pages]}

    def _count(self, pages: int | None) -> int | None:
        return pages * self.parts if pages else None

    def _images(self) -> dict[str, bytes]:
        return {name: read() for name, read in self.pictures.items()}

    @staticmethod
    def _kept(name: str, draw: Callable[[], bytes]) -> bytes:
        store = current_store()
        if store and (kept := store.get(name)) is not None:
            return kept
        content = draw()
        if store:
            store.put(name, content)
        return content
