"""Categories of the question bank in the editors' admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from lms.members.fields import LineField
from quizzes.categories import CategoryInUse, category_named, counted, delete_category, find_category
from quizzes.models import Category

from .policies import MindedWithQuestions


class CategoryForm(forms.ModelForm):
    title = LineField(label=_("Title"), max_length=Category._meta.get_field("title").max_length)

    class Meta:
        model = Category
        fields = ["title"]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if (found := find_category(title)) and found.pk != self.instance.pk:
            raise forms.ValidationError(_("There is a category of this name already."))
        return title

    def save(self, commit: bool = True) -> Category:
        """Pressed twice, the button makes one category."""
        if self.instance.pk is None:
            self.instance = category_named(self.cleaned_data["title"])
            return self.instance
        return super().save(commit)


def _questions_url(category: Category) -> str:
    return f"{reverse('question_admin:index')}?{urlencode({'category': category.pk})}"


class CategoryIndexView(generic.IndexView):
    add_item_label = _("Add a category")

    def get_base_queryset(self) -> QuerySet[Category]:
        return counted()

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Category"), sort_key="title", get_url=self.get_edit_url),
            TitleColumn("number", label=_("Number of questions"), sort_key="number", get_url=_questions_url),
            Column("quizzes", label=_("Quizzes that draw from it"), sort_key="quizzes"),
        ]


class CategoryEditView(generic.EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Its questions"), url=_questions_url(self.object), icon_name="list-ul")]


class CategoryDeleteView(generic.DeleteView):
    """Only an empty category goes. Of another, the list says what keeps it."""

    def get_usage_url(self) -> None:
        """What refers to it is counted in the list."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.questions.exists() or self.object.draws.exists():
            return self._refused(CategoryInUse(title=self.object.title))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except CategoryInUse as error:
            return self._refused(error)

    def delete_action(self) -> None:
        delete_category(self.object)

    def _refused(self, error: CategoryInUse) -> HttpResponse:
        messages.error(self.request, str(error))
        return redirect(self.get_success_url())


class CategoryViewSet(ModelViewSet):
    model = Category
    name, url_prefix = "category_admin", "question-categories"
    icon = "folder-open-inverse"
    menu_label = _("Question categories")
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = CategoryIndexView
    edit_view_class = CategoryEditView
    delete_view_class = CategoryDeleteView
    permission_policy = MindedWithQuestions(Category)
    list_per_page = 50
    ordering = "title"

    def get_form_class(self, for_update: bool = False) -> type:
        return CategoryForm

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None: the permission to change questions stands for them."""
        return Permission.objects.none()
