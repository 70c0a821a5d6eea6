"""lesson-*.yaml: the steps of one lesson."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from lms.shared.messages import Message, _

from .parts import Key, Line, Node, Text, Title, duplicates


class StepData(Node):
    """One action. `text` is paragraphs and "- " lists with **bold**; `say` and `short` are for radio and print.

    A step without a screen has none to show: what one says at a door, for example.
    """

    key: Key
    title: Title
    text: Text
    screen: Key | None = None
    target: Annotated[str, StringConstraints(max_length=40)] = ""
    tip: Text | None = None
    warning: Text | None = None
    stop: Text | None = None
    say: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    short: Annotated[str, StringConstraints(strip_whitespace=True, max_length=110)] = ""
    leaflet: bool = False
    card: bool = False


class After(Node):
    title: Title
    text: Text


class LessonData(Node):
    key: Key
    title: Title
    summary: Line
    steps: Annotated[list[StepData], Field(min_length=1, max_length=12)]
    after: After | None = None

    @model_validator(mode="after")
    def step_keys_are_unique(self) -> Self:
        if again := duplicates([step.key for step in self.steps]):
            raise ValueError(Message(_("two steps share the key %(key)s"), key=again[0]))
        return self
