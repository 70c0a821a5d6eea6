"""The print studio of an app: every sheet with its variants, and pictures with a text for a chat group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lessons.models import AppPage
from lessons.printing import shortcuts
from lessons.printing.catalogue import KINDS, VARIANT_LABELS, VARIANT_SLUGS, SheetKind
from lessons.printing.content import short_url
from lessons.printing.documents import MAX_LEAFLET_STEPS
from lessons.printing.wording import sheet_words
from lessons.printing.zalo import LIMIT, zalo_text
from lms.members.imprints import CHANGE_ALL, may_change, places_of
from lms.members.models import Team, Unit, User
from lms.shared.pdf import Sheet, Variant

from .printers import may_print_questions, place_asked

# Width and height of a sheet's pages as pictures in a list, so that nothing moves while they load.
THUMB = {
    "leaflet": (679, 480),
    "leaflet-a5": (480, 681),
    "card": (690, 480),
    "handout": (480, 679),
    "quiz-sheet": (480, 679),
}
THUMB_UPRIGHT = (480, 679)
FOR_CHAT = ("leaflet-a5", "card", "poster")
RUN_LABELS = {"fronts": (_("Fronts, PDF"), "truoc"), "backs": (_("Backs, PDF"), "sau")}


@dataclass(frozen=True, slots=True)
class Download:
    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A sheet as it is offered: `turned` are the two files for a printer without duplex."""

    kind: SheetKind
    picture: str
    size: tuple[int, int]
    downloads: tuple[Download, ...]
    turned: tuple[Download, ...]


@require_safe
def studio(request: HttpRequest, key: str) -> HttpResponse:
    """/ban-in/<key>/: ?noi= chooses whose words the sheets carry."""
    if request.GET.get("noi") and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    app = get_object_or_404(AppPage.objects.live().public(), key=key)
    place = place_asked(request)
    noi = request.GET.get("noi", "") if place else ""
    kinds = [kind for kind in KINDS.values() if not kind.guarded or may_print_questions(request.user)]
    states = {guarded: shortcuts.state_of(key, with_questions=guarded) for guarded in {one.guarded for one in kinds}}
    missing = {kind.name: words for kind in kinds if (words := _nothing(app, kind, states[kind.guarded]))}
    context = {
        "app": app,
        "cards": [_card(app, kind, noi) for kind in kinds if kind.name not in missing],
        "missing": list(dict.fromkeys(missing.values())),
        "noi": noi,
        "places": places_of(request.user),
        "any_place": request.user.has_perm(CHANGE_ALL),
        "words_of": _team_to_change(request.user, place),
        "zalo": _url("zalo", [key], noi=noi),
    }
    return render(request, "lessons/print/studio.html", context)


@require_safe
def zalo(request: HttpRequest, key: str) -> HttpResponse:
    """Pictures to hold and save, and a text to paste."""
    if request.GET.get("noi") and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    app = get_object_or_404(AppPage.objects.live().public(), key=key)
    noi = request.GET.get("noi", "") if place_asked(request) else ""
    made = [(kind, _sheet(app, kind)) for kind in map(KINDS.__getitem__, FOR_CHAT)]
    groups = [(kind, list(_pictures(app, kind, sheet, noi))) for kind, sheet in made if sheet]
    context = {
        "app": app,
        "groups": groups,
        "text": _text(app),
        "limit": LIMIT,
        "studio": _url("studio", [key], noi=noi),
    }
    return render(request, "lessons/print/zalo.html", context)


def _card(app: AppPage, kind: SheetKind, noi: str) -> SheetCard:
    downloads: list[Download] = []
    turned: list[Download] = []
    for variant in kind.layout.variants:
        runs = kind.layout.runs(variant)
        for run in runs:
            label, side = RUN_LABELS[run] if run != "all" else (_label(kind, variant), "")
            url = _url("sheet", [app.key, kind.slug], ban=VARIANT_SLUGS[variant], mat=side, noi=noi)
            (turned if len(runs) > 1 else downloads).append(Download(label, url))
    return SheetCard(
        kind=kind,
        picture=_url("sheet_picture", [app.key, kind.slug, 1], co="nho", noi=noi),
        size=THUMB.get(kind.name, THUMB_UPRIGHT),
        downloads=tuple(downloads),
        turned=tuple(turned),
    )


def _label(kind: SheetKind, variant: Variant) -> str | Promise:
    if variant == "large" and kind.large_paper:
        return _("large print, on %(paper)s") % {"paper": kind.large_paper}
    one_side = variant == "office" and not kind.layout.two_sided
    return _("black and white, with a line to check the scale") if one_side else VARIANT_LABELS[variant]


def _pictures(app: AppPage, kind: SheetKind, sheet: Sheet, noi: str) -> Iterator[dict[str, Any]]:
    width, height = THUMB.get(kind.name, THUMB_UPRIGHT)
    pages = (kind.layout.faces or kind.layout.pages or 1) * sheet.parts
    for page in range(1, pages + 1):
        yield {
            "url": _url("sheet_picture", [app.key, kind.slug, page], noi=noi),
            "width": width,
            "height": height,
            "page": page,
        }


def _nothing(app: AppPage, kind: SheetKind, state: shortcuts.State | None) -> str:
    """What the app lacks for this sheet; "" when there is one. A fault of its text shows when it is opened."""
    wanted = shortcuts.Wanted(kind.name, kind.layout)
    if state and shortcuts.noted(state, wanted):
        return ""
    try:
        sheet = kind.make(app)
    except ValueError as error:
        return sheet_words(error, kind.name)
    if state:
        shortcuts.note(state, wanted, sheet.digest())
    return ""


def _sheet(app: AppPage, kind: SheetKind) -> Sheet | None:
    try:
        return kind.make(app)
    except ValueError:
        return None


def _text(app: AppPage) -> str:
    """The steps are those of the leaflet, in its words."""
    sheet = _sheet(app, KINDS["leaflet"])
    steps = sheet.document.steps[:MAX_LEAFLET_STEPS] if sheet else ()
    return zalo_text(
        app.leaflet_title or app.title,
        app.leaflet_lede or app.summary,
        [step.title for step in steps],
        short_url(app.key),
        warning=next((str(block.value) for block in app.warnings), ""),
    )


def _team_to_change(user: User | AnonymousUser, place: Team | Unit | None) -> int | None:
    """The team on whose page the user may change the words of `place`."""
    if place is None or not may_change(user, place):
        return None
    if isinstance(place, Team):
        return place.pk
    teams = Team.objects.filter(commune=place, level=Team.Level.COMMUNE, closed_on=None)
    return teams.values_list("pk", flat=True).first()


def _url(name: str, args: list[Any], **asked: str) -> str:
    given = {name: value for name, value in asked.items() if value}
    return reverse(f"lessons:{name}", args=args) + (f"?{urlencode(given)}" if given else "")
