"""quiz.yaml: the questions of an app."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from lms.shared.messages import Message, _

from .parts import Key, Line, Node, StepRef, Text, Title, duplicates


class ChoiceData(Node):
    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=20)]
    text: Line
    correct: bool = False
    feedback: Annotated[str, StringConstraints(max_length=300)] = ""


class QuestionData(Node):
    key: Key
    kind: Literal["single", "multiple"]
    text: Line
    choices: Annotated[list[ChoiceData], Field(min_length=2, max_length=6)]
    feedback: Text
    step: StepRef

    @model_validator(mode="after")
    def key_is_sound(self) -> Self:
        if again := duplicates([choice.key for choice in self.choices]):
            raise ValueError(Message(_("two choices share the key %(key)s"), key=again[0]))
        right = sum(choice.correct for choice in self.choices)
        if self.kind == "single" and right != 1:
            raise ValueError(Message(_("a single-choice question has exactly one right choice, not %(n)d"), n=right))
        if self.kind == "multiple" and not 0 < right < len(self.choices):
            raise ValueError(Message(_("a multiple-choice question has at least one right and one wrong choice")))
        return self


class QuizData(Node):
    key: Key
    title: Title
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    questions: Annotated[list[QuestionData], Field(min_length=1)]
