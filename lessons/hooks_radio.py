"""Radio scripts in the admin: made from a lesson by a button; told about when they or their lesson are published.

Imported by wagtail_hooks; `tell_of_script` and `tell_of_stale` are called by hooks_publishing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from lessons.broadcast.review import is_stale, review
from lessons.broadcast.versions import scripts_drawing_from
from lessons.models import AppPage, LessonPage, RadioScriptPage
from lessons.views.radio_making import MakeScriptView

MOST_HINTS = 5


@hooks.register("register_admin_urls")
def radio_urls() -> list[Any]:
    return [path("lessons/<int:pk>/radio-script/", MakeScriptView.as_view(), name="lessons_make_script")]


@hooks.register("register_page_header_buttons")
def make_in_header(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from _make_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def make_in_listing(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _make_button(page, user)


def _make_button(page: Page, user: Any) -> Iterator[Button]:
    """For whoever may add a page beside the lesson."""
    if isinstance(page, LessonPage) and page.live and page.get_parent().permissions_for_user(user).can_add_subpage():
        url = reverse("lessons_make_script", args=[page.pk])
        yield Button(_("Make a radio script of this lesson"), url, icon_name="media", priority=35)


def tell_of_script(request: HttpRequest, page: RadioScriptPage) -> None:
    """What keeps the script off the air, and what is hard on the ear; nothing is stopped by it."""
    found = review(page)
    edit = [messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit “%(title)s”") % vars_of(page))]
    if found.problems:
        words = _("“%(title)s” cannot go on air yet. %(reasons)s")
        messages.warning(request, words % {**vars_of(page), "reasons": " ".join(found.problems)}, buttons=edit)
    if found.ear:
        words = _("“%(title)s” is hard on the ear in some places. %(reasons)s")
        reasons = " ".join(dict.fromkeys(words for hint in found.ear[:MOST_HINTS] for words in hint.words))
        messages.warning(request, words % {**vars_of(page), "reasons": reasons}, buttons=edit)


def tell_of_stale(request: HttpRequest, page: LessonPage | AppPage) -> None:
    """Scripts with parts that were rewritten before the lesson or the app said what it says now."""
    stale = [script for script in scripts_drawing_from(page) if is_stale(script)]
    if stale:
        words = _("Radio scripts have parts that were rewritten before this change. Read them again.")
        edits = [messages.button(reverse("wagtailadmin_pages:edit", args=[one.pk]), one.title) for one in stale]
        messages.warning(request, words, buttons=edits)


def vars_of(page: Page) -> dict[str, str]:
    return {"title": page.title}
