"""Rows of a drawn screen as blocks, so that trainers build a screen without seeing JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

_ID_HELP = _("A short name that steps point at, for example: cai-dat. Left empty, one is made. Do not change it later.")


def _row_id() -> blocks.CharBlock:
    return blocks.RegexBlock(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        required=False,
        max_length=30,
        label=_("Name of the row"),
        help_text=_ID_HELP,
        error_messages={"invalid": _("Use small letters without marks, digits and single dashes.")},
    )


def _label(text: Any = None) -> blocks.CharBlock:
    return blocks.CharBlock(max_length=60, label=text or _("Words on it"))


class TextRowBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=160, label=_("Text"))
    id = _row_id()

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("A line of plain text.")


class InputRowBlock(blocks.StructBlock):
    label = _label(_("Name of the field"))
    value = blocks.CharBlock(required=False, max_length=60, label=_("What stands in it"))
    id = _row_id()

    class Meta:
        icon = "edit"
        label = _("Field to type in")
        description = _("A box with its name, empty or filled in with a sample.")


class ButtonRowBlock(blocks.StructBlock):
    label = _label()
    style = blocks.ChoiceBlock(
        choices=[("filled", _("Filled")), ("plain", _("Plain"))], default="filled", label=_("Style")
    )
    id = _row_id()

    class Meta:
        icon = "circle-check"
        label = _("Button")
        description = _("A button across the screen.")


class ItemRowBlock(blocks.StructBlock):
    label = _label()
    note = blocks.CharBlock(required=False, max_length=80, label=_("Small words below"))
    id = _row_id()

    class Meta:
        icon = "list-ul"
        label = _("List item")
        description = _("A line of a list, with room for a picture before it.")


class ToggleRowBlock(blocks.StructBlock):
    label = _label()
    on = blocks.BooleanBlock(required=False, label=_("Switched on"))
    id = _row_id()

    class Meta:
        icon = "tick-inverse"
        label = _("Switch")
        description = _("A switch that is on or off.")


class CodesRowBlock(blocks.StructBlock):
    label = _label(_("Name of the code"))
    count = blocks.IntegerBlock(min_value=4, max_value=8, default=6, label=_("Number of boxes"))
    filled = blocks.IntegerBlock(min_value=0, max_value=8, default=0, label=_("Boxes filled in"))
    id = _row_id()

    class Meta:
        icon = "key"
        label = _("Code boxes")
        description = _("Boxes for a one-time code or PIN.")


class NoticeRowBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=160, label=_("Text"))
    id = _row_id()

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A message that the app shows.")


class TabsRowBlock(blocks.StructBlock):
    labels = blocks.ListBlock(_label(_("Tab")), min_num=2, max_num=4, label=_("Tabs"))
    on = blocks.IntegerBlock(min_value=0, max_value=3, default=0, label=_("Open tab, counted from 0"))
    id = _row_id()

    class Meta:
        icon = "table"
        label = _("Tabs")
        description = _("Two to four tabs side by side, one of them open.")


class QrRowBlock(blocks.StructBlock):
    label = _label(_("What it opens"))
    id = _row_id()

    class Meta:
        icon = "view"
        label = _("QR code")
        description = _("A square code, drawn as a sign only: it opens nothing.")


class ImageRowBlock(blocks.StructBlock):
    alt = blocks.CharBlock(max_length=160, label=_("What the picture shows"))
    id = _row_id()

    class Meta:
        icon = "image"
        label = _("Picture frame")
        description = _("A frame that stands for a picture, with words in it.")


class RowsBlock(blocks.StreamBlock):
    text = TextRowBlock()
    input = InputRowBlock()
    button = ButtonRowBlock()
    item = ItemRowBlock()
    toggle = ToggleRowBlock()
    codes = CodesRowBlock()
    notice = NoticeRowBlock()
    tabs = TabsRowBlock()
    qr = QrRowBlock()
    image = ImageRowBlock()
