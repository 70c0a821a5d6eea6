"""The result page: what was wrong and where to read it again, what is left for the certificate."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from quizzes import grading, selectors

from .access import attempt_now, members_page
from .outcomes import outcome_of


@members_page
@require_http_methods(["GET", "HEAD"])
def result(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    attempt = attempt_now(request, attempt_pk)
    if attempt.mark is None:
        return redirect("quizzes:overview", attempt.pk)
    items = attempt.items.select_related("version", "graded_by", "answer")
    # While a class still hands in its sheets, nobody is shown the key.
    rows = [] if attempt.awaits_confirmation else [outcome_of(item) for item in items]
    context = {
        "attempt": attempt,
        "needed": grading.mark_needed(attempt.max_mark, attempt.pass_percent),
        "ran_out": attempt.closed_at == attempt.accepted_until,
        "wrong": [row for row in rows if not row.is_right],
        "right": [row for row in rows if row.is_right],
        "outlooks": selectors.outlooks(request.user, attempt.quiz, renewed=attempt.renews),  # type: ignore[arg-type]
    }
    return render(request, "quizzes/result.html", context)
