"""Quizzes in the editors' admin: list and forms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from quizzes.composition import questions_asked, with_composition
from quizzes.models import Quiz

from .question_views import WideColumn
from .statistics import statistics_url


class QuizIndexView(generic.IndexView):
    add_item_label = _("Add a quiz")

    def get_base_queryset(self) -> QuerySet[Quiz]:
        return with_composition()

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            WideColumn("pass_percent", label=_("Pass mark in per cent"), sort_key="pass_percent"),
            Column("questions", label=_("Number of questions"), accessor=_asked),
            BooleanColumn("shuffle", label=_("Shuffled"), classname="wide-only"),
            TitleColumn(
                "statistics", label=_("Statistics"), accessor=lambda _quiz: _("See statistics"), get_url=statistics_url
            ),
        ]


def _asked(quiz: Quiz) -> Any:
    return questions_asked(quiz) or _("None yet: nobody can take it")


class _QuizFormView:
    """What adding and editing have in common: both lead on to the form, where the questions stand."""

    request: Any
    object: Quiz

    def get_success_url(self) -> str:
        """On to the bank to choose questions, or back to the form, which says how many there are now."""
        name = "quiz_admin:pick" if "action-pick" in self.request.POST else "quiz_admin:edit"
        return reverse(name, args=[self.object.pk])

    def get_success_buttons(self) -> list[Button]:
        return []


class QuizAddView(_QuizFormView, generic.CreateView):
    page_title = _("A new quiz")
    success_message = _("The quiz “%(object)s” is made. Now give it questions.")
    submit_button_label = _("Save")


class QuizEditView(_QuizFormView, generic.EditView):
    success_message = _("The quiz “%(object)s” is saved.")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        page = reverse("quizzes:start", args=[self.object.key])
        return [
            HeaderButton(_("Page where members take it"), url=page, icon_name="view"),
            HeaderButton(_("Statistics"), url=statistics_url(self.object), icon_name="table"),
        ]
