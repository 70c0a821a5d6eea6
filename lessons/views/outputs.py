"""What is carried away from a page: sheets as PDF and as pictures, the script as text and Word file."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lessons.broadcast.reading_page import ReadingPage, cuts_offered, reading_page
from lessons.broadcast.script_files import script_file
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.models import AppPage, CoursePage, LessonPage, PosterPage, RadioScriptPage
from lessons.printing import sheets
from lessons.printing.catalogue import BY_SLUG, KINDS, RUN_SLUGS, VARIANT_BY_SLUG, VARIANT_SLUGS, SheetKind
from lessons.printing.documents import POSTER, SHARE
from lessons.printing.radio import script_sheet
from lessons.printing.radio_documents import SCRIPT
from lessons.printing.share import share
from lessons.printing.shortcuts import Wanted, state_of
from lessons.radio.cues import Script
from lms.members.imprints import imprint_for
from lms.shared.pdf import Imprint, Layout, Run, Variant
from lms.shared.pdf.sheets import PICTURE_PX

from .delivery import Order, deliver, download, refused
from .printers import may_print_questions, place_asked

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RUNS: dict[str, Run] = {"truoc": "fronts", "sau": "backs"}
PICTURE_SIZES = {"": PICTURE_PX, "nho": 480}
SHARE_PX = 630  # of the shorter side; the longer one has 1200
_SHARED = (LessonPage, AppPage, CoursePage, PosterPage)


@require_safe
def sheet(request: HttpRequest, key: str, slug: str) -> HttpResponseBase:
    """Any sheet of an app: ?ban= its variant, ?mat= the side for a printer without duplex, ?noi= whose words."""
    kind = _kind(slug)
    variant, run = _asked(request, kind.layout)
    return deliver(request, _order(request, kind, key, variant=variant, run=run))


@require_safe
def sheet_picture(request: HttpRequest, key: str, slug: str, page: int) -> HttpResponseBase:
    """A page of a sheet as a picture to send on; ?co=nho is one to look at in a list."""
    px = PICTURE_SIZES.get(request.GET.get("co", ""))
    if px is None or page < 1:
        raise Http404
    return deliver(request, _order(request, _kind(slug), key, page=page, px=px))


@require_safe
def share_picture(request: HttpRequest, key: str) -> HttpResponseBase:
    """What a link to the page shows in a chat group."""
    found = (model.objects.live().public().filter(key=key).first() for model in _SHARED)
    page = next((page for page in found if page), None)
    if page is None:
        raise Http404
    wanted = Wanted("share", SHARE, page=key)
    return deliver(
        request,
        Order(wanted=wanted, make=lambda: share(page), name=key, back=page.url or "/", page=1, px=SHARE_PX),
    )


@require_safe
def leaflet(request: HttpRequest, key: str) -> HttpResponseBase:
    """The address that older pages and links have."""
    return sheet(request, key, KINDS["leaflet"].slug)


@require_safe
def poster(request: HttpRequest, key: str) -> HttpResponseBase:
    """One poster alone, where the app's sheet holds all of its posters."""
    page = get_object_or_404(PosterPage.objects.live().public().select_related("screen"), key=key)
    variant, run = _asked(request, POSTER)
    app = AppPage.objects.filter(path=page.path[: -page.steplen]).values_list("key", flat=True).first()
    return deliver(
        request,
        Order(
            wanted=Wanted("poster", POSTER, variant, run, page=key),
            make=lambda: sheets.poster(page),
            name="-".join(filter(None, [KINDS["poster"].slug, key, VARIANT_SLUGS[variant]])),
            back=page.url or "/",
            state=state_of(app) if app else None,
        ),
    )


@require_safe
def script_text(request: HttpRequest, key: str) -> HttpResponse:
    return _script_file(request, key, "txt", "text/plain; charset=utf-8")


@require_safe
def script_docx(request: HttpRequest, key: str) -> HttpResponse:
    return _script_file(request, key, "docx", DOCX)


@require_safe
def script_ssml(request: HttpRequest, key: str) -> HttpResponse:
    return _script_file(request, key, "ssml", "application/ssml+xml; charset=utf-8")


@require_safe
def script_pdf(request: HttpRequest, key: str) -> HttpResponseBase:
    page, shown = _script_asked(request, key)
    if not shown.may_be_taken:
        return refused(request, refusal_words(shown), page.url)
    blank_lines, dated = _blank_lines(request), page.last_published_at
    return deliver(
        request,
        Order(
            wanted=Wanted("script", SCRIPT, page=key),
            make=lambda: script_sheet(shown.script, blank_lines=blank_lines, dated=dated),
            name=_script_name(key, shown, blank_lines),
            back=page.url or "/",
        ),
    )


def _script_file(request: HttpRequest, key: str, kind: str, content_type: str) -> HttpResponse:
    page, shown = _script_asked(request, key)
    if not shown.may_be_taken:
        return refused(request, refusal_words(shown), page.url)
    dated, blank_lines = page.last_published_at or timezone.now(), kind == "docx" and _blank_lines(request)
    content = script_file(shown.script, kind, dated=dated, blank_lines=blank_lines)
    return download(content, content_type, f"{_script_name(key, shown, blank_lines)}.{kind}")


def _script_asked(request: HttpRequest, key: str) -> tuple[RadioScriptPage, ReadingPage]:
    page = get_object_or_404(RadioScriptPage.objects.live().public().select_related("source"), key=key)
    return page, reading_page(page, seconds=cut_asked(request))


def cut_asked(request: HttpRequest) -> int:
    """?ban= the cut in seconds; 0 for the whole text. Only those that are offered."""
    asked = request.GET.get("ban", "")
    if asked and asked not in map(str, cuts_offered()):
        raise Http404
    return int(asked or 0)


def _blank_lines(request: HttpRequest) -> bool:
    """?dich=1 with lines to write a translation on."""
    return request.GET.get("dich") == "1"


def _script_name(key: str, shown: ReadingPage, blank_lines: bool) -> str:
    return "-".join(filter(None, [key, str(shown.seconds or ""), "dich" if blank_lines else ""]))


def refusal_words(shown: ReadingPage) -> list[str]:
    """Why nothing may be carried away."""
    return [shown.withdrawn] if shown.withdrawn else not_ready_words(shown.script)


def not_ready_words(script: Script) -> list[str]:
    """Why a script may not go on air, and the way out."""
    return problem_words(script.problems) or [str(NO_WORDS)]


def _kind(slug: str) -> SheetKind:
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise Http404
    return kind


def _asked(request: HttpRequest, layout: Layout) -> tuple[Variant, Run]:
    """The variant and the side; the side that is printed first where none is named."""
    variant = VARIANT_BY_SLUG.get(request.GET.get("ban", ""))
    if variant is None or variant not in layout.variants:
        raise Http404
    runs = layout.runs(variant)
    run = RUNS.get(request.GET.get("mat", ""), runs[0])
    if run not in runs or request.GET.get("mat", "") not in ("", *RUNS):
        raise Http404
    return variant, run


def _order(
    request: HttpRequest,
    kind: SheetKind,
    key: str,
    *,
    variant: Variant = "plain",
    run: Run = "all",
    page: int = 0,
    px: int = 0,
) -> Order:
    if kind.guarded and not may_print_questions(request.user):
        raise PermissionDenied
    place = place_asked(request)
    imprint = imprint_for(place) if place else Imprint()
    state = state_of(key, with_questions=kind.guarded)
    if state is None:
        raise Http404
    return Order(
        wanted=Wanted(kind.name, kind.layout, variant, run, imprint),
        make=lambda: kind.make(get_object_or_404(AppPage.objects.live().public(), key=key), imprint=imprint),
        name="-".join(filter(None, [kind.slug, key, VARIANT_SLUGS[variant], RUN_SLUGS.get(run)])),
        back=reverse("lessons:studio", args=[key]),
        state=state,
        private=kind.guarded or place is not None,
        page=page,
        px=px,
    )
