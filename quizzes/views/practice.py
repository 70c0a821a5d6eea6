"""A practice quiz with its keys: one page for everybody, which a phone may keep; and what a member sends of it."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lms.members.senders import is_senders, made_at
from lms.shared.messages import in_language
from quizzes import links
from quizzes.errors import QuizError
from quizzes.kinds.tap import TapSpec
from quizzes.models import QuestionVersion, Quiz
from quizzes.offline import choosing, recording
from quizzes.offline.judging import judge_of

from . import responses
from .access import members_page
from .outcomes import LISTS

LONGEST = 100_000  # letters of what is sent
LARGEST = 2**63  # no row has this number


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with all that may be told of it."""

    number: int
    quiz: Quiz
    version: QuestionVersion
    url: str | None

    @property
    def form(self) -> dict[str, Any]:
        return responses.shown(self.version, choosing.in_order(self.quiz, self.version))

    @property
    def prefix(self) -> str:
        """Keeps the fields of several questions apart on one page."""
        return f"c{self.number}-"

    @property
    def judge(self) -> str:
        return json.dumps(judge_of(self.version.asked), ensure_ascii=False, separators=(",", ":"))

    @property
    def right(self) -> list[str]:
        return [in_language(label, gettext) for label in self.version.asked.right_labels()]

    @property
    def is_list(self) -> bool:
        return self.version.kind in LISTS

    @property
    def screen(self) -> TapSpec | None:
        return self.version.asked.spec if self.version.kind == QuestionVersion.Kind.TAP else None


@require_safe
def sheet(request: HttpRequest, quiz_key: str) -> HttpResponse:
    found = choosing.sheet_of(quiz_key)
    if found is None:
        raise Http404
    taught = [(version.teaches_lesson, version.teaches_step) for version in found.versions]
    urls = links.step_urls(taught)
    questions = [
        Asked(n, found.quiz, version, urls.get(step))
        for n, (version, step) in enumerate(zip(found.versions, taught, strict=True), start=1)
    ]
    return render(request, "quizzes/practice.html", {"quiz": found.quiz, "questions": questions})


@members_page
@require_POST
def send(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """Keeps what a phone gathered; what can never be taken is answered 410, so that the phone stops sending it."""
    if not is_senders(request):
        return HttpResponseForbidden()
    now = timezone.now()
    try:
        quiz = Quiz.objects.filter(key=quiz_key).first()
        if quiz is None:
            raise recording.NothingToKeep
        attempt = recording.record(member=request.user, quiz=quiz, sent=_sent(request, now), now=now)  # type: ignore[arg-type]
    except QuizError as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    return JsonResponse({"result": reverse("quizzes:result", args=[attempt.pk])})


def _sent(request: HttpRequest, now: dt.datetime) -> recording.Sent:
    """Raises NothingToKeep for what no page of ours sends."""
    try:
        key, text = uuid.UUID(request.POST.get("id", "")), request.POST.get("answers", "")
        found: Any = json.loads(text) if len(text) <= LONGEST else None
        answers = {pk: given for pk, given in found if isinstance(pk, int) and 0 < pk < LARGEST}
    except (ValueError, TypeError, RecursionError):
        raise recording.NothingToKeep from None
    return recording.Sent(key, answers, made_at(request, now))
