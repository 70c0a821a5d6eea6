"""Handing out finished sheets: from the store where this very one lies ready, else drawn, within a limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from lessons.printing import shortcuts
from lessons.printing.wording import sheet_words
from lms.shared.pdf import Sheet, SheetError
from lms.shared.pdf.store import current_store
from lms.shared.ratelimit import client_address, hit

MOST_PAGES = 99  # no sheet has more; what asks for page 10,000 need not be drawn to be refused


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a request asks for: the PDF, or with `page` that page as a PNG with `px` on its shorter side.

    `name` is the name of the file without its ending, `back` where one came from. Without a `state` no short cut is
    taken. `private`: nobody in between may keep it.
    """

    wanted: shortcuts.Wanted
    make: Callable[[], Sheet]
    name: str
    back: str
    state: shortcuts.State | None = None
    private: bool = False
    page: int = 0
    px: int = 0

    def stored_as(self, digest: str) -> str:
        """As Sheet names it in the store."""
        return f"{digest}-{self.px}-{self.page}.png" if self.page else f"{digest}.pdf"

    def drawn(self, sheet: Sheet) -> bytes:
        if self.page:
            return sheet.picture_of_page(self.page, self.wanted.variant, px=self.px)
        return sheet.pdf(self.wanted.variant, self.wanted.run)


def deliver(request: HttpRequest, order: Order) -> HttpResponseBase:
    """The file, a 304, or a page that says why there is none."""
    try:
        response = _delivered(request, order)
    except (SheetError, ValueError) as error:
        response = refused(request, [sheet_words(error, order.wanted.kind)], order.back)
    except IndexError as error:
        raise Http404 from error
    shared = not order.private and response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
    response.headers["Cache-Control"] = "public, no-cache" if shared else "private, no-cache"
    return response


def refused(request: HttpRequest, reasons: list[str], back: str) -> HttpResponse:
    return render(request, "lessons/print/refused.html", {"reasons": reasons, "back": back}, status=409)


def download(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _delivered(request: HttpRequest, order: Order) -> HttpResponseBase:
    if order.page > MOST_PAGES:
        raise IndexError(order.page)
    sheet, digest = None, shortcuts.noted(order.state, order.wanted) if order.state else None
    if digest is None:
        sheet, digest = _made(order)
        if order.state:
            shortcuts.note(order.state, order.wanted, digest)
    etag = _etag(order, digest)
    if unchanged := get_conditional_response(request, etag=etag):
        unchanged.headers["ETag"] = etag
        return unchanged
    content = _stored(order, digest)
    if content is None:
        if sheet is None:
            sheet, digest = _made(order)
        if not 0 <= order.page <= (_faces(sheet) or MOST_PAGES):
            raise IndexError(order.page)
        if not _within_limit(request):
            return _too_many(request, order)
        content = order.drawn(sheet)
    return _answer(request, order, digest, content)


def _made(order: Order) -> tuple[Sheet, str]:
    sheet = order.make()
    return sheet, sheet.digest(order.wanted.variant, order.wanted.run)


def _stored(order: Order, digest: str) -> bytes | None:
    store = current_store()
    return store.get(order.stored_as(digest)) if store else None


def _faces(sheet: Sheet) -> int | None:
    """How many pictures there are of the sheet; None when that shows only once it is drawn."""
    faces = sheet.layout.faces or sheet.layout.pages
    return faces * sheet.parts if faces else None


def _etag(order: Order, digest: str) -> str:
    return quote_etag(f"{digest[:32]}-{order.px}-{order.page}" if order.page else digest[:32])


def _answer(request: HttpRequest, order: Order, digest: str, content: bytes) -> HttpResponse:
    # Both kinds of file are compressed inside: once more would cost milliseconds and save nothing.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    if order.page:
        response = download(content, "image/png", f"{order.name}-{order.page}.png", inline=True)
    else:
        response = download(content, "application/pdf", f"{order.name}.pdf", inline=True)
    response.headers["ETag"] = _etag(order, digest)
    return response


def _within_limit(request: HttpRequest) -> bool:
    return hit(name="sheets", caller=client_address(request), limit=settings.LMS_SHEETS_PER_HOUR)


def _too_many(request: HttpRequest, order: Order) -> HttpResponse:
    minutes = 60 - timezone.now().minute  # the count begins anew with the hour
    context = {"retry_minutes": minutes, "back": order.back}
    response = render(request, "lessons/print/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
