"""An important change is not published by an approval before the approver has seen whom it concerns.

Wagtail has no hook before an approval. Its setting WAGTAIL_FINISH_WORKFLOW_ACTION is called inside the approval's
transaction: to stop there leaves what was typed saved as a draft, and the page waiting for approval as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

# By task state: what the approver wrote, until the approval is done.
COMMENTS = "approval_comments"
_seen: ContextVar[bool] = ContextVar("important_change_seen", default=False)


class LookFirst(Exception):
    """The approver has not seen yet whom the change concerns."""

    def __init__(self, page: int, revision: int, task_state: int, comment: str) -> None:
        super().__init__()
        self.page, self.revision, self.task_state, self.comment = page, revision, task_state, comment


@contextmanager
def seen() -> Iterator[None]:
    """Inside, approvals publish."""
    token = _seen.set(True)
    try:
        yield
    finally:
        _seen.reset(token)


def publish(workflow_state: Any, user: Any = None) -> None:
    """What an approved workflow does. Raises LookFirst. Wagtail reads this module before there are models."""
    from wagtail.workflows import publish_workflow_state

    from .important import asks_first

    revision = workflow_state.content_object.get_latest_revision()
    if not _seen.get() and asks_first(revision.as_object()):
        state = workflow_state.task_states.exclude(finished_at=None).order_by("-finished_at").first()
        raise LookFirst(int(revision.object_id), revision.pk, state.pk, state.comment)
    publish_workflow_state(workflow_state, user=user)


class AskBeforeApproving:
    """Leads the approver to the page that says whom the change concerns; the comment is kept for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, LookFirst):
            return None
        request.session[COMMENTS] = {str(exception.task_state): exception.comment}
        where = [exception.page, exception.revision, exception.task_state]
        url = reverse("lessons_confirm_approval", args=where)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # Wagtail's dialogue for comments
            return JsonResponse({"step": "success", "redirect": url})
        return redirect(url)
