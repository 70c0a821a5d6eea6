"""Important changes of lessons: nothing is published as one before the trainer has seen whom it concerns.

Imported by wagtail_hooks. Approvals are stopped in `approval`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Revision

from lessons.editions import changed_by
from lessons.important import asks_first
from lessons.models import LessonPage
from lessons.models.editions import Importance
from lms.shared.screens.models import Screen

from .views import important, make_important


@hooks.register("register_admin_urls")
def important_urls() -> list[Any]:
    confirm = important.ConfirmPublishView.as_view()
    approve = important.ConfirmApprovalView.as_view()
    afterwards = make_important.MakeImportantView.as_view()
    return [
        path("lessons/<int:pk>/important/<int:revision_pk>/", confirm, name="lessons_confirm_publish"),
        path("lessons/<int:pk>/important/<int:revision_pk>/<int:state_pk>/", approve, name="lessons_confirm_approval"),
        path("lessons/<int:pk>/make-important/<int:number>/", afterwards, name="lessons_make_important"),
    ]


@hooks.register("before_publish_page")
def look_first(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """What was typed is saved as a draft by now, so nothing is lost on the way."""
    if not asks_first(page):
        return None
    return redirect("lessons_confirm_publish", page.pk, page.latest_revision_id)


@hooks.register("before_bulk_action")
def one_by_one(request: HttpRequest, action_type: str, objects: Iterable[Page], action: Any) -> HttpResponseBase | None:
    """Pages published from a list: none, when one of them is an important change that nobody has looked at."""
    if action_type != "publish":
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants", False)
    held = [page for page in _marked(objects, below) if asks_first(page)]
    if not held:
        return None
    words = _("Nothing is published yet: some lessons are marked as an important change. Publish these one by one.")
    edits = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title) for page in held]
    messages.error(request, words, buttons=edits)
    return redirect(action.next_url)


@hooks.register("after_edit_snippet")
def ask_about_lessons(request: HttpRequest, instance: Any) -> None:
    """Lessons that show a screen change with it. Whoever may publish them is asked whether that is important."""
    if not isinstance(instance, Screen):
        return
    ways = [
        messages.button(reverse("lessons_make_important", args=[lesson.pk, number]), lesson.title)
        for lesson, number in changed_by(instance)
        if lesson.permissions_for_user(request.user).can_publish()
    ]
    if ways:
        words = _("Lessons changed with this screen; nobody is asked to learn again. Is it important in one of them?")
        messages.info(request, words, buttons=ways)


def _marked(pages: Iterable[Page], below: bool) -> list[LessonPage]:
    """Of `pages`, and of what is not live below them, the drafts that say to be important."""
    pages = list(pages)
    rows = LessonPage.objects.filter(pk__in=[page.pk for page in pages])
    for page in pages if below else ():
        rows |= LessonPage.objects.descendant_of(page).not_live()
    drafts = Revision.objects.filter(pk__in=rows.values("latest_revision"))
    return [one.as_object() for one in drafts.filter(content__change_importance=Importance.IMPORTANT)]
