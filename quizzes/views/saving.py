"""One answer that was posted: read with care, saved, and acknowledged to the page's script."""

from __future__ import annotations

import datetime as dt
import math
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from quizzes import attempts
from quizzes.errors import BadResponse
from quizzes.kinds import Response
from quizzes.models import Attempt, AttemptItem

from . import responses
from .showing import Shown, clock_of

LONGEST_AGE = 10.0 * 366 * 24 * 3600  # seconds; more than any attempt lasts, less than what timedelta cannot hold


def wants_json(request: HttpRequest) -> bool:
    """Our script names it; browsers that open a page prefer HTML."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def key_of(text: str) -> uuid.UUID:
    """The key made with the page; a broken one is replaced, since it only guards against sending twice."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def age_of(text: str) -> dt.timedelta:
    """How many seconds ago the answer was given; none where that cannot be read. The service bounds it further."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    return dt.timedelta(seconds=min(max(seconds, 0.0), LONGEST_AGE) if math.isfinite(seconds) else 0.0)


def save(attempt: Attempt, item: AttemptItem, given: Response, posted: QueryDict) -> attempts.Saved | None:
    """Saves what the form gave; None where nothing was given and nothing stands. Raises QuizError.

    Leaving a question without an answer is allowed, and the overview names it before handing in; clearing an answer
    is not.
    """
    if responses.is_empty(given):
        if attempt.immediate and posted.get("go") == "check":
            raise BadResponse(gettext("Give an answer first, then press Check."))
        if attempt.immediate or not hasattr(item, "answer"):
            return None
    return attempts.save_answer(
        attempt=attempt,
        position=item.position,
        response=responses.response_of(item.version, given),
        idempotency_key=key_of(posted.get("key", "")),
        now=timezone.now(),
        age=age_of(posted.get("age", "")),
    )


def summary(questions: Sequence[Shown]) -> dict[str, Any]:
    """How many answers are saved, and when the last one was, by the server's clock."""
    times = [one.answer.saved_at for one in questions if one.answer]
    return {"saved": len(times), "saved_at": f"{timezone.localtime(max(times)):%H:%M}" if times else ""}


def as_json(
    attempt: Attempt, questions: Sequence[Shown], forms: Sequence[Shown] = (), status: int = 200, **more: Any
) -> JsonResponse:
    """What the script is told: what is saved, which answer stands for each question (by its mark), the seconds left,
    and the questions in `forms` as they stand now."""
    html = "".join(render_to_string("quizzes/asked.html", {"one": one}) for one in forms)
    marks = [one.mark for one in questions]
    data = {
        **summary(questions),
        **clock_of(attempt),
        "marks": marks,
        "html": html,
        "stands": True,
        "message": "",
        **more,
    }
    return JsonResponse(data, status=status)
