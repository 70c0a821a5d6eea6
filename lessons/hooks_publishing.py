"""A trainer is told what of a page cannot be printed or read on air, when it is handed in or published. It is published
all the same.

Imported by wagtail_hooks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page

from lessons.hooks_radio import tell_of_script, tell_of_stale
from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
from lessons.printing.catalogue import KINDS
from lessons.printing.checks import Fault, faults_of

logger = logging.getLogger(__name__)


@hooks.register("after_publish_page")
def on_published(request: HttpRequest, page: Page) -> None:
    tell(request, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def on_handed_in(request: HttpRequest, page: Page) -> None:
    """The buttons below the editor that hand a page in, or approve what was handed in."""
    asked = request.POST
    approves = "action-workflow-action" in asked and asked.get("workflow-action-name") == "approve"
    if approves or "action-submit" in asked or "action-restart-workflow" in asked:
        tell(request, page.get_latest_revision_as_object())


@hooks.register("after_bulk_action")
def on_bulk_published(request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any) -> None:
    for page in objects if action_type == "publish" else ():
        tell(request, page.specific)


_act = WorkflowAction.post


def _act_and_tell(view: WorkflowAction, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    response = _act(view, request, *args, **kwargs)
    if view.action_name == "approve":
        tell(request, Page.objects.get(pk=view.object.pk).get_latest_revision_as_object())
    return response


# Approved from the admin's first page or from the preview, where Wagtail calls no hook.
WorkflowAction.post = _act_and_tell


def tell(request: HttpRequest, page: Page) -> None:
    """Warns of what of `page` cannot be printed or read on air; silent when all is well. Whatever goes wrong here
    stops nothing."""
    try:
        if isinstance(page, RadioScriptPage):
            tell_of_script(request, page)
        if isinstance(page, AppPage | LessonPage):
            tell_of_stale(request, page)
        if isinstance(page, AppPage | LessonPage | PosterPage):
            _tell_of_sheets(request, page)
    except Exception:
        logger.exception("the sheets of page %s could not be tried", page.pk)


def _tell_of_sheets(request: HttpRequest, page: AppPage | LessonPage | PosterPage) -> None:
    by_reason: dict[str, list[Fault]] = {}
    for fault in faults_of(page):
        by_reason.setdefault(fault.reason, []).append(fault)
    for reason, same in by_reason.items():
        sheets = ", ".join(str(KINDS[fault.kind].label) for fault in same)
        words = _("Not everything of “%(page)s” can be printed. %(sheets)s: %(reason)s")
        message = words % {"page": page.title, "sheets": sheets, "reason": reason}
        messages.warning(request, message, buttons=_ways_out(same[0]))


def _ways_out(fault: Fault) -> list[tuple[str, str, bool]]:
    edit = reverse("wagtailadmin_pages:edit", args=[fault.page.pk])
    buttons = [messages.button(edit, _("Edit “%(title)s”") % {"title": fault.page.title})]
    if fault.kind in dict(fault.page.sheet_previews):
        draft = reverse("wagtailadmin_pages:view_draft", args=[fault.page.pk])
        buttons.append(messages.button(f"{draft}?mode={fault.kind}", _("See the sheet"), new_window=True))
    return buttons
