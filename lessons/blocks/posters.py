"""The columns of a poster: written by hand, or drawn from a lesson."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW, LineBlock
from .drawn import LessonStepsBlock


class _Column(blocks.StructBlock):
    heading = LineBlock(max_length=60, label=_("Heading"))


class WrittenColumnBlock(_Column):
    lines = blocks.ListBlock(LineBlock(max_length=120, label=_("Line")), min_num=1, max_num=5, label=_("Lines"))

    class Meta:
        icon = "pilcrow"
        label = _("Written lines")
        description = _("A heading and up to five short lines.")
        template = "lessons/blocks/poster_column.html"
        preview_template = PREVIEW
        preview_value = {"heading": "Người mua", "lines": ["Quét mã, rồi dừng lại.", "Đọc tên người nhận."]}


class DrawnColumnBlock(_Column):
    steps = LessonStepsBlock(label=_("Steps of a lesson"))

    class Meta:
        icon = "list-ol"
        label = _("Lines from a lesson")
        description = _("A heading, and the short texts of chosen steps.")
        template = "lessons/blocks/poster_column.html"
        preview_template = PREVIEW

    def get_preview_value(self) -> Any:
        steps = self.child_blocks["steps"].get_preview_value()
        lesson = steps["lesson"]
        return self.normalize({"heading": lesson.title[:60] if lesson else "…", "steps": steps})
