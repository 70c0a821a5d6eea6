"""Versions of scripts in the editors' admin: which one communes have, taking one back, and what follows from that."""

from __future__ import annotations

from typing import Any, cast

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from lessons.broadcast import recordings, withdrawal
from lessons.broadcast.errors import AlreadyWithdrawn
from lessons.models import Recording, ScriptVersion
from lms.members.fields import LineField
from lms.members.models import User
from lms.members.units import labels

from .recordings import RecordingForm, sound_file

A_PAGE = 50
STATES = {
    "current": gettext_lazy("Current"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "earlier": gettext_lazy("No longer offered"),
}


def state_of(version: ScriptVersion) -> str:
    return "withdrawn" if version.withdrawn_at else "current" if version.is_current else "earlier"


class VersionPolicy(ModelPermissionPolicy):
    """Versions come from publishing; whoever may withdraw them may look at them."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "withdraw")


class VersionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=list(STATES.items()), method="in_state")
    app_key = django_filters.ChoiceFilter(label=gettext_lazy("App or service"), choices=lambda: apps_of_versions())

    class Meta:
        model = ScriptVersion
        fields: list[str] = []

    def in_state(self, rows: QuerySet[ScriptVersion], name: str, value: str) -> QuerySet[ScriptVersion]:
        if value == "earlier":
            return rows.filter(is_current=False, withdrawn_at=None)
        return rows.filter(is_current=True) if value == "current" else rows.filter(withdrawn_at__isnull=False)


def apps_of_versions() -> list[tuple[str, str]]:
    rows = ScriptVersion.objects.exclude(app_key="").order_by("app_title", "app_key")
    return list(dict(rows.values_list("app_key", "app_title").distinct()).items())


def version_url(version: ScriptVersion) -> str:
    return reverse("script_versions:detail", args=[version.pk])


class WideColumn(Column):
    """Left out on a phone, where it would squeeze the titles."""

    class Media:
        css = {"all": ("lessons/withdrawal.css",)}

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname="wide-only", **kwargs)


class VersionIndexView(generic.IndexView):
    page_title = gettext_lazy("Versions for the radio")
    search_fields = ["title", "script_key"]
    filterset_class = VersionFilterSet
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[ScriptVersion]:
        return withdrawal.with_counts(ScriptVersion.objects.defer("parts"))

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Script"), get_url=version_url),
            WideColumn("number", label=_("Version")),
            Column("state", label=_("State"), accessor=lambda one: STATES[state_of(one)]),
            WideColumn("published_at", label=_("Published"), accessor=_published, sort_key="published_at"),
            *(_count(name, label) for name, label in _COUNTS.items()),
        ]


_COUNTS = {
    "approved": gettext_lazy("Communes that approved"),
    "pulled": gettext_lazy("Communes that fetched"),
    "aired": gettext_lazy("Communes that aired"),
}


def _published(version: ScriptVersion) -> str:
    return f"{timezone.localtime(version.published_at):%d/%m/%Y}"


def _count(name: str, label: Any) -> Column:
    return WideColumn(name, label=label, accessor=lambda one: getattr(one, name) or 0)


class VersionPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    permission_policy: Any = None
    permission_required = "view"
    header_icon = "media"
    page_title: Any = ""  # of a page below that of the version

    @cached_property
    def version(self) -> ScriptVersion:
        rows = withdrawal.with_counts(ScriptVersion.objects.select_related("withdrawn_by"))
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return _("%(title)s, version %(number)s") % {"title": self.version.title, "number": self.version.number}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("script_versions:index"), "label": VersionIndexView.page_title},
            {"url": version_url(self.version), "label": self.get_page_subtitle()},
            *([{"url": "", "label": self.page_title}] if self.page_title else []),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a page of the stations concerned, each beside the name of its province."""
        rows = Paginator(withdrawal.stations_concerned(self.version), A_PAGE)
        page = rows.get_page(self.request.GET.get("p"))
        places = labels({station.unit_id for station in page}, timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "version": self.version,
            "state": state_of(self.version),
            "state_words": STATES[state_of(self.version)],
            "stations": page,
            "rows": [(station, places.get(station.unit_id, "")) for station in page],
        }


class VersionView(VersionPage, FormView):
    """What it says, who has it, its recordings; a file sent here is one of the province for all stations."""

    template_name = "lessons/withdrawal/version.html"
    form_class = RecordingForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version
        parts = [part for part in version.parts if part.get("lines")]
        correction = withdrawal.correction_of(version) if version.withdrawn_at else None
        return super().get_context_data(**kwargs) | {
            "parts": parts,
            "correction": correction,
            "recordings": version.recordings.select_related("station").order_by(recordings.PROVINCE_FIRST, "cut"),
        }

    def form_valid(self, form: RecordingForm) -> HttpResponse:
        if not form.add(version=self.version, station=None, by=cast(User, self.request.user)):
            return self.form_invalid(form)
        messages.success(self.request, _("The recording stands beside the version."))
        return redirect(version_url(self.version))

    def form_invalid(self, form: RecordingForm) -> HttpResponse:
        messages.error(self.request, _("Nothing was kept. Please mend what is marked below."))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RecordingView(VersionPage, View):
    def get(self, request: HttpRequest, pk: int, recording: int) -> HttpResponseBase:
        return sound_file(get_object_or_404(self.version.recordings, pk=recording))

    def post(self, request: HttpRequest, pk: int, recording: int) -> HttpResponse:
        row = get_object_or_404(Recording, version=self.version, station=None, pk=recording)
        recordings.remove(recording=row)
        messages.success(request, _("The recording is removed."))
        return redirect(version_url(self.version))


class ReasonForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=withdrawal.MOST_REASON,
        help_text=gettext_lazy("The stations read this. Say what was wrong, in one or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawView(VersionPage, FormView):
    """First who is concerned, then the reason."""

    template_name = "lessons/withdrawal/withdraw.html"
    page_title = gettext_lazy("Withdraw a version")
    header_icon = "warning"
    form_class = ReasonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.permission_policy.user_has_permission(request.user, "view") and self.version.withdrawn_at:
            return self._already()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        user = cast(User, self.request.user)
        try:
            withdrawal.withdraw(version=self.version, reason=form.cleaned_data["reason"], by=user, now=timezone.now())
        except AlreadyWithdrawn:
            return self._already()
        messages.success(self.request, _("Withdrawn. No station is offered it any more."))
        return redirect(version_url(self.version))

    def _already(self) -> HttpResponse:
        messages.info(self.request, _("This version has been withdrawn already."))
        return redirect(version_url(self.version))


class CorrectionView(VersionPage, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Makes the correction, or finds the one that was made, and opens its editor."""
        version = self.version
        app = withdrawal.app_of(version)
        if version.withdrawn_at is None or app is None:
            words = (
                _("The version is not withdrawn.") if app else _("Its app is gone, so write the correction elsewhere.")
            )
            messages.error(request, words)
            return redirect(version_url(version))
        if not app.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        page = withdrawal.make_correction(version=version, app=app, by=cast(User, request.user))
        return redirect("wagtailadmin_pages:edit", page.pk)


class ScriptVersionViewSet(ModelViewSet):
    model = ScriptVersion
    name, url_prefix = "script_versions", "script-versions"
    icon = "media"
    menu_label = gettext_lazy("Versions for the radio")
    menu_order = 165
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = inspect_view_enabled = False
    list_per_page = A_PAGE
    ordering = "-published_at"
    form_fields: list[str] = []  # nothing is typed into a version
    index_view_class = VersionIndexView
    permission_policy = VersionPolicy(ScriptVersion)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", view(VersionView), name="detail"),
            path("<int:pk>/withdraw/", view(WithdrawView), name="withdraw"),
            path("<int:pk>/correction/", view(CorrectionView), name="correction"),
            path("<int:pk>/recordings/<int:recording>/", view(RecordingView), name="recording"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.filter(content_type__app_label="lessons", codename="withdraw_scriptversion")
