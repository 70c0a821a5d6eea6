"""Certificates in the editors' admin: listed, searched and filtered for the officers in charge of the holders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import django_filters
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Permission
from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lms.members.models import UnitName, User
from quizzes.certification.listing import of_place, searched, visible_to, with_state
from quizzes.certification.sheet import code_of
from quizzes.certification.states import State
from quizzes.models import Certificate, Certification
from quizzes.wording import STATES

from .certificate_acts import AwardView, ChooseMemberView, ConfirmView, RenewView, RevokeView
from .certificate_detail import DetailView
from .question_views import WideColumn

PERMISSIONS = ("view_certificate", "award_certificate", "revoke_certificate")


class CertificatePolicy(ModelPermissionPolicy):
    """Seen, awarded, revoked; a certificate is never edited nor deleted. Each view asks again about its member."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        if action in ("change", "delete"):
            return False
        return super().user_has_permission(user, "award" if action == "add" else action)


class CertificateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(state.value, STATES[state].short) for state in State], field_name="state"
    )
    certification = django_filters.ModelChoiceFilter(
        label=_("Certification"), queryset=Certification.objects.order_by("title", "pk")
    )
    place = django_filters.CharFilter(label=_("Commune or province, name or code"), method="in_place")

    class Meta:
        model = Certificate
        fields: list[str] = []

    def in_place(self, rows: QuerySet[Certificate], name: str, value: str) -> QuerySet[Certificate]:
        return of_place(rows, value)


def certificate_url(certificate: Certificate) -> str:
    return reverse("certificate_admin:detail", args=[certificate.pk])


class CertificateIndexView(generic.IndexView):
    page_title = _("Certificates")
    add_item_label = _("Award by hand")
    search_fields = ["code"]  # shows the search box; `search_queryset` looks for people too
    filterset_class = CertificateFilterSet
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Certificate]:
        today = UnitName.objects.filter(valid_to=None)
        rows = visible_to(cast(User, self.request.user)).select_related("certification", "unit")
        return with_state(rows.prefetch_related(Prefetch("unit__names", queryset=today)), timezone.localdate())

    def search_queryset(self, queryset: Any) -> Any:
        return searched(queryset, self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("holder_name", label=_("Full name"), get_url=certificate_url),
            Column("state", label=_("State"), accessor=lambda one: STATES[State(one.state)].short),
            Column("valid_until", label=_("Valid until"), accessor=_day("valid_until"), sort_key="valid_until"),
            WideColumn("certification", label=_("Certification"), accessor=lambda one: one.certification.title),
            WideColumn("unit", label=_("Commune at award"), accessor=_commune),
            WideColumn("code", label=_("Check code"), accessor=code_of),
            WideColumn("awarded_on", label=_("Completed on"), accessor=_day("awarded_on"), sort_key="awarded_on"),
        ]


def _day(name: str) -> Callable[[Certificate], str]:
    """Wagtail's own column says "just now" of every day to come."""
    return lambda certificate: f"{getattr(certificate, name):%d/%m/%Y}"


def _commune(certificate: Certificate) -> str:
    return ", ".join(str(name) for name in certificate.unit.names.all()) if certificate.unit else ""


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name, url_prefix = "certificate_admin", "certificates"
    icon = "doc-full-inverse"
    menu_label = _("Certificates")
    menu_order = 310
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-awarded_on"
    form_fields: list[str] = []  # nothing is typed into a certificate
    index_view_class = CertificateIndexView
    permission_policy = CertificatePolicy(Certificate)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("award/", self.construct_view(ChooseMemberView), name="add"),
            path("award/<int:member_pk>/", self.construct_view(AwardView), name="award"),
            path("<int:pk>/", self.construct_view(DetailView), name="detail"),
            path("<int:pk>/renew/", self.construct_view(RenewView), name="renew"),
            path("<int:pk>/revoke/", self.construct_view(RevokeView), name="revoke"),
            path("<int:pk>/confirm/", self.construct_view(ConfirmView), name="confirm"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.filter(content_type__app_label="quizzes", codename__in=PERMISSIONS)
