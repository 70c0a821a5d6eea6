"""One question a page. Its answer is saved when the page is left, or by the script as soon as it is given."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from quizzes import attempts
from quizzes.errors import AnswerFinal, AttemptClosed, BadResponse, NotInAttempt, QuizError
from quizzes.kinds import Response
from quizzes.models import Attempt

from . import responses, saving
from .access import attempt_now, members_page, own_attempt, refused
from .showing import Shown, all_shown, clock_of, fresh_key, houses, onwards, url_of


@members_page
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt_pk: int, position: int) -> HttpResponse:
    if request.method == "POST":
        return _save(request, own_attempt(request, attempt_pk), position)
    attempt = attempt_now(request, attempt_pk)
    if not attempt.is_open:
        return redirect("quizzes:result", attempt.pk)
    questions = all_shown(attempt)
    if not any(one.position == position for one in questions):
        raise Http404
    if saving.wants_json(request):
        return saving.as_json(attempt, questions, questions)
    return _page(request, questions, position)


def _page(
    request: HttpRequest,
    questions: list[Shown],
    position: int,
    error: QuizError | None = None,
    given: Response | None = None,
) -> HttpResponse:
    """The page of one question. Whoever comes from another page gets the other questions along, for the script to
    turn the pages without a signal; whoever goes from one to the next has no script."""
    one = next(one for one in questions if one.position == position)
    here = replace(one, error=error, given=given, key=fresh_key())
    context = {
        "attempt": here.attempt,
        "one": here,
        "others": [one for one in questions if one.position != position] if _comes_in(request, here.attempt) else [],
        "total": len(questions),
        "houses": houses(questions, position),
        "clock": clock_of(here.attempt),
        **saving.summary(questions),
    }
    return render(request, "quizzes/question.html", context, status=error.status if error else 200)


def _comes_in(request: HttpRequest, attempt: Attempt) -> bool:
    """Whether a page other than these questions led here. Where none is named, the script asks for the others."""
    try:
        match = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except (Resolver404, ValueError):
        return False
    return match.view_name != "quizzes:question" or match.kwargs["attempt_pk"] != attempt.pk


def _save(request: HttpRequest, attempt: Attempt, position: int) -> HttpResponse:
    given: Response = {}
    try:
        item = attempt.items.select_related("version", "answer").filter(position=position).first()
        if item is None:
            raise NotInAttempt
        responses.check_once(request.POST)
        given = responses.given_in(item.version, request.POST)
        saved = saving.save(attempt, item, given, request.POST)
    except QuizError as error:
        return _not_saved(request, attempt, position, error, given)
    if saving.wants_json(request):
        return _acknowledged(attempt, position, saved, drawn_anew="x" in given)
    return _onwards(request, attempt, position, is_saved=saved is not None)


def _onwards(request: HttpRequest, attempt: Attempt, position: int, *, is_saved: bool) -> HttpResponse:
    if attempt.immediate and is_saved:
        return redirect(url_of(attempt, position) + "#outcome")
    if request.POST.get("go") == "previous" and position > 1:
        return redirect(url_of(attempt, position - 1))
    return redirect(onwards(attempt, position, attempt.items.count()))


def _acknowledged(attempt: Attempt, position: int, saved: attempts.Saved | None, *, drawn_anew: bool) -> HttpResponse:
    """The question itself goes along where the page cannot know how it stands now."""
    questions = all_shown(attempt)
    stands = saved is None or saved.stands
    here = [one for one in questions if one.position == position and attempt.is_open]
    message = (
        "" if stands else gettext("You answered this question later on another page or phone. That answer stands.")
    )
    forms = here if drawn_anew or not stands or attempt.immediate else []
    return saving.as_json(attempt, questions, forms, stands=stands, message=message)


def _not_saved(
    request: HttpRequest, attempt: Attempt, position: int, error: QuizError, given: Response
) -> HttpResponse:
    """On the question's own page where the answer can be mended there, else on a plain page with the way on."""
    attempt.refresh_from_db(fields=["state", "closed_at", "mark", "passed"])
    attempt = attempts.close_if_over(attempt=attempt, now=timezone.now())
    if isinstance(error, BadResponse) and not attempt.is_open:
        error = AttemptClosed()
    if saving.wants_json(request):
        over = "" if attempt.is_open else reverse("quizzes:result", args=[attempt.pk])
        questions = all_shown(attempt)
        final = [one for one in questions if one.position == position and one.is_final and attempt.is_open]
        return saving.as_json(attempt, questions, final, error.status, stands=False, message=str(error), over=over)
    if not isinstance(error, BadResponse | AnswerFinal):
        return refused(request, error, attempt)
    return _page(request, all_shown(attempt), position, error=error, given=given or None)
