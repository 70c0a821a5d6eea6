"""A radio script made from a lesson: a draft beside it, opened in the editor."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from lessons.broadcast.scripts import make_draft
from lessons.models import LessonPage, RadioScriptPage
from lms.members.models import User


class MakeScriptView(WagtailAdminTemplateMixin, TemplateView):
    """Asks first, because the scripts that were made of the lesson before stand here too."""

    template_name = "lessons/admin/make_script.html"
    page_title = gettext_lazy("Make a radio script of this lesson")
    header_icon = "media"

    @cached_property
    def lesson(self) -> LessonPage:
        lesson = get_object_or_404(LessonPage.objects.live(), id=self.kwargs["pk"])  # as in `offers`
        if not lesson.get_parent().permissions_for_user(self.request.user).can_add_subpage():
            raise PermissionDenied
        return lesson

    def get_page_subtitle(self) -> str:
        return self.lesson.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.lesson.pk]), "label": self.lesson.title}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = RadioScriptPage.objects.filter(source=self.lesson).order_by("path")
        return super().get_context_data(**kwargs) | {"lesson": self.lesson, "made": made}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = make_draft(lesson=self.lesson, by=cast(User, request.user))
        messages.success(request, _("The draft of a radio script is made. Read every part, then publish it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
