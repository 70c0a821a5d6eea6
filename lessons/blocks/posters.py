from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .drawn import LessonStepsBlock


class _Column(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60, label=_("Heading"))


class WrittenColumnBlock(_Column):
    lines = blocks.ListBlock(blocks.CharBlock(max_length=120, label=_("Line")), min_num=1, max_num=5, label=_("Lines"))

    class Meta:
        icon = "pilcrow"
        label = _("Written lines")
        description = _("A heading and up to five short lines.")
        template = "lessons/blocks/poster_column.html"
        preview_value = {"heading": "Người mua", "lines": ["Quét mã, rồi dừng lại.", "Đọc tên người nhận."]}


class DrawnColumnBlock(_Column):
    steps = LessonStepsBlock(label=_("Steps of a lesson"))

    class Meta:
        icon = "list-ol"
        label = _("Lines from a lesson")
        description = _("A heading, and the short texts of chosen steps.")
        template = "lessons/blocks/poster_column.html"
