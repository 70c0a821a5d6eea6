"""Choosing a screen or a lesson inside a block. The admin's script offers rows and steps as one types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import LineBlock

TARGET_HELP = _("The name of a row of the screen: click to see them. Left empty, nothing is marked.")
SCREEN_HELP = _("Choose one, or draw a new one here. Leave it empty where there is no screen to show.")


def screen_chooser() -> SnippetChooserBlock:
    return SnippetChooserBlock("shared.Screen", required=False, label=_("Screen"), help_text=SCREEN_HELP)


def target_block() -> LineBlock:
    return LineBlock(
        required=False,
        max_length=40,
        label=_("Place to tap"),
        help_text=TARGET_HELP,
        search_index=False,
        widget=forms.TextInput(attrs={"data-offers": "rows", "data-of": "screen", "autocomplete": "off"}),
    )


def target_fault(screen: Any, target: str) -> ValidationError | None:
    """Says which rows `screen` has, when `target` is none of them; a target alone says nothing."""
    if not target or not screen or target in (names := dict(screen.spec().targets())):
        return None
    known = ", ".join(f"{name} ({words})" for name, words in names.items()) or gettext("none")
    message = gettext("This screen has no row “%(target)s”. Its rows: %(rows)s.") % {"target": target, "rows": known}
    return ValidationError(message)


def lesson_chooser() -> blocks.PageChooserBlock:
    return blocks.PageChooserBlock(page_type="lessons.LessonPage", label=_("Lesson"))


def step_key_block() -> LineBlock:
    return LineBlock(
        max_length=60,
        label=_("Step"),
        search_index=False,
        widget=forms.TextInput(attrs={"data-offers": "steps", "data-of": "lesson", "autocomplete": "off"}),
    )
