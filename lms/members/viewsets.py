"""Members in the editors' admin, listed and found by Vietnamese names."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.users.views import users

from .people import matching
from .phones import display_phone
from .user_forms import MemberCreationForm, MemberEditForm


class MemberIndexView(users.IndexView):
    """No boxes for bulk actions: Wagtail's "select all" knows nothing of our search and would take others."""

    page_title = _("Members")
    add_item_label = _("Add a member")
    search_fields = ["search_key"]

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("full_name", label=_("Full name"), sort_key="sort_key", get_url=self.get_edit_url),
            Column("username", label=_("User name"), sort_key="username"),
            Column("login_phone", label=_("Phone"), accessor=lambda user: display_phone(user.login_phone)),
            BooleanColumn("is_active", label=_("May sign in"), sort_key="is_active"),
        ]

    def search_queryset(self, queryset: Any) -> Any:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: Any) -> Any:
        """The key breaks ties, so that people of one name neither repeat nor vanish between pages."""
        return queryset.order_by(self.ordering, "pk")


class UserViewSet(users.UserViewSet):
    ordering = "sort_key"
    menu_label = _("Members")
    index_view_class = MemberIndexView
    create_template_name = "members/admin/create.html"
    edit_template_name = "members/admin/edit.html"
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        return MemberEditForm if for_update else MemberCreationForm
