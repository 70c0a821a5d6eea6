"""What is carried away from a page: leaflet, poster, and the script as text and Word file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.broadcast.scripts import script_of
from lessons.models import AppPage, PosterPage, RadioScriptPage
from lessons.printing import sheets
from lessons.radio.cues import Script
from lessons.radio.docx import as_docx
from lessons.radio.textfile import NotReadyError, as_text
from lms.shared.pdf import BadPicture, MissingGlyph, Overflow, SheetError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def leaflet(request: HttpRequest, key: str) -> HttpResponseBase:
    app = get_object_or_404(AppPage.objects.live().public(), key=key)
    return _sheet(request, lambda: sheets.leaflet(app), f"to-roi-{key}", back=app.url)


@require_safe
def poster(request: HttpRequest, key: str) -> HttpResponseBase:
    page = get_object_or_404(PosterPage.objects.live().public().select_related("screen"), key=key)
    return _sheet(request, lambda: sheets.poster(page), f"ap-phich-{key}", back=page.url)


@require_safe
def script_text(request: HttpRequest, key: str) -> HttpResponse:
    page = get_object_or_404(RadioScriptPage.objects.live().public(), key=key)
    script = script_of(page)
    try:
        text = as_text(script)
    except NotReadyError:
        return _refused(request, [not_ready_words(script)], page.url)
    return _download(text.encode(), "text/plain; charset=utf-8", f"{key}.txt")


@require_safe
def script_docx(request: HttpRequest, key: str) -> HttpResponse:
    page = get_object_or_404(RadioScriptPage.objects.live().public(), key=key)
    script = script_of(page)
    if not script.ready:
        return _refused(request, [not_ready_words(script)], page.url)
    return _download(as_docx(script, created=page.last_published_at or timezone.now()), DOCX, f"{key}.docx")


def not_ready_words(script: Script) -> str:
    """Why a script may not go on air, and the way out."""
    if script.unknown:
        terms = ", ".join(script.unknown)
        return _("The glossary has no reading for: %(terms)s. Ask a trainer to add it.") % {"terms": terms}
    return _("The script has no words to say yet.")


def sheet_words(error: Exception) -> str:
    """Why a sheet could not be made, and the way out."""
    if isinstance(error, Overflow):
        return _("“%(part)s” is too long for its place on the sheet. Shorten it, or draw a smaller screen.") % {
            "part": error.part
        }
    if isinstance(error, MissingGlyph):
        return _("The sheet cannot print this sign: %(signs)s. Take it out of the text.") % {
            "signs": ", ".join(error.characters)
        }
    if isinstance(error, BadPicture):
        return _("The picture “%(name)s” cannot be read. Upload it again.") % {"name": error.name}
    if isinstance(error, SheetError):
        return _("The sheet could not be made: %(reason)s") % {"reason": error}
    return _("A leaflet needs one to six steps that are marked “On the leaflet”.")


def _sheet(request: HttpRequest, make: Any, name: str, *, back: str) -> HttpResponseBase:
    variant = "mono" if request.GET.get("ban") == "den-trang" else "plain"
    suffix = "-den-trang" if variant == "mono" else ""
    try:
        sheet = make()
        etag = quote_etag(sheet.digest(variant)[:32])
        response = get_conditional_response(request, etag=etag) or _download(
            sheet.pdf(variant), "application/pdf", f"{name}{suffix}.pdf", inline=True
        )
    except (SheetError, ValueError) as error:
        return _refused(request, [sheet_words(error)], back)
    response.headers["ETag"] = etag
    return response


def _download(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _refused(request: HttpRequest, reasons: list[str], back: str) -> HttpResponse:
    return render(request, "lessons/print/refused.html", {"reasons": reasons, "back": back}, status=409)
