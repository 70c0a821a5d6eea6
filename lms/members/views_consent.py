"""What we keep and what for: shown before anything is kept; agreeing, refusing, withdrawing."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from . import consents
from .models import Consent, User
from .text_blocks import blocks


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Two buttons of equal weight. Whoever refuses is signed out, and reads on as before."""
    user, text, onward = cast(User, request.user), consents.ensure_text(), _onward(request)
    if request.method == "POST" and request.POST.get("answer") == "no":
        logout(request)
        words = _("You are signed out, and nothing more of your learning is kept. You can read every lesson.")
        messages.info(request, words)
        return redirect("home")
    changed = request.method == "POST" and request.POST.get("version") != str(text.version)
    if request.method == "POST" and request.POST.get("answer") == "yes" and not changed:
        consents.give(user=user, text=text)
        consents.remember(request, text.version)
        return redirect(onward)
    given = Consent.objects.filter(user=user, text=text, withdrawn_at=None).first()
    context = {
        "blocks": blocks(text.text),
        "text": text,
        "given": given,
        "earlier": not given and consents.version_of(user) > 0,
        "next": onward,
        "changed": changed,
        "unanswered": request.method == "POST" and not changed,
    }
    return render(request, "members/own/consent.html", context, status=409 if changed else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "members/own/withdraw.html")
    consents.withdraw(user=cast(User, request.user))
    logout(request)
    messages.success(request, _("You withdrew your consent and are signed out everywhere. Nothing more is kept."))
    return redirect("home")


def _onward(request: HttpRequest) -> str:
    """Where the member was going, on this site only."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else resolve_url(settings.LOGIN_REDIRECT_URL)
