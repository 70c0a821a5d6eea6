"""Lines drawn from a lesson's steps, so that posters and scripts never retype them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import PREVIEW
from .choosers import lesson_chooser, step_key_block


class LessonStepsValue(blocks.StructValue):
    def chosen(self) -> list[Any]:
        """The step values named by `keys`, in that order; all of the lesson's when there are none.

        Nothing of a lesson that is not published. A step that is gone from the lesson is left out: editors see it as
        an error when they next save.
        """
        lesson = self.get("lesson")
        steps = {step["key"]: step for step in lesson.steps()} if lesson and lesson.live else {}
        keys = list(self.get("keys") or steps)
        return [steps[key] for key in keys if key in steps]


class LessonStepsBlock(blocks.StructBlock):
    """`keys` names steps of `lesson`; the words come from the lesson when the sheet or script is made."""

    lesson = lesson_chooser()
    keys = blocks.ListBlock(
        step_key_block(),
        label=_("Steps"),
        help_text=_("Click to see the lesson's steps. None means all of them."),
        default=[],
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps of a lesson")
        description = _("Draws its lines from a lesson: change the lesson, and they change.")
        template = "lessons/blocks/lesson_steps.html"
        preview_template = PREVIEW
        value_class = LessonStepsValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        lesson = cleaned.get("lesson")
        steps = {step["key"]: step["title"] for step in lesson.steps()} if lesson else {}
        missing = [key for key in cleaned["keys"] if lesson and key not in steps]
        if missing:
            known = ", ".join(f"{key} ({title})" for key, title in steps.items())
            message = gettext("“%(lesson)s” has no step “%(step)s”. Its steps: %(steps)s.") % {
                "lesson": lesson.title,
                "step": missing[0],
                "steps": known,
            }
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned

    def get_preview_value(self) -> Any:
        """The first lesson there is: a drawing of nothing would show nothing."""
        lessons = self.child_blocks["lesson"].model_class.objects.live()
        return self.normalize({"lesson": lessons.order_by("path").first(), "keys": []})
