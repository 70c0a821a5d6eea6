"""The page of a quiz's statistics, and the same as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from quizzes.models import Question, Quiz
from quizzes.statistics.report import Report
from quizzes.statistics.words import ENOUGH_ATTEMPTS
from quizzes.statistics_data import Taken, taken

from .statistics_tables import OF_QUESTION, OF_QUIZ, OF_QUIZ_IN_DETAIL, QuestionRow, question_rows, written
from .statistics_xlsx import CONTENT_TYPE, as_xlsx

FIRST = "dau"  # ?lan=dau: first attempts only


class StatisticsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = ModelPermissionPolicy(Quiz)
    any_permission_required = ["change", "view"]
    template_name = "quizzes/admin/statistics.html"
    page_title = gettext_lazy("Statistics")
    header_icon = "table"

    @cached_property
    def quiz(self) -> Quiz:
        return get_object_or_404(Quiz, pk=self.kwargs["pk"])

    @cached_property
    def first_only(self) -> bool:
        return self.request.GET.get("lan") == FIRST

    @cached_property
    def taken(self) -> Taken:
        return taken(self.quiz, first_only=self.first_only)

    @cached_property
    def report(self) -> Report:
        return self.taken.report()

    @cached_property
    def rows(self) -> list[QuestionRow]:
        return question_rows(self.taken, self.report)

    def get_page_subtitle(self) -> str:
        return self.quiz.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("quiz_admin:index"), "label": _("Quizzes")},
            {"url": reverse("quiz_admin:edit", args=[self.quiz.pk]), "label": self.quiz.title},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        query = f"?lan={FIRST}" if self.first_only else ""
        url = reverse("quiz_admin:statistics_xlsx", args=[self.quiz.pk]) + query
        return [HeaderButton(_("Download as spreadsheet"), url=url, icon_name="download")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quiz = self.report.quiz
        return super().get_context_data(**kwargs) | {
            "quiz": self.quiz,
            "first": FIRST,
            "first_only": self.first_only,
            "attempts": quiz.attempts,
            "enough": ENOUGH_ATTEMPTS,
            "figures": written(quiz, OF_QUIZ),
            "details": written(quiz, OF_QUIZ_IN_DETAIL),
            "heads": [label for _name, label, _how in OF_QUESTION],
            "rows": self.rows,
            "may_edit": ModelPermissionPolicy(Question).user_has_permission(self.request.user, "change"),
        }


class StatisticsSpreadsheet(StatisticsView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = as_xlsx(self.quiz, self.report, self.rows)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{self.quiz.key}-thong-ke.xlsx"'
        return response


def statistics_url(quiz: Quiz) -> str:
    return reverse("quiz_admin:statistics", args=[quiz.pk])


def statistics_patterns() -> list[URLPattern]:
    """For the viewset of quizzes."""
    return [
        path("statistics/<int:pk>/", StatisticsView.as_view(), name="statistics"),
        path("statistics/<int:pk>/xlsx/", StatisticsSpreadsheet.as_view(), name="statistics_xlsx"),
    ]
