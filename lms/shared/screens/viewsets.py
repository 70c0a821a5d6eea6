"""Screens in the editors' admin: list, form, and a chooser that can draw a new one in place."""

from __future__ import annotations

from django.forms import modelform_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .forms import DrawnScreenForm, ScreenForm
from .models import Screen


class ScreenChooserViewSet(SnippetChooserViewSet):
    create_action_label = _("Draw and use")
    creation_tab_label = _("Draw a new screen")

    @cached_property
    def _creation_form_class(self):
        return modelform_factory(Screen, form=DrawnScreenForm, fields=["title", "bar_title", "bar_back", "rows"])


class ScreenViewSet(SnippetViewSet):
    model = Screen
    icon = "mobile-alt"
    add_to_admin_menu = True
    menu_label = _("Screens")
    menu_order = 150
    list_display = ["title", "key", "kind"]
    list_filter = ["kind"]
    list_per_page = 50
    chooser_viewset_class = ScreenChooserViewSet
    panels = [
        FieldPanel("title"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("bar_title"), FieldPanel("bar_back")]), FieldPanel("rows")],
            heading=_("Drawn screen"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Only when drawing is not enough. Hide everything that belongs to a person.")),
                FieldPanel("picture"),
                FieldPanel("marks"),
                FieldPanel("alt"),
            ],
            heading=_("Real screenshot"),
        ),
    ]


Screen.base_form_class = ScreenForm
