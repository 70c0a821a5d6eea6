"""Names of administrative units in the editors' admin: found without marks, mended where the list is wrong."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lms.shared.vietnamese import fold, normalise_line

from .models import UnitName
from .units.files import PROVINCE_KINDS


class MendOnlyPolicy(ModelPermissionPolicy):
    """Units are added by loading the list and ended by events, so nobody adds or deletes a name by hand."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class UnitNameForm(WagtailAdminModelForm):
    class Meta:
        model = UnitName
        fields = ["name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A province stays a province and a commune a commune: only kinds of the same level are offered."""
        super().__init__(*args, **kwargs)
        is_province = self.instance.kind in PROVINCE_KINDS
        self.fields["kind"].choices = [
            choice for choice in UnitName.Kind.choices if (choice[0] in PROVINCE_KINDS) is is_province
        ]

    def clean_name(self) -> str:
        return normalise_line(self.cleaned_data["name"])


class UnitNameIndexView(generic.IndexView):
    search_fields = ["search_key"]

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("name", label=_("Name"), accessor=str, sort_key="sort_key", get_url=self.get_edit_url),
            Column("parent", label=_("Belongs to"), accessor=_parent),
            Column("code", label=_("Official code"), sort_key="code"),
            DateColumn("valid_from", label=_("Valid from")),
            DateColumn("valid_to", label=_("Valid to")),
        ]

    def get_base_queryset(self) -> Any:
        current = UnitName.objects.filter(valid_to=None)
        return UnitName.objects.prefetch_related(Prefetch("parent__names", queryset=current))

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        return queryset.filter(Q(search_key__contains=fold(self.search_query)) | Q(code=self.search_query.strip()))


def _parent(name: UnitName) -> str:
    return ", ".join(str(parent) for parent in name.parent.names.all()) if name.parent else ""


class UnitNameViewSet(ModelViewSet):
    """Mends a name or kind that was recorded wrongly; a real change is `rename_unit`, which keeps the old name."""

    model = UnitName
    name = "unit_names"
    url_prefix = "units"
    icon = "site"
    menu_label = _("Provinces and communes")
    menu_order = 610
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    ordering = "sort_key"
    index_view_class = UnitNameIndexView

    def get_form_class(self, for_update: bool = False) -> type[UnitNameForm]:
        return UnitNameForm

    @property
    def permission_policy(self) -> MendOnlyPolicy:
        return MendOnlyPolicy(UnitName)
