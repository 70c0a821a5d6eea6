"""Important changes of lessons in the editors' admin: what they made due, how far that is, and calling one off."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from lms.members.models import User
from quizzes.certification.changes import call_off, in_list, progress_of, resume
from quizzes.models import LessonChange

from .question_views import WideColumn


class PublishersMindChanges(ModelPermissionPolicy):
    """Whoever may publish a page sees them and calls one off, and whoever is given the permission. They are made by
    publishing alone, and never edited nor deleted: certificates refer to them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action not in ("view", "call_off"):
            return False
        own = super().user_has_permission(user, "change" if action == "call_off" else action)
        return own or (user.is_active and page_permission_policy.user_has_permission(user, "publish"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def state_of(change: LessonChange) -> str:
    if change.called_off_at:
        return _("called off") if change.done_at else _("being called off")
    return _("done") if change.done_at else _("at work")


def _change_url(change: LessonChange) -> str:
    return reverse("lesson_change_admin:detail", args=[change.pk])


def _day(change: LessonChange) -> str:
    return f"{change.effective_on:%d/%m/%Y}"


class ChangeIndexView(generic.IndexView):
    page_title = gettext_lazy("Important changes")
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[LessonChange]:
        return in_list()

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("label", label=_("Lesson"), get_url=_change_url),
            Column("state", label=_("State"), accessor=state_of),
            WideColumn("due", label=_("Certificates made due"), sort_key="due"),
            Column("effective_on", label=_("Due from"), accessor=_day, sort_key="effective_on"),
            WideColumn("edition", label=_("Edition")),
            WideColumn("reason", label=_("Why")),
            WideColumn("actor", label=_("Who"), accessor=lambda one: one.actor.full_name if one.actor else "–"),
        ]


class ChangeView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One change. Its button wakes work that stands still."""

    permission_policy: Any = None
    permission_required = "view"
    template_name = "quizzes/admin/change.html"
    page_title = gettext_lazy("Important change")
    header_icon = "warning"

    @cached_property
    def change(self) -> LessonChange:
        return get_object_or_404(in_list().select_related("called_off_by"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.change.label

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listed = {"url": reverse("lesson_change_admin:index"), "label": _("Important changes")}
        return [*super().get_breadcrumbs_items(), listed, {"url": "", "label": self.change.label}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.change.done_at is None:
            resume(change=self.change)
        return redirect(_change_url(self.change))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        done, total = progress_of(self.change)
        extra = {"change": self.change, "state": state_of(self.change), "progress": {"done": done, "total": total}}
        return super().get_context_data(**kwargs) | extra


class CallOffView(ChangeView):
    """Asks before it is called off."""

    permission_required = "call_off"
    template_name = "quizzes/admin/change_call_off.html"
    page_title = gettext_lazy("Call off an important change")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, change = super().get_breadcrumbs_items()
        return [*above, change | {"url": _change_url(self.change)}, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        call_off(change=self.change, by=cast(User, request.user), now=timezone.now())
        messages.success(request, _("The change is called off. What it made due is no longer due because of it."))
        return redirect(_change_url(self.change))


class LessonChangeViewSet(ModelViewSet):
    model = LessonChange
    name, url_prefix = "lesson_change_admin", "lesson-changes"
    icon = "warning"
    menu_label = gettext_lazy("Important changes")
    menu_order = 312
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-recorded_at"
    form_fields: list[str] = []  # nothing is typed into a change
    index_view_class = ChangeIndexView
    permission_policy = PublishersMindChanges(LessonChange)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.construct_view(ChangeView), name="detail"),
            path("<int:pk>/call-off/", self.construct_view(CallOffView), name="call_off"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        names = ["view_lessonchange", "change_lessonchange"]
        return Permission.objects.filter(content_type__app_label="quizzes", codename__in=names)
