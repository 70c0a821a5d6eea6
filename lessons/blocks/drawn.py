"""Lines drawn from a lesson's steps, so that posters and scripts never retype them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choosers import lesson_chooser


class LessonStepsBlock(blocks.StructBlock):
    """`keys` names steps of `lesson`; the words come from the lesson when the sheet or script is made."""

    lesson = lesson_chooser()
    keys = blocks.ListBlock(
        blocks.CharBlock(max_length=60, label=_("Step")),
        label=_("Steps"),
        help_text=_("The keys of the steps, in their order. None means all of them."),
        default=[],
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps of a lesson")
        description = _("Draws its lines from a lesson: change the lesson, and they change.")
        template = "lessons/blocks/lesson_steps.html"
