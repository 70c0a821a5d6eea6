"""Signing in and out."""

from __future__ import annotations

import math
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lms.shared.ratelimit import client_address, hit

from .forms import SignInForm


class SignInView(LoginView):
    """GET shows the form, POST signs in; `next` is followed on this site only."""

    template_name = "members/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One address may try many names only so often: who guesses common passwords would try every name once."""
        limit = settings.LMS_SIGN_IN_TRIES_PER_ADDRESS
        if not hit(name="sign-in", caller=client_address(request), limit=limit):
            response = render(request, "429.html", {"retry_minutes": 60}, status=429)
            response["Retry-After"] = "3600"
            return response
        return super().post(request, *args, **kwargs)

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
        return context

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        # A borrowed phone: 0 ends the session with the browser. None is the settings' age.
        self.request.session.set_expiry(None if form.cleaned_data["keep"] else 0)
        return response


class SignOutView(LogoutView):
    """POST only, so that no link or picture on another site signs a member out."""

    http_method_names = ["post", "options"]


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many wrong passwords: says how long to wait. The same whether or not the account exists."""
    seconds = _seconds_left(request, credentials)
    minutes = max(math.ceil(seconds / 60), 1)
    page = render(request, "429.html", {"retry_minutes": minutes}, status=429)
    page["Retry-After"] = str(math.ceil(seconds))
    return page


def _seconds_left(request: HttpRequest, credentials: dict[str, Any] | None) -> float:
    cool_off = get_cool_off(request)
    AxesProxyHandler.update_request(request)
    tries = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    times = [attempt.attempt_time for attempts in tries for attempt in attempts]
    left = max(times) + cool_off - timezone.now() if times else cool_off
    return max(left.total_seconds(), 1)
