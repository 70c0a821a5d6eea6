"""The first thing a trainer sees in the admin: the ways to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from lessons.models import AppPage, CoursePage
from lms.shared.screens.models import Screen


class WelcomePanel(Component):
    name = "welcome"
    template_name = "lessons/admin/welcome.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = TaskState.objects.reviewable_by(user).count()
        return {"ways": list(_ways(user)), "waiting": waiting, "name": user.get_full_name()}


def _ways(user: Any) -> Iterator[dict[str, Any]]:
    """The ways that are open to `user`: icon, words, address."""
    yield from _writing(user)
    yield from _following_up(user)


def _writing(user: Any) -> Iterator[dict[str, Any]]:
    course = CoursePage.objects.first()
    writes = bool(course) and course.permissions_for_user(user).can_add_subpage()
    if course and writes:
        apps = AppPage.objects.child_of(course).count()
        where = reverse("wagtailadmin_explore", args=[course.pk])
        hint = (
            _("Choose an app, press the plus sign beside its name, then choose “Lesson”.")
            if apps
            else _("Add an app first.")
        )
        yield {"icon": "doc-full", "title": _("Write a lesson"), "hint": hint, "url": where}
    if user.has_perm("shared.add_screen"):
        url = reverse(Screen.snippet_viewset.get_url_name("add"))
        yield {
            "icon": "mobile-alt",
            "title": _("Draw a screen"),
            "hint": _("A phone screen for a step to show."),
            "url": url,
        }
    if user.has_perm("quizzes.change_quiz"):
        url = reverse("quiz_admin:index")
        yield {"icon": "help", "title": _("Write questions"), "hint": _("One quiz an app."), "url": url}
    if writes:
        url = reverse("wagtailadmin_reports:workflow")
        yield {"icon": "tasks", "title": _("Waiting to be published"), "hint": _("What was handed in."), "url": url}


def _following_up(user: Any) -> Iterator[dict[str, Any]]:
    if user.has_perm("lessons.add_printpack"):
        hint = _("Leaflets and posters for many communes at once.")
        yield {
            "icon": "doc-full-inverse",
            "title": _("Print packs"),
            "hint": hint,
            "url": reverse("lessons:print_packs"),
        }
    if user.has_perm("members.view_user"):
        url = reverse("wagtailusers_users:index")
        yield {"icon": "group", "title": _("Members"), "hint": _("Who may sign in, found by any name."), "url": url}
    if user.has_perm("members.view_team"):
        hint = _("How many visits the teams made, by commune.")
        url = reverse("office:communes_tally")
        yield {"icon": "home", "title": _("Door-to-door tally"), "hint": hint, "url": url}
    if user.has_perm("lessons.view_airing"):
        hint = _("Which texts went on air, and when.")
        yield {
            "icon": "media",
            "title": _("What the communes put on air"),
            "hint": hint,
            "url": reverse("office:airings"),
        }
