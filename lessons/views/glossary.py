"""Readings of terms in the admin: everywhere, or in the scripts of one app that is chosen by its name."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from lessons.models import AppPage, GlossaryTerm
from lms.shared.vietnamese import normalise_line

EVERYWHERE = _("everywhere")
NO_APP = "-"  # in the address of the list; an empty choice asks for all


def scopes() -> list[tuple[str, str]]:
    """Key and title of each app."""
    return list(AppPage.objects.order_by("path").values_list("key", "title"))


class GlossaryTermForm(WagtailAdminModelForm):
    scope = forms.ChoiceField(label=capfirst(_("only in the scripts of")), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = scopes()
        here = self.instance.scope
        if here and here not in dict(offered):  # of an app that is gone
            offered.append((here, here))
        self.fields["scope"].choices = [("", capfirst(EVERYWHERE)), *offered]
        self.fields["scope"].help_text = _("Choose an app where the term means something else there.")

    def clean_term(self) -> str:
        """As it is saved, so that a term that is there already is told and not stumbled over."""
        return normalise_line(self.cleaned_data["term"])

    def clean_say_as(self) -> str:
        return normalise_line(self.cleaned_data["say_as"])


class GlossaryTermFilters(WagtailFilterSet):
    scope = django_filters.ChoiceFilter(
        label=capfirst(_("only in the scripts of")),
        choices=lambda: [(NO_APP, capfirst(EVERYWHERE)), *scopes()],
        method="in_scope",
    )

    class Meta:
        model = GlossaryTerm
        fields = ["scope"]

    def in_scope(self, terms: QuerySet[GlossaryTerm], _name: str, value: str) -> QuerySet[GlossaryTerm]:
        return terms.filter(scope="" if value == NO_APP else value)


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    add_to_admin_menu = True
    menu_label = _("Readings of terms")
    menu_order = 160
    list_display = ["term", "say_as", "scope", "note"]
    filterset_class = GlossaryTermFilters
    search_fields = ["term", "say_as"]
    list_per_page = 50
    edit_handler = ObjectList(
        [FieldPanel("term"), FieldPanel("say_as"), FieldPanel("scope"), FieldPanel("note")],
        base_form_class=GlossaryTermForm,
    )
