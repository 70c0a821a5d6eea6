"""The officers' own pages in the menu of the admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .airings import VIEW
from .tallies import OFFICER


class AiringsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


class TallyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(OFFICER)


@hooks.register("register_admin_menu_item")
def airings_menu_item() -> MenuItem:
    return AiringsMenuItem(
        _("What the communes put on air"),
        reverse_lazy("office:airings"),
        name="airings",
        icon_name="media",
        order=880,
    )


@hooks.register("register_admin_menu_item")
def tally_menu_item() -> MenuItem:
    return TallyMenuItem(
        _("Door-to-door tally"),
        reverse_lazy("office:communes_tally"),
        name="door-tally",
        icon_name="group",
        order=890,
    )
