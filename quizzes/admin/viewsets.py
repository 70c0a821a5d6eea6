"""Quizzes, questions and their categories in the editors' admin: what they are called and where they are found."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from quizzes.models import Question, Quiz

from .category_views import CategoryViewSet
from .forms import QuestionForm
from .importing import ImportView
from .picking import PickView
from .policies import NothingIsDeleted
from .preview import PreviewView
from .question_views import QuestionAddView, QuestionEditView, QuestionIndexView
from .quiz_form import QuizForm
from .quiz_views import QuizAddView, QuizEditView, QuizIndexView
from .regrading import regrade_patterns
from .statistics import statistics_patterns


class QuizViewSet(ModelViewSet):
    model = Quiz
    name, url_prefix = "quiz_admin", "quizzes"  # the name is a URL namespace; `quizzes` is that of the site
    icon = "form"
    menu_label = _("Quizzes")
    add_to_admin_menu = False
    copy_view_enabled = False
    create_template_name = edit_template_name = "quizzes/admin/quiz_form.html"
    index_view_class = QuizIndexView
    add_view_class = QuizAddView
    edit_view_class = QuizEditView
    permission_policy = NothingIsDeleted(Quiz)
    ordering = "title"

    def get_urlpatterns(self) -> list[URLPattern]:
        pick = path("pick/<int:pk>/", self.construct_view(PickView), name="pick")
        return [*super().get_urlpatterns(), pick, *statistics_patterns()]

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
    add_view_class = QuestionAddView
    edit_view_class = QuestionEditView
    permission_policy = NothingIsDeleted(Question)
    search_fields = ["key"]  # shows the search box; `search_queryset` looks in the newest wording
    ordering = "text"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("import/", self.construct_view(ImportView), name="import"),
            path("preview/<int:pk>/", self.construct_view(PreviewView), name="preview"),
            *regrade_patterns(),
        ]

    def get_form_class(self, for_update: bool = False) -> type:
        return QuestionForm


class QuizViewSetGroup(ModelViewSetGroup):
    items = (QuizViewSet, QuestionViewSet, CategoryViewSet)
    menu_label = _("Quizzes")
    menu_icon = "form"
    menu_order = 300
