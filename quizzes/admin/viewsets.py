"""Quizzes and questions in the editors' admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.questions import newest_version

from .forms import QuestionForm, QuizForm
from .importing import ImportView
from .preview import PreviewView
from .statistics import statistics_patterns, statistics_url


class NothingIsDeleted(ModelPermissionPolicy):
    """Attempts and certificates refer to quizzes and questions for ever."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


class QuizIndexView(generic.IndexView):
    add_item_label = _("Add a quiz")

    def get_base_queryset(self) -> QuerySet[Quiz]:
        return Quiz.objects.annotate(questions=Count("items"))

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            Column("pass_percent", label=_("Pass mark in per cent"), sort_key="pass_percent"),
            Column("questions", label=_("Number of questions")),
            BooleanColumn("shuffle", label=_("Shuffled")),
            TitleColumn(
                "statistics", label=_("Statistics"), accessor=lambda _quiz: _("See statistics"), get_url=statistics_url
            ),
        ]


class QuizEditView(generic.EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Statistics"), url=statistics_url(self.object), icon_name="table")]


def _kind_in_words(question: Any) -> Any:
    return QuestionVersion.Kind(question.kind).label if question.kind else ""


class QuestionIndexView(generic.IndexView):
    add_item_label = _("Add a question")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = super().header_buttons
        if self.add_url:  # who may add one question may add a list of them
            url = reverse("question_admin:import")
            buttons.append(HeaderButton(_("Paste or upload questions"), url=url, icon_name="upload", priority=10))
        return buttons

    def get_base_queryset(self) -> QuerySet[Question]:
        newest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
        return Question.objects.annotate(
            text=Subquery(newest.values("text")[:1]),
            kind=Subquery(newest.values("kind")[:1]),
            version=Subquery(newest.values("number")[:1]),
            quiz=Subquery(Quiz.objects.filter(items__question=OuterRef("pk")).values("title")[:1]),
        )

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.filter(text__icontains=self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("text", label=_("Question"), sort_key="text", get_url=self.get_edit_url),
            Column("kind", label=_("Kind"), accessor=_kind_in_words, sort_key="kind"),
            Column("quiz", label=_("Quiz"), sort_key="quiz"),
            Column("version", label=_("Version")),
        ]


class QuestionEditView(generic.EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("question_admin:preview", args=[self.object.pk])
        return [HeaderButton(_("As the member sees it"), url=url, icon_name="view", attrs={"target": "_blank"})]

    def get_page_subtitle(self) -> str:
        """The newest wording: trainers never meet the key."""
        newest = newest_version(self.object)
        return newest.text if newest else str(self.object)

    def get_success_message(self) -> str:
        return str(_("The question is saved. Attempts that have begun keep the wording they began with."))


class QuizViewSet(ModelViewSet):
    model = Quiz
    name, url_prefix = "quiz_admin", "quizzes"  # the name is a URL namespace; `quizzes` is that of the site
    icon = "form"
    menu_label = _("Quizzes")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = QuizIndexView
    edit_view_class = QuizEditView
    permission_policy = NothingIsDeleted(Quiz)
    ordering = "title"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), *statistics_patterns()]

    def get_form_class(self, for_update: bool = False) -> type:
        return QuizForm


class QuestionViewSet(ModelViewSet):
    model = Question
    name, url_prefix = "question_admin", "questions"
    icon = "help"
    menu_label = _("Question bank")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = QuestionIndexView
    create_template_name = edit_template_name = "quizzes/admin/question_form.html"
    edit_view_class = QuestionEditView
    permission_policy = NothingIsDeleted(Question)
    search_fields = ["key"]  # shows the search box; `search_queryset` looks in the newest wording
    ordering = "text"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("import/", self.construct_view(ImportView), name="import"),
            path("preview/<int:pk>/", self.construct_view(PreviewView), name="preview"),
        ]

    def get_form_class(self, for_update: bool = False) -> type:
        return QuestionForm


class QuizViewSetGroup(ModelViewSetGroup):
    items = (QuizViewSet, QuestionViewSet)
    menu_label = _("Quizzes")
    menu_icon = "form"
    menu_order = 300
