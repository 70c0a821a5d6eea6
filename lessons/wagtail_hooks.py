"""The editors' admin, arranged for a trainer who has never seen a CMS."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import PageQuerySet
from wagtail.snippets.models import register_snippet

from lessons import (  # noqa: F401 - they register their hooks
    hooks_important,
    hooks_publishing,
    hooks_radio,
    hooks_screen_reports,
    hooks_withdrawal,
)
from lessons.models import CoursePage
from lessons.views import offers
from lessons.views.glossary import GlossaryTermViewSet
from lessons.views.welcome import WelcomePanel

# What an administrator may need and a trainer never does.
_FOR_ADMINISTRATORS = {"reports", "help", "images", "documents", "settings"}


register_snippet(GlossaryTermViewSet)


@hooks.register("register_admin_urls")
def offer_urls() -> list[Any]:
    return [
        path("screens/<int:pk>/rows/", offers.screen_rows, name="lessons_screen_rows"),
        path("lessons/<int:pk>/steps/", offers.lesson_steps, name="lessons_lesson_steps"),
    ]


@hooks.register("insert_editor_js")
def offer_script() -> SafeString:
    """Rows of the chosen screen, steps of the chosen lesson, offered while one types. 0 stands for the number."""
    return format_html(
        '<script src="{}" data-rows="{}" data-steps="{}" defer></script>',
        static("lessons/offers.js"),
        reverse("lessons_screen_rows", args=[0]),
        reverse("lessons_lesson_steps", args=[0]),
    )


@hooks.register("insert_global_admin_css")
def editor_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("lessons/editor.css"))


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.insert(0, WelcomePanel())


@hooks.register("construct_homepage_summary_items")
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and images there are helps nobody to write."""
    items.clear()


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[Any]) -> None:
    """An officer finds the lists of members among the settings, so those stay for whoever may see members."""
    user = request.user
    hidden = _FOR_ADMINISTRATORS - ({"settings"} if user.has_perm("members.view_user") else set())
    if not user.is_superuser:
        items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_search")
def search_of_pages(request: HttpRequest, items: list[Any]) -> None:
    """Beside pages, a search leads only an administrator to images and documents."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in _FOR_ADMINISTRATORS]


@hooks.register("construct_explorer_page_queryset")
def course_first(parent_page: Any, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """At the root of the tree the course stands before anything else."""
    if not parent_page.is_root() or request.GET.get("ordering"):
        return pages
    courses = CoursePage.objects.values_list("pk", flat=True)
    return pages.order_by(Case(When(pk__in=list(courses), then=Value(0)), default=Value(1)), "path")
