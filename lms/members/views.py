"""Signing in and out."""

from __future__ import annotations

import math
from typing import Any, cast

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from lms.shared.ratelimit import client_address, hit
from lms.shared.vietnamese import normalise_line

from .backends import LONGEST, meant
from .forms import SignInForm
from .sessions import set_length

NAME, KEYS, DIGITS = "ten", "ban-phim", "so"  # of the address; NAME is printed on sign-in cards


@method_decorator(never_cache, name="dispatch")
class SignInView(LoginView):
    """GET shows the form, POST signs in; `next` is followed on this site only. `?ten=` fills in the user name."""

    template_name = "members/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Two who share a phone never mix: the card of one does not open what the other has learned."""
        name = self._named()
        if request.user.is_authenticated and name and name.lower() != request.user.get_username().lower():
            return render(request, "members/someone_else.html", {"name": name, "door": request.get_full_path()})
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One address may try many names only so often: who guesses common passwords would try every name once."""
        limit = settings.LMS_SIGN_IN_TRIES_PER_ADDRESS
        if not hit(name="sign-in", caller=client_address(request), limit=limit):
            return too_many(request)
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "username": self._named()}

    def get_form(self, form_class: Any = None) -> AuthenticationForm:
        form = cast(SignInForm, super().get_form(form_class))
        if self._wants_digits():
            form.use_digits()
        return form

    def get_success_url(self) -> str:
        """Where the member was going, except to this door, or into the editors' pages when these would send them
        back here."""
        target = super().get_success_url()
        barred = [reverse("members:sign_in"), reverse("members:sign_out")]
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            barred.append(reverse("wagtailadmin_home"))
        return self.get_default_redirect_url() if target.startswith(tuple(barred)) else target

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without Django's `site_name`, the host's, which would stand in the header instead of ours."""
        context = super().get_context_data(**kwargs)
        del context["site_name"], context["site"]
        other = self.request.GET.copy()
        other.pop(KEYS, None)
        if NAME in other:
            other[NAME] = self._named()
        if not self._wants_digits():
            other[KEYS] = DIGITS
        return {**context, "digits": self._wants_digits(), "other_keys": other.urlencode()}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        set_length(self.request, keep=form.cleaned_data["keep"])
        return response

    def _named(self) -> str:
        return normalise_line(self.request.GET.get(NAME, ""))[:LONGEST]

    def _wants_digits(self) -> bool:
        return self.request.GET.get(KEYS) == DIGITS


class SignOutView(LogoutView):
    """POST only, so that no link or picture on another site signs a member out."""

    http_method_names = ["post", "options"]


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", {"retry_minutes": 60}, status=429)
    response["Retry-After"] = "3600"
    return response


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many wrong tries from one place: says how long to wait; too many from all: whom to ask. The same whether
    or not the account exists."""
    login = (credentials or {}).get("username") or request.POST.get("username", "")
    seconds = _seconds_left(request, credentials)
    minutes = max(math.ceil(seconds / 60), 1)
    template = "429.html" if meant(login).tries_left else "members/locked.html"
    page = render(request, template, {"retry_minutes": minutes}, status=429)
    page["Retry-After"] = str(math.ceil(seconds))
    return page


def _seconds_left(request: HttpRequest, credentials: dict[str, Any] | None) -> float:
    cool_off = get_cool_off(request)
    AxesProxyHandler.update_request(request)
    tries = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    times = [attempt.attempt_time for attempts in tries for attempt in attempts]
    left = max(times) + cool_off - timezone.now() if times else cool_off
    return max(left.total_seconds(), 1)
