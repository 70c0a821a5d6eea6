"""The step: one action, with its screen where there is one to show."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.blocks.struct_block import StructBlockValidationError

from lms.shared.vietnamese import slug

from .base import PREVIEW, FoldedGroup, LineBlock, RichBlock
from .choosers import screen_chooser, target_block, target_fault
from .recordings import SecondsBlock, recording_chooser, seconds_of

_BOX = ["bold", "ul"]
MAX_KEY = 60


class StepBlock(blocks.StructBlock):
    """One action. `key` is stable: quizzes, progress, editions and prints refer to it."""

    title = LineBlock(max_length=90, label=_("Title"), help_text=_("One action in a few words."))
    text = RichBlock(
        features=["bold", "ol", "ul", "link"],
        label=_("What to do"),
        help_text=_("Two or three short sentences: what to press, what to read, when to stop."),
    )
    screen = screen_chooser()
    target = target_block()
    tip = RichBlock(
        required=False, features=_BOX, label=_("Tip"), help_text=_("Green box: what helps at a neighbour's door.")
    )
    warning = RichBlock(required=False, features=_BOX, label=_("Warning"), help_text=_("Yellow box: be careful here."))
    stop = RichBlock(required=False, features=_BOX, label=_("Stop"), help_text=_("Red box: do not go on if …"))
    say = LineBlock(
        required=False,
        max_length=300,
        label=_("Said aloud"),
        help_text=_("One sentence for the door and the radio. Left empty, it is made from the screen."),
    )
    recording = recording_chooser()
    seconds = SecondsBlock(label=_("Seconds"))
    short = LineBlock(
        required=False,
        max_length=110,
        label=_("Short, for print"),
        help_text=_("Stands on leaflets and posters, under the screen. Left empty, the title does."),
        search_index=False,
    )
    leaflet = blocks.BooleanBlock(required=False, label=_("On the leaflet"), help_text=_("A leaflet holds six steps."))
    card = blocks.BooleanBlock(
        required=False,
        label=_("On the pocket card"),
        help_text=_("A card holds five steps by their titles. When none is marked: the first five of the leaflet."),
    )
    key = LineBlock(required=False, max_length=MAX_KEY, widget=forms.HiddenInput(), label=_("Key"), search_index=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"
        description = _("One action, its screen if it has one, and what is said, printed and warned of.")
        template = "lessons/blocks/step.html"
        preview_template = PREVIEW
        preview_value = {
            "title": "Bấm vào chỗ được khoanh",
            "text": "<p>Nhìn màn hình, tìm chỗ được khoanh rồi bấm một lần.</p>",
            "tip": "<p><b>Mẹo khi đi gõ cửa:</b> để bà con tự bấm.</p>",
            "say": "Bà con bấm vào chỗ được khoanh.",
            "key": "bam-vao-cho-duoc-khoanh",
        }
        form_layout = BlockGroup(
            children=[
                "title",
                "text",
                "screen",
                "target",
                FoldedGroup("boxes", _("Boxes: tip, warning, stop"), ["tip", "warning", "stop"]),
                FoldedGroup(
                    "aloud",
                    _("On the radio and on paper"),
                    ["say", "recording", "short", "leaflet", "card"],
                    unsaid=["recording", "leaflet", "card"],
                ),
                "key",
                "seconds",
            ]
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["key"] = slug(cleaned.get("key") or cleaned["title"])[:MAX_KEY].strip("-") or "buoc"
        if not cleaned.get("screen"):
            cleaned["target"] = ""  # left over from a screen that was taken away
        faults = {}
        if fault := target_fault(cleaned.get("screen"), cleaned.get("target")):
            faults["target"] = fault
        try:
            cleaned["seconds"] = seconds_of(cleaned["recording"]) if cleaned.get("recording") else None
        except ValidationError as error:
            faults["recording"] = error
        if faults:
            raise StructBlockValidationError(block_errors=faults)
        return cleaned

    def get_preview_value(self) -> Any:
        """The sample with a screen of this course, so that the picker shows a step as it will look."""
        screen = apps.get_model("shared.Screen").objects.filter(kind="drawn").first()
        target = next((name for name, _words in screen.spec().targets()), "") if screen else ""
        sample = {**self.meta.preview_value, "screen": screen, "target": target}
        return self.normalize({**self.get_default(), **sample})


def with_unique_keys(value: Any) -> Any:
    """Gives steps that share a key (a step was duplicated in the editor) a key of their own."""
    taken: set[str] = set()
    for child in value:
        if child.block_type != "step":
            continue
        base, n = child.value["key"], 2
        while child.value["key"] in taken:
            child.value["key"] = f"{base[: MAX_KEY - 4]}-{n}"
            n += 1
        taken.add(child.value["key"])
    return value
