"""Choosing a screen or a lesson inside a block."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


def screen_chooser() -> SnippetChooserBlock:
    return SnippetChooserBlock("shared.Screen", label=_("Screen"), help_text=_("Choose one, or draw a new one here."))


def target_block() -> blocks.CharBlock:
    return blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Place to tap"),
        help_text=_("The name of a row of the screen. Left empty, nothing is marked."),
    )


def lesson_chooser() -> blocks.PageChooserBlock:
    return blocks.PageChooserBlock(page_type="lessons.LessonPage", label=_("Lesson"))
