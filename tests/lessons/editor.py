"""What a browser would send from the page editor: its own fields from the page, blocks as its script names them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import querydict_from_html, rich_text


def editor_data(client: Client, page: Any, **streams: Any) -> QueryDict:
    """The form of `page` as it stands; `streams` gives other values (raw stream data) for stream fields by name."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            block = field.stream_block
            value = block.to_python(streams[field.name]) if field.name in streams else getattr(page, field.name)
            data.update(block_data(block, value, field.name))
    return data


def block_data(block: blocks.Block, value: Any, prefix: str) -> dict[str, Any]:
    if isinstance(block, blocks.StreamBlock):
        children = [(child.block, child.value, {"type": child.block_type, "id": child.id or ""}) for child in value]
        return _children(children, prefix)
    if isinstance(block, blocks.ListBlock):
        return _children([(block.child_block, item, {"id": ""}) for item in value], prefix)
    if isinstance(block, blocks.StructBlock):
        parts = [block_data(child, value[name], f"{prefix}-{name}") for name, child in block.child_blocks.items()]
        return {name: item for part in parts for name, item in part.items()}
    if isinstance(value, RichText):
        return {prefix: rich_text(value.source)}
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    return {prefix: getattr(value, "pk", value) if value is not None else ""}


def _children(children: list[tuple[blocks.Block, Any, dict[str, Any]]], prefix: str) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": len(children)}
    for n, (block, value, extra) in enumerate(children):
        named = {"deleted": "", "order": n, **extra}
        data |= {f"{prefix}-{n}-{name}": item for name, item in named.items()}
        data |= block_data(block, value, f"{prefix}-{n}-value")
    return data
