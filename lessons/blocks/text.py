"""Words between and around steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW, LineBlock, RichBlock

PLAIN_FEATURES = ["bold", "ol", "ul", "link"]


class ParagraphBlock(RichBlock):
    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("features", PLAIN_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Words between two steps.")
        template = "lessons/blocks/paragraph.html"
        preview_template = PREVIEW
        preview_value = "<p>Nên học lúc có sóng tốt. Mỗi bài khoảng năm phút.</p>"


class NoteBlock(blocks.StructBlock):
    """A box of its own: a tip, a warning or a stop sign."""

    kind = blocks.ChoiceBlock(
        choices=[("tip", _("Tip")), ("warn", _("Warning")), ("stop", _("Stop"))],
        default="tip",
        label=_("Kind"),
    )
    text = RichBlock(features=["bold", "ul", "link"], label=_("Text"))

    class Meta:
        icon = "help"
        label = _("Box")
        description = _("A tip, a warning or a stop sign between two steps.")
        template = "lessons/blocks/note.html"
        preview_template = PREVIEW
        preview_value = {"kind": "tip", "text": "<p><b>Mẹo:</b> hỏi bà con trước khi xóa bất cứ ảnh nào.</p>"}


class WarningLineBlock(LineBlock):
    class Meta:
        icon = "warning"
        label = _("Warning")
        description = _("One short sentence that every sheet of this app carries.")
        template = "lessons/blocks/warning_line.html"
        preview_template = PREVIEW
        preview_value = "Chỉ cài từ CH Play hoặc App Store."


class SourceBlock(blocks.StructBlock):
    title = LineBlock(max_length=200, label=_("Document or page"))
    url = blocks.URLBlock(
        required=False,
        label=_("Address"),
        help_text=_("Only of a page that you opened and read."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Source")
        description = _("Where a fact was read: a document with its number, or an authority's page.")
        template = "lessons/blocks/source.html"
        preview_template = PREVIEW
        preview_value = {"title": "Nghị định 69/2024/NĐ-CP", "url": ""}
