"""From the start page over the questions to handing in. One question a page, saved when it is left."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quizzes import attempts, selectors
from quizzes.errors import AttemptClosed, BadResponse, NotInAttempt, QuizError
from quizzes.kinds import Response
from quizzes.models import Answer, Attempt, AttemptItem, Quiz

from . import responses
from .access import members_page, own_attempt, refused

SHOWN_ATTEMPTS = 5


@members_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, quiz_key: str) -> HttpResponse:
    quiz = get_object_or_404(Quiz.objects.annotate(questions=Count("items")), key=quiz_key)
    if request.method == "POST":
        try:
            return to_next(attempts.start(member=request.user, quiz=quiz, now=timezone.now()))  # type: ignore[arg-type]
        except QuizError as error:
            return refused(request, error)
    earlier = Attempt.objects.filter(member_id=request.user.pk, quiz=quiz).order_by("-number")[: SHOWN_ATTEMPTS + 1]
    prospect = attempts.prospect_of(request.user, quiz)  # type: ignore[arg-type]
    context = {
        "quiz": quiz,
        "prospect": prospect,
        "allowed": prospect.allows(timezone.now()),
        "open_attempt": next((attempt for attempt in earlier if attempt.is_open), None),
        "earlier": [attempt for attempt in earlier if not attempt.is_open][:SHOWN_ATTEMPTS],
    }
    return render(request, "quizzes/start.html", context)


def to_next(attempt: Attempt) -> HttpResponse:
    """To the first question without an answer, or to the overview."""
    position = selectors.next_position(attempt)
    return redirect("quizzes:question", attempt.pk, position) if position else redirect("quizzes:overview", attempt.pk)


@members_page
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt_pk: int, position: int) -> HttpResponse:
    attempt = own_attempt(request, attempt_pk)
    if request.method == "POST":
        return _save(request, attempt, position)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    return _question_page(request, attempt, position)


def _save(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    given: Response = {}
    try:
        if not attempt.is_open:
            raise AttemptClosed
        items = {item.position: item for item in attempt.items.select_related("version", "answer")}
        if not (item := items.get(position)):
            raise NotInAttempt
        given = responses.given_in(item.version, request.POST)
        # Leaving a question without an answer is allowed; the overview names it before handing in.
        if _answer(item) or not responses.is_empty(given):
            attempts.save_answer(
                attempt=attempt,
                position=position,
                response=responses.response_of(item.version, given),
                idempotency_key=_key(request.POST.get("key", "")),
                now=timezone.now(),
            )
    except BadResponse as error:
        return _question_page(request, attempt, position, error=error, given=given)
    except QuizError as error:
        attempt.refresh_from_db()
        return refused(request, error, attempt)
    if request.POST.get("go") == "previous" and position > 1:
        return redirect("quizzes:question", attempt.pk, position - 1)
    if position + 1 in items:
        return redirect("quizzes:question", attempt.pk, position + 1)
    return redirect("quizzes:overview", attempt.pk)


def _key(text: str) -> uuid.UUID:
    """The key made with the page; a broken one is replaced, since it only guards against sending twice."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def _question_page(
    request: HttpRequest, attempt: Attempt, position: int, error: QuizError | None = None, given: Response | None = None
) -> HttpResponse:
    """The question with what is saved; after an error with what was `given` instead."""
    items = list(attempt.items.select_related("version", "answer"))
    item = next((item for item in items if item.position == position), None)
    if item is None:
        raise Http404
    saved_one = _answer(item)
    response = saved_one.response if given is None and saved_one else given
    context = {
        "attempt": attempt,
        "item": item,
        "form": responses.shown(item.version, item.choice_order, response),
        "total": len(items),
        "houses": ["now" if one == item else "done" if _answer(one) else "todo" for one in items],
        "key": uuid.uuid4(),
        "error": error,
        **saved(items),
    }
    return render(request, "quizzes/question.html", context, status=error.status if error else 200)


def _answer(item: AttemptItem) -> Answer | None:
    return getattr(item, "answer", None)


def saved(items: list[AttemptItem]) -> dict[str, Any]:
    """How many answers are saved, and when the last one was."""
    times = [answer.saved_at for item in items if (answer := _answer(item))]
    return {"saved": len(times), "saved_at": max(times, default=None)}


@members_page
@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    attempt = own_attempt(request, attempt_pk)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    items = list(attempt.items.select_related("version", "answer"))
    context = {
        "attempt": attempt,
        "items": [(item, _answer(item) is not None) for item in items],
        "houses": ["done" if _answer(item) else "todo" for item in items],
        "unanswered": sum(_answer(item) is None for item in items),
        "total": len(items),
        **saved(items),
    }
    return render(request, "quizzes/overview.html", context)


@members_page
def submit(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    """Hands in. Pressed twice, both show the same result; read (after signing in again) it shows the overview."""
    attempt = own_attempt(request, attempt_pk)
    if request.method != "POST":
        return redirect("quizzes:overview", attempt.pk)
    attempt = attempts.close(attempt=attempt, now=timezone.now())
    return redirect("quizzes:result", attempt.pk)
