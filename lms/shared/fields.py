"""Fields of our own."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """A StreamField whose migrations hold no blocks.

    Blocks change weekly and are no part of the database's shape; with Wagtail's own field every change writes a
    migration that repeats them all. Data migrations touch the raw JSON only.
    """

    def __init__(self, block_types: Any = (), use_json_field: bool | None = None, **kwargs: Any) -> None:
        super().__init__(block_types, use_json_field=use_json_field, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
