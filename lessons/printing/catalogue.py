"""Every sheet that can be made of an app, by the name it has on the command line, in addresses and file names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lessons.models import AppPage
from lms.shared.pdf import Imprint, Layout, Sheet, Variant
from lms.shared.pdf.layouts import VARIANT_BY_SLUG as VARIANT_BY_SLUG
from lms.shared.pdf.layouts import VARIANT_SLUGS
from quizzes.printing.documents import QUIZ_SHEET
from quizzes.printing.sheets import quiz_sheet

from . import sheets
from .documents import CARD, HANDOUT, LEAFLET, LEAFLET_A5, POSTER, POSTER_2_A4, POSTER_4_A4, POSTER_A2
from .handouts import handout


@dataclass(frozen=True)
class SheetKind:
    """`name` is for the command line, `slug` for addresses and file names, `maker` is called as `make` says.

    `guarded`: not for everybody, because it shows questions and their key. `large_paper` is what large print needs,
    where that is larger paper and not more pages.
    """

    name: str
    slug: str
    label: str | Promise
    paper: str | Promise
    layout: Layout
    maker: Callable[..., Sheet]
    guarded: bool = False
    large_paper: str = ""

    def make(self, app: AppPage, *, imprint: Imprint = sheets.BLANK, overrides: Any = None) -> Sheet:
        """The sheet of `app`; ValueError when the app has nothing for it."""
        return self.maker(app, imprint=imprint, overrides=overrides)

    def file_name(self, app: AppPage, variant: Variant, run: str = "all") -> str:
        """ASCII, without its ending: "to-roi-vneid-van-phong-mat-sau"."""
        parts = [self.slug, app.key, VARIANT_SLUGS[variant], RUN_SLUGS.get(run, "")]
        return "-".join(part for part in parts if part)


VARIANT_LABELS: dict[Variant, str | Promise] = {
    "plain": _("in colour"),
    "mono": _("black and white, for copying"),
    "ink": _("in colour, saving ink"),
    "large": _("large print"),
    "shop": _("for a print shop, with bleed"),
    "office": _("office printer, one side at a time"),
}
RUN_SLUGS = {"fronts": "mat-truoc", "backs": "mat-sau"}


def _leaflet(layout: Layout) -> Callable[..., Sheet]:
    return lambda app, **given: sheets.leaflet(app, layout=layout, **given)


def _posters(layout: Layout) -> Callable[..., Sheet]:
    def make(app: AppPage, *, imprint: Imprint, overrides: Any) -> Sheet:
        return sheets.posters(app, sheets.posters_of(app), layout=layout, imprint=imprint)

    return make


def _quiz_sheet(app: AppPage, *, imprint: Imprint, overrides: Any) -> Sheet:
    if app.quiz is None:
        raise ValueError("the app has no quiz")
    return quiz_sheet(app.quiz, imprint=imprint)


_SEVERAL = _("A4, several pages")
_ALL = (
    SheetKind(
        "leaflet",
        "to-roi",
        _("Leaflet, folded in three"),
        _("A4, both sides"),
        LEAFLET,
        _leaflet(LEAFLET),
        large_paper="A3",
    ),
    SheetKind(
        "leaflet-a5",
        "to-roi-a5",
        _("Small leaflet"),
        _("A5, both sides"),
        LEAFLET_A5,
        _leaflet(LEAFLET_A5),
        large_paper="A4",
    ),
    SheetKind("poster", "ap-phich", _("Poster"), "A3", POSTER, _posters(POSTER)),
    SheetKind("poster-a2", "ap-phich-a2", _("Large poster"), "A2", POSTER_A2, _posters(POSTER_A2)),
    SheetKind("poster-2-a4", "ap-phich-2-to-a4", _("Poster to glue"), "2 × A4", POSTER_2_A4, _posters(POSTER_2_A4)),
    SheetKind(
        "poster-4-a4", "ap-phich-4-to-a4", _("Large poster to glue"), "4 × A4", POSTER_4_A4, _posters(POSTER_4_A4)
    ),
    SheetKind("card", "the-bo-tui", _("Pocket card"), _("8 on an A4"), CARD, sheets.card),
    SheetKind("handout", "tai-lieu", _("Handout, the whole lessons"), _SEVERAL, HANDOUT, handout),
    SheetKind("quiz-sheet", "de-giay", _("Quiz on paper, with its key"), _SEVERAL, QUIZ_SHEET, _quiz_sheet, True),
)
KINDS: dict[str, SheetKind] = {kind.name: kind for kind in _ALL}
BY_SLUG: dict[str, SheetKind] = {kind.slug: kind for kind in _ALL}
