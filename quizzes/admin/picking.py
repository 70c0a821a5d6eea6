"""Choosing questions of the bank for a quiz: search, tick, add."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from quizzes.bank import bank, matching
from quizzes.composition import append
from quizzes.models import Quiz

from .filters import QuestionFilterSet
from .question_views import kind_in_words, quizzes_in_words, tags_in_words

A_PAGE = 50


class PickView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A plain page with plain forms, so that it works without the script."""

    permission_policy: Any = None
    permission_required = "change"
    template_name = "quizzes/admin/pick.html"
    page_title = _("Choose questions from the bank")
    header_icon = "form"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.quiz = get_object_or_404(Quiz, pk=kwargs["pk"])
        self.edit_url = reverse("quiz_admin:edit", args=[self.quiz.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        quizzes = {"url": reverse("quiz_admin:index"), "label": _("Quizzes")}
        quiz = {"url": self.edit_url, "label": self.quiz.title}
        return [*super().get_breadcrumbs_items(), quizzes, quiz, {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST.getlist("question")
        chosen = [int(one) for one in sent if one.isascii() and one.isdecimal() and len(one) < 10]
        if not chosen:
            messages.error(request, _("Tick at least one question first."))
            return redirect(request.get_full_path())
        count = append(quiz=self.quiz, questions=chosen)
        said = ngettext(
            "%(count)d question was added at the end of “%(quiz)s”.",
            "%(count)d questions were added at the end of “%(quiz)s”.",
            count,
        )
        messages.success(request, said % {"count": count, "quiz": self.quiz.title})
        return redirect(self.edit_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("q", "")[:200]
        questions = bank().exclude(quiz_items__quiz=self.quiz).order_by("text", "pk")
        filters = QuestionFilterSet(self.request.GET, queryset=questions, request=self.request)
        found = filters.qs if filters.is_valid() else questions
        page = Paginator(matching(found, typed) if typed.strip() else found, A_PAGE).get_page(self.request.GET.get("p"))
        asked = self.request.GET.copy()
        asked.pop("p", None)
        rows = [(one, kind_in_words(one), tags_in_words(one), quizzes_in_words(one)) for one in page]
        return super().get_context_data(
            quiz=self.quiz,
            edit_url=self.edit_url,
            filters=filters.form,
            typed=typed,
            narrowed=bool(asked),
            page=page,
            rows=rows,
            query=asked.urlencode(),
            **kwargs,
        )
