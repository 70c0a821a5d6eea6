"""Who may see which attempt, and how a refusal is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from quizzes import attempts
from quizzes.errors import QuizError
from quizzes.models import Attempt


def members_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one signed-in member: never stored, so that Back shows what is saved and a shared phone keeps
    nothing."""
    return login_required(cache_control(private=True, no_store=True)(view))


def own_attempt(request: HttpRequest, pk: int) -> Attempt:
    """The signed-in member's attempt; another member's is not found."""
    return get_object_or_404(Attempt.objects.select_related("quiz"), pk=pk, member_id=request.user.pk)


def attempt_now(request: HttpRequest, pk: int) -> Attempt:
    """The member's own attempt, closed with what was saved if its time has run out: any visit sees that it has."""
    return attempts.close_if_over(attempt=own_attempt(request, pk), now=timezone.now())


def refused(request: HttpRequest, error: QuizError, attempt: Attempt | None = None) -> HttpResponse:
    """A plain page that says why, with the way on."""
    context: dict[str, Any] = {"error": error}
    if attempt:
        context["next_url"] = reverse("quizzes:overview" if attempt.is_open else "quizzes:result", args=[attempt.pk])
        context["is_open"] = attempt.is_open
    return render(request, "quizzes/refused.html", context, status=error.status)
