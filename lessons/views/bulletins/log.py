"""The log of a station, month by month, to read, to add to and to print."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.broadcast import airing, files
from lessons.broadcast.months import Month
from lessons.models import Airing, Station
from lessons.printing.radio_documents import MAX_LOG_ROWS
from lessons.views.delivery import refused
from lessons.views.desk.access import desk_context

from .access import SignedIn, changing, seeing
from .delivery import delivered
from .forms import AiringForm

A_PAGE = 50


@seeing
@require_safe
def log(request: SignedIn, station: Station) -> HttpResponse:
    """`?thang=` the month; this one by default."""
    today = timezone.localdate()
    month = month_asked(request)
    rows = airing.log_of(station, month)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "month": month,
        "this_month": Month.of(today),
        "page_obj": page,
        "seconds": rows.aggregate(all=Sum("seconds"))["all"] or 0,
        "files": range(1, -(-page.paginator.count // MAX_LOG_ROWS) + 1),
    }
    return render(request, "lessons/bulletins/log.html", desk_context(request, station, **context))


@changing
@require_http_methods(["GET", "HEAD", "POST"])
def log_add(request: SignedIn, station: Station) -> HttpResponse:
    now = timezone.localtime()
    initial = {"day": now.date(), "slot": now.time().replace(second=0, microsecond=0)}
    form = AiringForm(request.POST or None, station=station, cuts=settings.LMS_RADIO_CUTS, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            row = airing.record(station=station, by=request.user, now=timezone.now(), **form.cleaned_data)
        except airing.BadAiring as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("In the log: %(what)s.") % {"what": row})
            return redirect(f"{reverse('bulletin:log', args=[station.pk])}?thang={Month.of(row.day).key}")
    context = desk_context(request, station, form=form)
    return render(request, "lessons/bulletins/log_add.html", context, status=422 if form.errors else 200)


@changing
@require_POST
def call_off(request: SignedIn, station: Station, pk: int) -> HttpResponse:
    row = get_object_or_404(Airing.objects.select_related("version", "notice"), station=station, pk=pk)
    airing.call_off(airing=row, now=timezone.now())
    messages.success(request, _("Taken out of the log: %(what)s.") % {"what": row})
    return redirect(f"{reverse('bulletin:log', args=[station.pk])}?thang={Month.of(row.day).key}")


@seeing
@require_safe
def log_pdf(request: SignedIn, station: Station) -> HttpResponse:
    """The month on paper; `?phan=` the file where one does not hold it all."""
    month = month_asked(request)
    rows = Paginator(airing.log_of(station, month), MAX_LOG_ROWS).get_page(request.GET.get("phan"))
    back = f"{reverse('bulletin:log', args=[station.pk])}?thang={month.key}"
    return delivered(
        lambda: files.log_sheet(rows, station, month, timezone.now()).pdf(),
        kind=files.PDF,
        name=f"so-phat-song-{month.key}.pdf",
        refuse=lambda reasons: refused(request, reasons, back),
    )


def month_asked(request: SignedIn) -> Month:
    return Month.parse(request.GET.get("thang", "")) or Month.of(timezone.localdate())
