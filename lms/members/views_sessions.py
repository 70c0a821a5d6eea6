"""My sign-in: ending it everywhere, carrying it to another browser."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.shared.ratelimit import client_address, hit

from .codes import make_code, read_code, use_code, user_of
from .forms import KeepField
from .models import User
from .phones import display_phone
from .sessions import set_length
from .views import too_many

BACKEND = "lms.members.backends.PhoneOrUsernameBackend"
# Chrome on Android takes an address of this shape from within another app; a tap on it is all it needs.
INTENT = "intent://{rest}#Intent;scheme={scheme};package=com.android.chrome;end"


@login_required
@never_cache
@require_safe
def my_sign_in(request: HttpRequest) -> HttpResponse:
    phone = display_phone(cast(User, request.user).login_phone)
    return render(request, "members/my_sign_in.html", {"days": settings.LMS_KEEP_DAYS, "phone": phone})


@require_POST
@login_required
@never_cache
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    user.end_sessions()
    user.save(update_fields=["session_salt"])
    logout(request)
    messages.success(request, _("You are signed out on every phone and computer."))
    return redirect("members:sign_in")


@require_POST
@login_required
@never_cache
def carry(request: HttpRequest) -> HttpResponse:
    """Makes a code and shows it at its own address, which the other browser is to open. `next` goes along."""
    user = cast(User, request.user)
    if not hit(name="sign-in-code", caller=str(user.pk), limit=settings.LMS_SIGN_IN_CODES_PER_HOUR):
        return too_many(request)
    return redirect(_address(make_code(user=user), _next(request)))


@never_cache
@require_safe
def type_code(request: HttpRequest) -> HttpResponse:
    """Where a code is typed that was read from another screen."""
    typed = request.GET.get("ma", "")
    if code := read_code(typed):
        return redirect(_address(code, ""))
    return render(request, "members/type_code.html", {"wrong": bool(typed)}, status=400 if typed else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def carried(request: HttpRequest, code: str) -> HttpResponse:
    """Asks before it signs in, and signs in by POST only: what fetches a preview of the address uses nothing up."""
    limit = settings.LMS_SIGN_IN_CODE_TRIES_PER_HOUR
    if not hit(name="sign-in-code-tried", caller=client_address(request), limit=limit):
        return too_many(request)
    code = read_code(code)
    if request.method == "POST":
        return _sign_in(request, code)
    member = user_of(code) if code else None
    if member is None:
        return render(request, "members/code_gone.html", status=404)
    if member == request.user:
        return render(request, "members/carry.html", _carry_context(request, code))
    return render(request, "members/carried.html", {"member": member, "next": _next(request), "keep": KeepField()})


def _sign_in(request: HttpRequest, code: str) -> HttpResponse:
    member = use_code(code=code) if code else None
    if member is None:
        # A second press of the button: the first one signed in.
        if request.user.is_authenticated:
            return redirect(_next(request) or settings.LOGIN_REDIRECT_URL)
        return render(request, "members/code_gone.html", status=404)
    if request.user.is_authenticated and request.user != member:
        logout(request)
    login(request, member, backend=BACKEND)
    set_length(request, keep=request.POST.get("keep") == "on")
    return redirect(_next(request) or settings.LOGIN_REDIRECT_URL)


def _carry_context(request: HttpRequest, code: str) -> dict[str, Any]:
    address = request.build_absolute_uri(_address(code, _next(request)))
    scheme, _colon, rest = address.partition("://")
    android = "Android" in request.headers.get("User-Agent", "")
    return {
        "code": f"{code[:5]}-{code[5:]}",
        "address": address,
        "typing": request.build_absolute_uri(reverse("members:type_code")).partition("://")[2],
        "intent": INTENT.format(rest=rest, scheme=scheme) if android else "",
        "minutes": settings.LMS_SIGN_IN_CODE_MINUTES,
    }


def _address(code: str, onward: str) -> str:
    query = f"?{urlencode({'next': onward})}" if onward else ""
    return reverse("members:carried", args=[code]) + query


def _next(request: HttpRequest) -> str:
    """Where to go afterwards, on this site only: an address, since `redirect` takes anything else for a name."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else ""
