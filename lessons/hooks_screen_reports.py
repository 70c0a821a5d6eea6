"""Screens that readers told to differ, in the editors' menu. Imported by wagtail_hooks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views.screen_queue import PERMISSION, ScreenQueueView


class ScreenQueueItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_urls")
def screen_queue_urls() -> list[Any]:
    return [path("screens/different/", ScreenQueueView.as_view(), name="lessons_screen_queue")]


@hooks.register("register_admin_menu_item")
def screen_queue_item() -> MenuItem:
    url = reverse("lessons_screen_queue")
    return ScreenQueueItem(_("Screens that differ"), url, name="screen-queue", icon_name="warning", order=155)
