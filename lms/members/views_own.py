"""Dữ liệu của tôi: everything that is kept about the signed-in member; as a file, corrected, erased."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.shared.ratelimit import hit

from . import own_data as services
from .forms_own import CorrectForm, EraseForm
from .kept import Kept, Row, kept_part, kept_parts
from .models import Erasure, Membership, User
from .teams import LEADING, memberships_on
from .views import too_many

FIRST = 3  # rows of a part on the first page
A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """One part as the page shows it; each row is a list of (words, lines of the value)."""

    part: Kept
    count: int
    rows: list[list[tuple[str, list[str]]]]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@login_required
@never_cache
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    parts = [_shown(part, user, part.rows(user)[:FIRST]) for part in kept_parts()]
    return render(request, "members/own/data.html", {"parts": parts, "why_not": services.why_not(user)})


@login_required
@never_cache
@require_safe
def own_part(request: HttpRequest, name: str) -> HttpResponse:
    """All rows of one part, in pages."""
    user, part = cast(User, request.user), kept_part(name)
    if part is None:
        raise Http404
    page = Paginator(part.rows(user), A_PAGE).get_page(request.GET.get("page"))
    shown = _shown(part, user, page.object_list, page.paginator.count)
    return render(request, "members/own/part.html", {"shown": shown, "page_obj": page})


@login_required
@never_cache
@require_safe
def own_file(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if not hit(name="own-data", caller=str(user.pk), limit=settings.LMS_OWN_DATA_FILES_PER_HOUR):
        return too_many(request)
    content = services.as_file(user, timezone.now())
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    initial = {"full_name": user.full_name, "contact_phone": user.contact_phone}
    form = CorrectForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        # A number that others have too opens the door only with the name: nobody may try out whose numbers are known.
        if not hit(name="correct", caller=str(user.pk), limit=settings.LMS_CORRECTIONS_PER_HOUR):
            return too_many(request)
        changed = services.correct(user=user, **form.cleaned_data)
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
        return redirect("members:own_data")
    return render(request, "members/own/correct.html", {"form": form})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, asks for the password or PIN, and takes the name away."""
    user = cast(User, request.user)
    form = EraseForm(request.POST or None, user=user)
    if request.method == "POST" and not services.why_not(user):
        # As often as the door itself lets one try: whoever holds a signed-in phone must not guess the PIN here.
        if not hit(name="erase", caller=str(user.pk), limit=settings.LMS_SIGN_IN_TRIES):
            return too_many(request)
        if form.is_valid():
            services.anonymise(user=user, why=Erasure.Why.ASKED)
            logout(request)
            return redirect("members:erased")
    context = {
        "form": form,
        "why_not": services.why_not(user),
        "stays": [part for part in kept_parts() if part.stays],
        "leads_alone": leads_alone(user),
    }
    return render(request, "members/own/erase.html", context)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "members/own/erased.html")


def leads_alone(user: User) -> bool:
    """Whether a team of theirs is left without anyone who leads it."""
    today = timezone.localdate()
    led = [row.team_id for row in memberships_on(user, today) if row.role in LEADING]
    others = Membership.objects.on(today).filter(team__in=led, role__in=LEADING).exclude(user=user)
    return bool(set(led) - set(others.values_list("team", flat=True)))


# --- in words ---------------------------------------------------------------------------------------
def _shown(part: Kept, user: User, rows: Any, count: int | None = None) -> Shown:
    described = part.describe(rows)
    return Shown(part, part.count(user) if count is None else count, [_in_words(part, row) for row in described])


def _in_words(part: Kept, row: Row) -> list[tuple[str, list[str]]]:
    """What is empty says nothing and is left out."""
    filled = {key: value for key, value in row.items() if value not in (None, "", [])}
    return [(str(part.fields[key]), _lines(value)) for key, value in filled.items()]


def _lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    if isinstance(value, dt.datetime):
        return [f"{timezone.localtime(value):%H:%M %d/%m/%Y}"]
    if isinstance(value, dt.date):
        return [f"{value:%d/%m/%Y}"]
    if isinstance(value, Decimal):
        return [number_format(Decimal(f"{value.normalize():f}"), use_l10n=True)]
    return [str(value)]
