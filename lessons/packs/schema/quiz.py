"""quiz.yaml: the questions of an app."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from quizzes.kinds import Asked, BadSpec

from .parts import Key, Line, Node, StepRef, Text, Title


class QuestionData(Node):
    """A question: what all kinds have, and beside it the fields of its kind as `quizzes.kinds` takes them."""

    key: Key
    kind: Literal["single", "multiple", "true_false", "matching", "ordering", "short", "number", "tap"]
    text: Line
    feedback: Text
    step: StepRef
    spec: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def fields_of_its_kind(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "spec" in data:
            return data
        own = {name: data[name] for name in cls.model_fields if name in data}
        return {**own, "spec": {name: value for name, value in data.items() if name not in cls.model_fields}}

    @model_validator(mode="after")
    def it_can_be_graded(self) -> Self:
        try:
            Asked.of(self.kind, self.spec)
        except BadSpec as error:
            raise ValueError(error.faults[0].message) from error
        return self


class QuizData(Node):
    key: Key
    title: Title
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    questions: Annotated[list[QuestionData], Field(min_length=1)]
