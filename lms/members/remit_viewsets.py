"""Places that staff are in charge of, in the editors' admin; for administrators, because a remit says how far
permissions reach."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lms.shared.vietnamese import fold, normalise_line

from .fields import LineField
from .imprint_viewsets import SHOWN, UnitField
from .models import Remit, UnitName, User
from .people import matching


class AdministratorsPolicy(ModelPermissionPolicy):
    """A place is given or taken away, never changed."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action != "change" and bool(getattr(user, "is_superuser", False) and user.is_active)


class StaffField(LineField):
    """A member of staff by user name, or by part of the name."""

    def clean(self, value: Any) -> User:
        text = super().clean(value)
        works = Q(groups__isnull=False) | Q(user_permissions__isnull=False) | Q(is_superuser=True)
        staff = User.objects.filter(works, is_active=True)
        if exact := staff.filter(username__iexact=text).first():
            return exact
        somebody_else = User.objects.filter(username__iexact=text).exists()
        found = [] if somebody_else else list(matching(staff, text).distinct().order_by("sort_key", "pk")[: SHOWN + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("No member of staff has this name. They need a group first; see the members."))
        options = "; ".join(f"{one.full_name}: {one.username}" for one in found[:SHOWN])
        message = _("Several people fit. Write the user name of the one you mean. %(people)s")
        raise ValidationError(message, params={"people": options + ("; …" if len(found) > SHOWN else "")})


class RemitForm(WagtailAdminModelForm):
    user = StaffField(label=_("Member of staff"), help_text=_("The user name, or the full name."), max_length=120)
    unit = UnitField(
        label=_("Commune or province"),
        help_text=_("Its official code, or its name with the province. A province holds its communes."),
        max_length=120,
    )

    class Meta:
        model = Remit
        fields = ["user", "unit"]


class RemitIndexView(generic.IndexView):
    page_title = _("Places in charge of")
    add_item_label = _("Give a place")
    search_fields = ["user__search_key"]  # shows the search box

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("user", label=_("Member of staff"), accessor=lambda row: row.user.full_name),
            Column("username", label=_("User name"), accessor=lambda row: row.user.username),
            Column("unit", label=_("Place"), accessor=_place),
        ]

    def get_base_queryset(self) -> Any:
        current = UnitName.objects.filter(valid_to=None)
        named = current.prefetch_related(Prefetch("parent__names", queryset=current))
        return Remit.objects.select_related("user").prefetch_related(Prefetch("unit__names", queryset=named))

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("user__sort_key", "user", "pk")

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        text = normalise_line(self.search_query)
        fits = Q(search_key__contains=fold(text)) | Q(code=text)
        units = UnitName.objects.filter(fits, valid_to=None).values("unit")
        return queryset.filter(Q(user__in=matching(User.objects.all(), text).values("pk")) | Q(unit__in=units))


def _place(row: Remit) -> str:
    names = list(row.unit.names.all())
    parents = [str(one) for name in names if name.parent for one in name.parent.names.all()]
    return ", ".join([*map(str, names), *parents]) or str(row.unit)


class RemitDeleteView(generic.DeleteView):
    """Says what is easily overlooked: who has no place left is in charge everywhere."""

    @property
    def confirmation_message(self) -> str:
        if Remit.objects.filter(user=self.object.user).exclude(pk=self.object.pk).exists():
            return str(_("Take this place away?"))
        return str(
            _("This is the last place. Without any, this person is in charge everywhere. Take away the group first.")
        )


class RemitViewSet(ModelViewSet):
    model = Remit
    name = "remits"
    icon = "site"
    menu_label = _("Places in charge of")
    menu_order = 630
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    ordering = "user__sort_key"
    index_view_class = RemitIndexView
    delete_view_class = RemitDeleteView
    permission_policy = AdministratorsPolicy(Remit)

    def get_form_class(self, for_update: bool = False) -> type[RemitForm]:
        return RemitForm
