from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from lessons.blocks.choosers import TARGET_HELP, target_fault
from lessons.blocks.streams import PosterColumnsBlock
from lms.shared.fields import LeanStreamField

from .keyed import KeyedPage

_TARGET = forms.TextInput(attrs={"data-offers": "rows", "data-of": "screen", "autocomplete": "off"})


class PosterForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("screen"):
            data["target"] = ""  # left over from a screen that was taken away
        if fault := target_fault(data.get("screen"), data.get("target") or ""):
            self.add_error("target", fault)
        return data


class PosterPage(KeyedPage):
    """An A3 poster of an app: few words, one screen at most. Columns may draw their lines from a lesson."""

    title_lines = models.TextField(
        _("title as it stands on the poster"),
        max_length=200,
        help_text=_("Break the lines yourself: 1 to 4 lines."),
    )
    screen = models.ForeignKey(
        "shared.Screen",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("screen"),
        help_text=_("Without one the words have the whole sheet."),
    )
    target = models.CharField(_("place to tap"), max_length=40, blank=True)
    columns = LeanStreamField(PosterColumnsBlock(), verbose_name=_("columns"))
    foot = models.CharField(_("last line"), max_length=200)

    search_fields = [
        *KeyedPage.search_fields,
        index.SearchField("title_lines"),
        index.SearchField("columns"),
        index.SearchField("foot"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("title_lines"),
        MultiFieldPanel(
            [FieldPanel("screen"), FieldPanel("target", widget=_TARGET, help_text=TARGET_HELP)], heading=_("Screen")
        ),
        FieldPanel("columns"),
        FieldPanel("foot"),
    ]
    parent_page_types = ["lessons.AppPage"]
    subpage_types: list[str] = []
    template = "lessons/pages/poster.html"
    sheet_previews = (("poster", _("Poster")),)
    page_description = _("One large sheet for the wall of the commune house.")
    base_form_class = PosterForm

    class Meta:
        verbose_name = _("poster")
        verbose_name_plural = _("posters")

    def searchable_text(self) -> str:
        return f"{self.title} {self.title_lines} {self.foot}"
