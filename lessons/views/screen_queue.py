"""The trainers' list of screens that readers told to differ."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from lessons.screen_reports.selectors import RECENT_DAYS, queue, recent_checks, told
from lessons.screen_reports.services import check

PERMISSION = "shared.change_screen"
ON_A_PAGE = 25


class ScreenQueueView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "lessons/admin/screen_queue.html"
    page_title = gettext_lazy("Screens that differ")
    header_icon = "mobile-alt"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Paginator(queue(timezone.localdate()), ON_A_PAGE).get_page(self.request.GET.get("p"))
        extra = {"page_obj": found, "told": told(found.object_list), "days": RECENT_DAYS, "checks": recent_checks()}
        return super().get_context_data(**kwargs) | extra

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.POST
        done = check(
            lesson_key=asked.get("lesson", ""), step_key=asked.get("step", ""), note=asked.get("note", ""),
            now=timezone.now(),
        )  # fmt: skip
        if done:
            messages.success(request, _("Marked as checked."))
        else:
            messages.info(request, _("Somebody has checked this step already."))
        return redirect("lessons_screen_queue")
