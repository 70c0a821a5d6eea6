"""app.yaml: the app's page with its facts, sources and check dates."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from lms.shared.messages import Message, _

from .parts import Key, Line, Node, ShortLine, Text, Title


class Source(Node):
    """Where a fact comes from: a document, an authority's page. `url` only when it was opened."""

    title: Line
    url: Annotated[str, StringConstraints(pattern=r"^https://", max_length=300)] | None = None


class Status(Node):
    state: Literal["in_use", "changing", "unknown", "closed"]
    note: Line
    on: dt.date


class Check(Node):
    on: dt.date
    by: Title
    until: dt.date

    @model_validator(mode="after")
    def until_is_later(self) -> Self:
        if self.until <= self.on:
            raise ValueError(Message(_("until must be later than on")))
        return self


class LeafletData(Node):
    title: ShortLine
    lede: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]


class AppData(Node):
    key: Key
    title: Title
    skill: Key
    summary: Line
    what: Text
    runner: Line
    install: Line
    status: Status
    warnings: Annotated[list[Line], Field(min_length=1, max_length=5)]
    sources: Annotated[list[Source], Field(min_length=1)]
    check: Check
    leaflet: LeafletData
