"""The question bank in the editors' admin: list and forms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from lms.shared.vietnamese import sort_key
from quizzes.bank import bank, matching, steps_to_read
from quizzes.models import Question, QuestionVersion
from quizzes.questions import newest_version

from .filters import QuestionFilterSet
from .regrading import regrade_buttons


def kind_in_words(question: Any) -> str:
    return str(QuestionVersion.Kind(question.kind).label)


def tags_in_words(question: Question) -> str:
    return ", ".join(sorted((tag.name for tag in question.tags.all()), key=sort_key))


def quizzes_in_words(question: Question) -> str:
    return ", ".join(item.quiz.title for item in question.quiz_items.all())


class WideColumn(Column):
    """Left out on a phone, where it would squeeze what tells the rows apart."""

    class Media:
        css = {"all": ("quizzes/admin/bank.css",)}

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname="wide-only", **kwargs)


class StepColumn(Column):
    """The step a question teaches, and a word of warning where its lesson has it no longer."""

    cell_template_name = "quizzes/admin/step_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        step = (instance.teaches_lesson, instance.teaches_step)
        return context | {"gone": bool(instance.teaches_lesson) and step not in self.known}

    @cached_property
    def known(self) -> set[tuple[str, str]]:
        return steps_to_read()


class QuestionIndexView(generic.IndexView):
    add_item_label = _("Add a question")
    filterset_class = QuestionFilterSet

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = super().header_buttons
        if self.add_url:  # who may add one question may add a list of them
            url = reverse("question_admin:import")
            buttons.append(HeaderButton(_("Paste or upload questions"), url=url, icon_name="upload", priority=10))
        return buttons

    def get_base_queryset(self) -> QuerySet[Question]:
        return bank()

    def order_queryset(self, queryset: Any) -> Any:
        """The key breaks ties, so that questions of one wording neither repeat nor vanish between pages."""
        return queryset.order_by(self.ordering, "pk")

    def search_queryset(self, queryset: Any) -> Any:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("text", label=_("Question"), sort_key="text", get_url=self.get_edit_url),
            WideColumn("kind", label=_("Kind"), accessor=kind_in_words, sort_key="kind"),
            WideColumn("category", label=_("Category"), sort_key="category__title"),
            WideColumn("tags", label=_("Tags"), accessor=tags_in_words),
            WideColumn("quizzes", label=_("Quiz"), accessor=quizzes_in_words),
            StepColumn("teaches_label", label=_("Step it teaches")),
        ]


class QuestionAddView(generic.CreateView):
    success_message = _("The question is added.")


class QuestionEditView(generic.EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("question_admin:preview", args=[self.object.pk])
        preview = HeaderButton(_("As the member sees it"), url=url, icon_name="view", attrs={"target": "_blank"})
        return [preview, *regrade_buttons(self.object, self.request.user)]

    def get_page_subtitle(self) -> str:
        """The newest wording: trainers never meet the key."""
        newest = newest_version(self.object)
        return newest.text if newest else str(self.object)

    def get_success_message(self) -> str:
        count = self.form.attempts
        if not count:
            return str(_("The question is saved."))
        kept = ngettext(
            "The question is saved. %(count)d attempt keeps the wording it was asked.",
            "The question is saved. %(count)d attempts keep the wording they were asked.",
            count,
        )
        return str(kept % {"count": count})

    def get_success_buttons(self) -> list[Button]:
        return [messages.button(self.get_edit_url(), _("Edit")), *self._regrade_button()]

    def _regrade_button(self) -> list[Button]:
        """Only where answers were given by a key that has just been corrected."""
        if not (self.form.key_changed and self.form.attempts):
            return []
        url = reverse("question_admin:regrade", args=[self.object.pk])
        return [messages.button(url, _("Grade earlier answers by the new key"))]
