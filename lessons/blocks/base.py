"""What the blocks of every family share: words are normalised, rich text is cleaned, groups fold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.rich_text import RichText, expand_db_html

from lms.shared.richtext import clean, to_lines
from lms.shared.vietnamese import normalise_line

PREVIEW = "lessons/blocks/preview.html"


class LineBlock(blocks.CharBlock):
    """One line of words, normalised before anything else looks at it. `widget` replaces the plain text field."""

    def __init__(self, *args: Any, widget: forms.Widget | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if widget is not None:
            widget.attrs = {**self.field.widget_attrs(widget), **widget.attrs}
            widget.is_required = self.field.required
            self.field.widget = widget

    def clean(self, value: Any) -> Any:
        return super().clean(normalise_line(value or ""))


class SafeRichText(RichText):
    """Rich text that is cleaned when shown, wherever it came from: editor, pack or data migration."""

    def __html__(self) -> SafeString:
        html = expand_db_html(self.source) if "linktype" in self.source else self.source
        return mark_safe(clean(html))  # noqa: S308 - an allow-list stands before it

    def lines(self) -> list[str]:
        """The words alone, for print, radio and editions."""
        return to_lines(self.source)


class RichBlock(blocks.RichTextBlock):
    """Rich text cleaned when saved and when shown. Blank paragraphs count as nothing written."""

    def to_python(self, value: Any) -> SafeRichText:
        return SafeRichText(value)

    def normalize(self, value: Any) -> SafeRichText:
        return SafeRichText(value.source if isinstance(value, RichText) else value)

    def value_from_form(self, value: Any) -> SafeRichText:
        return SafeRichText(value)

    def clean(self, value: Any) -> Any:
        source = clean(value.source)
        return super().clean(SafeRichText(source if to_lines(source) else ""))


class FoldedGroup(BlockGroup):
    """Fields that are seldom needed, behind a heading that opens them.

    `name` is plain text because Wagtail makes an identifier of it while apps still load, too early to translate.
    """

    def __init__(self, name: str, heading: Any, children: list[str], *, unsaid: Sequence[str] = ()) -> None:
        # While folded, the heading is followed by what has been written inside; a box to tick would only say yes or no,
        # and a file that was not chosen "null".
        summary = " ".join(f"{{{child}}}" for child in children if child not in unsaid)
        super().__init__(children, heading=name, classname="collapsed", icon="dots-horizontal", label_format=summary)
        self.heading = heading
