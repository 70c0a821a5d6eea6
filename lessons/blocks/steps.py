"""The step: one action with its screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from lms.shared.vietnamese import slug

from .choosers import screen_chooser, target_block

_BOX = ["bold", "ul"]


class StepBlock(blocks.StructBlock):
    """One action. `key` is stable: quizzes, progress, editions and prints refer to it."""

    title = blocks.CharBlock(max_length=90, label=_("Title"), help_text=_("One action in a few words."))
    text = blocks.RichTextBlock(features=["bold", "ol", "ul", "link"], label=_("What to do"))
    screen = screen_chooser()
    target = target_block()
    tip = blocks.RichTextBlock(required=False, features=_BOX, label=_("Tip"))
    warning = blocks.RichTextBlock(required=False, features=_BOX, label=_("Warning"))
    stop = blocks.RichTextBlock(required=False, features=_BOX, label=_("Stop"))
    say = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Said aloud"),
        help_text=_("One sentence for the door and the radio. Left empty, it is made from the screen."),
    )
    short = blocks.CharBlock(
        required=False,
        max_length=110,
        label=_("Short, for print"),
        help_text=_("Stands under the screen on leaflets and posters. Left empty, the title does."),
    )
    leaflet = blocks.BooleanBlock(required=False, label=_("On the leaflet"), help_text=_("A leaflet holds six steps."))
    key = blocks.CharBlock(required=False, max_length=60, widget=forms.HiddenInput(), label=_("Key"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"
        description = _("One action with its screen, and what is said, printed and warned of.")
        template = "lessons/blocks/step.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("key"):
            cleaned["key"] = slug(cleaned["title"])[:60].strip("-") or "buoc"
        target, screen = cleaned.get("target"), cleaned.get("screen")
        if target and screen and target not in (names := dict(screen.spec().targets())):
            known = ", ".join(f"{name} ({words})" for name, words in names.items()) or _t("none")
            message = _t("This screen has no row “%(target)s”. Its rows: %(rows)s.") % {
                "target": target,
                "rows": known,
            }
            raise StructBlockValidationError(block_errors={"target": ValidationError(message)})
        return cleaned


def with_unique_keys(value: Any) -> Any:
    """Gives steps that share a key (a step was duplicated in the editor) a key of their own."""
    taken: set[str] = set()
    for child in value:
        if child.block_type != "step":
            continue
        base, n = child.value["key"], 2
        while child.value["key"] in taken:
            child.value["key"] = f"{base[:56]}-{n}"
            n += 1
        taken.add(child.value["key"])
    return value
