"""quiz.yaml: the questions of an app, of every kind that `quizzes.kinds` knows, and how they are asked."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, Union

from pydantic import Field, ValidationError, create_model, model_validator
from pydantic_core import InitErrorDetails

from quizzes.kinds import KINDS, Asked, BadSpec
from quizzes.kinds.base import Remark

from .parts import Key, Line, Node, StepRef, Tag, Text, Title

SMALL = 32_767  # the largest small number of the databases


class _Head(Node):
    key: Key
    kind: str
    text: Line


class QuestionData(_Head):
    """What questions of all kinds have; between the text and the feedback stand the fields of the kind."""

    feedback: Text
    step: StepRef
    category: Key | None = None
    tags: list[Tag] = []

    @abstractmethod
    def spec(self, screens: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """What `quizzes.kinds` takes; `screens` are the app's by key. KeyError where one is missing."""


class WholeData(QuestionData):
    """A question that holds all of its spec: the fields of its kind stand beside the common ones."""

    def spec(self, screens: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        return self.model_dump(mode="json", include=set(KINDS[self.kind].model.model_fields))

    @model_validator(mode="after")
    def it_can_be_graded(self) -> Self:
        try:
            Asked.of(self.kind, self.spec({}))
        except BadSpec as error:
            faults = [
                InitErrorDetails(
                    type="value_error", loc=fault.path, input=None, ctx={"error": ValueError(fault.message)}
                )
                for fault in error.faults
            ]
            raise ValidationError.from_exception_data("question", faults) from error
        return self


class TapData(QuestionData):
    """`screen` is one of screens.yaml; its rows are known when the whole app was read (see AppPack)."""

    kind: Literal["tap"]
    screen: Key
    right: Annotated[list[str], Field(min_length=1)]
    feedback_at: dict[str, Remark] = {}

    def spec(self, screens: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        return {"screen": screens[self.screen], "right": self.right, "feedback": self.feedback_at}


def _model(kind: str) -> type[WholeData]:
    """Named fields only, none of the methods of the spec: its names are free for the question's own."""
    fields: Any = {name: (field.annotation, field) for name, field in KINDS[kind].model.model_fields.items()}
    own = create_model(f"{kind}_fields", __base__=_Head, **fields)
    bases: Any = (WholeData, own)
    named: Any = {"kind": (Literal[kind], ...)}
    return create_model(f"{kind}_question", __base__=bases, **named)


if TYPE_CHECKING:
    AnyQuestion = QuestionData
else:
    _models = [_model(kind) for kind in KINDS if kind != "tap"]
    AnyQuestion = Annotated[Union[(*_models, TapData)], Field(discriminator="kind")]


class CategoryData(Node):
    """A shelf of the question bank, as named in this file; another app may name the same one."""

    key: Key
    title: Title


class DrawData(Node):
    """`count` questions of a category, drawn anew for each attempt."""

    category: Key
    count: Annotated[int, Field(ge=1, le=SMALL)]


class QuizRules(Node):
    """The rules an attempt is taken under. What the file does not say is as in the admin."""

    shuffle: bool = True
    counts: Literal["best", "last", "first"] = "best"
    attempt_limit: Annotated[int, Field(ge=1, le=SMALL)] | None = None
    wait_minutes: Annotated[int, Field(ge=0, le=SMALL)] = 0
    practice: bool = False
    feedback: Literal["deferred", "immediate"] = "deferred"
    time_limit_minutes: Annotated[int, Field(ge=1, le=SMALL)] | None = None
    grace_seconds: Annotated[int, Field(ge=0, le=SMALL)] = 60


class QuizData(QuizRules):
    """Every attempt asks all questions but those of a category that is drawn from: of these, as many as are drawn."""

    key: Key
    title: Title
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    categories: list[CategoryData] = []
    questions: Annotated[list[AnyQuestion], Field(min_length=1)]
    draws: list[DrawData] = []

    def fixed(self) -> list[QuestionData]:
        """The questions that every attempt asks."""
        drawn = {draw.category for draw in self.draws}
        return [question for question in self.questions if question.category not in drawn]


class PracticeData(QuizData):
    """A quiz that never counts. Its questions are its own: phones keep them with their keys, and none of a quiz that
    counts (docs/decisions/0015)."""

    practice: Literal[True] = True
    feedback: Literal["deferred", "immediate"] = "immediate"
