"""The result page: what was wrong and where to read it again, what is left for the certificate."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lms.shared.messages import in_language
from quizzes import grading, links, selectors
from quizzes.kinds.tap import TapSpec
from quizzes.models import AttemptItem, QuestionVersion

from .access import members_page, own_attempt


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the result."""

    item: AttemptItem
    chosen: list[str]
    right: list[str]
    hints: list[str]  # what the chosen wrong answers say about themselves
    partly: bool
    url: str | None
    is_list: bool  # its answers are lines to be read one under the other
    screen: TapSpec | None = None  # a wrong tap is shown with the right place

    @property
    def is_right(self) -> bool:
        return self.item.mark == self.item.max_mark


def row_of(item: AttemptItem) -> Row:
    version, answer = item.version, getattr(item, "answer", None)
    response = answer.response if answer else None
    is_right = item.mark == item.max_mark
    return Row(
        item=item,
        chosen=[in_language(label, gettext) for label in version.asked.labels(response)],
        right=[in_language(label, gettext) for label in version.asked.right_labels()],
        hints=[] if is_right else version.asked.feedback(response),
        partly=bool(item.mark) and not is_right,
        url=None if is_right else links.step_url(version.teaches_lesson, version.teaches_step),
        is_list=version.kind in (QuestionVersion.Kind.MATCHING, QuestionVersion.Kind.ORDERING),
        screen=version.asked.spec if version.kind == QuestionVersion.Kind.TAP and not is_right else None,
    )


@members_page
@require_http_methods(["GET", "HEAD"])
def result(request: HttpRequest, attempt_pk: int) -> HttpResponse:
    attempt = own_attempt(request, attempt_pk)
    if attempt.mark is None:
        return redirect("quizzes:overview", attempt.pk)
    rows = [row_of(item) for item in attempt.items.select_related("version", "answer")]
    context = {
        "attempt": attempt,
        "needed": grading.mark_needed(attempt.max_mark, attempt.pass_percent),
        "wrong": [row for row in rows if not row.is_right],
        "right": [row for row in rows if row.is_right],
        "outlooks": selectors.outlooks(request.user, attempt.quiz),  # type: ignore[arg-type]
    }
    return render(request, "quizzes/result.html", context)
