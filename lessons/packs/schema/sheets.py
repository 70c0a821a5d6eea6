"""poster.yaml and radio.yaml: what is drawn from an app's lessons, and the words around it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from lms.shared.messages import Message, _

from .parts import Key, Line, Node, ShortLine, Title, duplicates


class StepsOf(Node):
    """Lines drawn from a lesson's steps, so that they are written once."""

    lesson: Key
    keys: Annotated[list[Key], Field(min_length=1, max_length=6)]


PosterLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class PosterColumn(Node):
    heading: ShortLine
    lines: Annotated[list[PosterLine], Field(max_length=5)] = []
    steps: StepsOf | None = None

    @model_validator(mode="after")
    def one_kind_of_lines(self) -> Self:
        if bool(self.lines) == bool(self.steps):
            raise ValueError(Message(_("a column has either lines or steps")))
        return self


class PosterData(Node):
    key: Key
    title: Title
    title_lines: Annotated[list[Title], Field(min_length=1, max_length=4)]
    screen: Key | None = None
    target: Annotated[str, StringConstraints(max_length=40)] = ""
    columns: Annotated[list[PosterColumn], Field(min_length=1, max_length=2)]
    foot: Line

    @model_validator(mode="after")
    def title_fits(self) -> Self:
        if (length := len("\n".join(self.title_lines))) > 200:
            raise ValueError(Message(_("the lines of the title have %(n)d characters, at most 200"), n=length))
        return self


class MusicCue(Node):
    kind: Literal["music_in", "music_out"]
    seconds: Annotated[int, Field(ge=1, le=60)]


class WordsCue(Node):
    """Without lines, the lesson that the script is made from (`source`) gives them."""

    kind: Literal["greeting", "content", "warning", "repeat", "closing"]
    lines: Annotated[list[Line], Field(max_length=12)] = []


class StepsCue(Node):
    kind: Literal["steps"]
    lesson: Key
    keys: Annotated[list[Key], Field(min_length=1, max_length=9)]


AnyCue = Annotated[MusicCue | WordsCue | StepsCue, Field(discriminator="kind")]


class RadioData(Node):
    key: Key
    title: Title
    language: str = "vi"
    source: Key | None = None
    cues: Annotated[list[AnyCue], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def words_come_from_somewhere(self) -> Self:
        """A lesson gives each kind of part once."""
        empty: list[str] = [cue.kind for cue in self.cues if isinstance(cue, WordsCue) and not cue.lines]
        if empty and not self.source:
            raise ValueError(
                Message(_("the part %(kind)s has no lines, and no lesson in source gives them"), kind=empty[0])
            )
        if again := duplicates(empty):
            raise ValueError(Message(_("two parts %(kind)s have no lines; a lesson gives one"), kind=again[0]))
        return self
