"""The frame around the questions: the start page, the overview, and handing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quizzes import attempts, selectors
from quizzes.errors import QuizError
from quizzes.models import Attempt, Quiz
from quizzes.offline.choosing import sheet_of

from . import saving
from .access import attempt_now, members_page, refused
from .showing import all_shown, clock_of, houses

SHOWN_ATTEMPTS = 5


@members_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, quiz_key: str) -> HttpResponse:
    quiz = get_object_or_404(Quiz, key=quiz_key)
    now = timezone.now()
    if request.method == "POST":
        try:
            return to_next(attempts.start(member=request.user, quiz=quiz, now=now))  # type: ignore[arg-type]
        except QuizError as error:
            return refused(request, error)
    newest = Attempt.objects.filter(member_id=request.user.pk, quiz=quiz).order_by("-number")[: SHOWN_ATTEMPTS + 1]
    earlier = [attempts.close_if_over(attempt=attempt, now=now) for attempt in newest]
    prospect = attempts.prospect_of(request.user, quiz)  # type: ignore[arg-type]
    context = {
        "quiz": quiz,
        "sheet": sheet_of(quiz.key) if quiz.practice else None,
        "questions": selectors.size_of(quiz),
        "prospect": prospect,
        "allowed": prospect.allows(now),
        "open_attempt": next((attempt for attempt in earlier if attempt.is_open), None),
        "earlier": [attempt for attempt in earlier if not attempt.is_open][:SHOWN_ATTEMPTS],
    }
    return render(request, "quizzes/start.html", context)


def to_next(attempt: Attempt) -> HttpResponse:
    """To the first question without an answer, or to the overview; to the result where the time had run out."""
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    position = selectors.next_position(attempt)
    return redirect("quizzes:question", attempt.pk, position) if position else redirect("quizzes:overview", attempt.pk)


@members_page
@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    attempt = attempt_now(request, attempt_pk)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    questions = all_shown(attempt)
    context = {
        "attempt": attempt,
        "unanswered": [one for one in questions if not one.answer],
        "answered": [one for one in questions if one.answer],
        "houses": houses(questions),
        "total": len(questions),
        "clock": clock_of(attempt),
        **saving.summary(questions),
    }
    return render(request, "quizzes/overview.html", context)


@members_page
def submit(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    """Hands in. Pressed twice, both show the same result; read (after signing in again) it shows the overview."""
    attempt = attempt_now(request, attempt_pk)
    if request.method != "POST":
        return redirect("quizzes:overview", attempt.pk)
    attempt = attempts.close(attempt=attempt, now=timezone.now())
    return redirect("quizzes:result", attempt.pk)
