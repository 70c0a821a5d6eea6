"""The words on printed sheets in the editors' admin: of every place, also where no team could write them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lms.shared.vietnamese import fold, normalise_line

from .fields import LineField
from .imprint_forms import ImprintForm
from .imprints import own_row, save_imprint
from .models import SheetImprint, Unit, UnitName
from .units import search_units, unit_by_code

SHOWN = 5


class ChangersAddPolicy(ModelPermissionPolicy):
    """Whoever may change the words of all places may write those of a place that has none yet."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return super().user_has_permission(user, "change" if action == "add" else action)


class ImprintEditForm(WagtailAdminModelForm, ImprintForm):
    class Meta(ImprintForm.Meta):
        pass

    def save(self, commit: bool = True) -> SheetImprint:
        return save_imprint(place=self.instance.place, words=self.words(), by=self.for_user)


class UnitField(LineField):
    """A commune or province by its official code, or by its name with the province after a comma."""

    def clean(self, value: Any) -> Unit:
        text = super().clean(value)
        if unit := unit_by_code(text):
            return unit
        found = search_units(text)
        if len(found) == 1:
            return found[0].unit
        if not found:
            raise ValidationError(_("No place has this name or code. Write it as on the official list."))
        options = "; ".join(f"{place.label}: {place.code}" for place in found[:SHOWN])
        message = _("Several places fit. Write the code of the one you mean. %(places)s")
        raise ValidationError(message, params={"places": options + ("; …" if len(found) > SHOWN else "")})


class ImprintAddForm(ImprintEditForm):
    place = UnitField(
        label=_("Commune or province"),
        help_text=_("Its official code, or its name with the province: Thới Bình, Cà Mau."),
        max_length=120,
    )

    class Meta(ImprintEditForm.Meta):
        pass

    field_order = ["place"]

    def clean_place(self) -> Unit:
        unit = self.cleaned_data["place"]
        if own_row(unit):
            raise ValidationError(_("This place has its words already. Open it in the list and change them."))
        self.instance.unit = unit
        return unit


class ImprintIndexView(generic.IndexView):
    search_fields = ["name"]  # shows the search box; `search_queryset` looks for the place

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("place", label=_("Place"), accessor=str, get_url=self.get_edit_url),
            Column("province", label=_("Belongs to"), accessor=_province),
            Column("name", label=_("Name on the sheet")),
            DateColumn("changed_at", label=_("Changed at"), sort_key="changed_at"),
        ]

    def get_base_queryset(self) -> Any:
        """Teams and units with today's names and those of their provinces, in the same few queries for any number."""
        current = UnitName.objects.filter(valid_to=None)
        named = current.prefetch_related(Prefetch("parent__names", queryset=current))
        rows = SheetImprint.objects.select_related("unit", "team__village", "team__commune")
        return rows.prefetch_related(
            Prefetch("unit__names", queryset=named), Prefetch("team__commune__names", queryset=named)
        )

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset: Any) -> Any:
        """By the unit's name without marks, or by its code; of a team, its commune's."""
        if not self.is_searching:
            return queryset
        fits = Q(search_key__contains=fold(self.search_query)) | Q(code=normalise_line(self.search_query))
        units = UnitName.objects.filter(fits, valid_to=None).values("unit")
        return queryset.filter(Q(unit__in=units) | Q(team__commune__in=units))


def _province(row: SheetImprint) -> str:
    unit = row.team.commune if row.team else cast("Unit", row.unit)
    parents = [name.parent for name in unit.names.all() if name.parent]
    return ", ".join(str(name) for parent in parents for name in parent.names.all())


class SheetImprintViewSet(ModelViewSet):
    model = SheetImprint
    name = "sheet_imprints"
    url_prefix = "imprints"
    icon = "doc-full"
    menu_label = _("Words on printed sheets")
    menu_order = 620
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    ordering = "-changed_at"
    index_view_class = ImprintIndexView
    permission_policy = ChangersAddPolicy(SheetImprint)

    def get_form_class(self, for_update: bool = False) -> type[ImprintEditForm]:
        return ImprintEditForm if for_update else ImprintAddForm
