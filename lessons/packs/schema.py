"""What a course pack may hold: one folder an app, readable YAML, checked before anything is written.

Pure: no Django. A pack folder is

    course.yaml                 title, skills, certifications, the list of app folders
    <app>/app.yaml              the app page with its facts, sources and check dates
    <app>/screens.yaml          the app's screens, as data
    <app>/lesson-*.yaml         lessons, in the order of their file names
    <app>/poster.yaml radio.yaml quiz.yaml
    <app>/images/               pictures that screens.yaml names
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from lms.shared.messages import Message, _
from lms.shared.screens.spec import AnyRow, Bar, Mark, PictureSpec, ScreenSpec, Sentence

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=90)]
ShortLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
StepRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]


class Node(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def duplicates(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


# --- course.yaml -----------------------------------------------------------------------------------


class Skill(Node):
    key: Key
    title: Title


class CertificationData(Node):
    """`rule` is checked by the certification rules themselves when the pack is loaded."""

    key: Key
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    course: Title
    valid_months: Annotated[int, Field(ge=1, le=120)]
    small_print: Text
    rule: dict[str, Any]


class CourseData(Node):
    key: Key
    title: Title
    intro: Text
    skills: Annotated[list[Skill], Field(min_length=1)]
    certifications: list[CertificationData] = []
    apps: Annotated[list[Key], Field(min_length=1)]


# --- <app>/app.yaml --------------------------------------------------------------------------------


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


# --- <app>/screens.yaml ----------------------------------------------------------------------------


class ScreenData(Node):
    """Either a drawn screen (bar, rows) or a real screenshot (image, alt, marks)."""

    key: Key
    title: Title
    bar: Bar | None = None
    rows: list[AnyRow] = []
    image: Annotated[str, StringConstraints(pattern=r"^images/[A-Za-z0-9_-]+\.(png|jpe?g|webp)$")] | None = None
    alt: Sentence | None = None
    marks: list[Mark] = []

    @model_validator(mode="after")
    def drawn_or_picture(self) -> Self:
        if self.image and (self.bar or self.rows):
            raise ValueError(Message(_("a screen has either an image or a bar with rows, not both")))
        if self.image and not self.alt:
            raise ValueError(Message(_("a screenshot needs alt: what it shows, in one sentence")))
        if not self.image:
            if not self.bar or not self.rows:
                raise ValueError(Message(_("a screen needs a bar and rows, or an image")))
            self.spec()
        return self

    def spec(self, *, width: int = 1, height: int = 1) -> ScreenSpec | PictureSpec:
        if self.image:
            return PictureSpec(src=self.image, alt=self.alt or "", width=width, height=height, marks=self.marks)
        if self.bar is None:
            raise ValueError(Message(_("a screen needs a bar and rows, or an image")))
        return ScreenSpec(bar=self.bar, rows=self.rows)


# --- <app>/lesson-*.yaml ---------------------------------------------------------------------------


class StepData(Node):
    """One action. `text` is paragraphs and "- " lists with **bold**; `say` and `short` are for radio and print."""

    key: Key
    title: Title
    text: Text
    screen: Key
    target: Annotated[str, StringConstraints(max_length=40)] = ""
    tip: Text | None = None
    warning: Text | None = None
    stop: Text | None = None
    say: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    short: Annotated[str, StringConstraints(strip_whitespace=True, max_length=110)] = ""
    leaflet: bool = False


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


# --- poster, radio, quiz ---------------------------------------------------------------------------


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
    screen: Key
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
    kind: Literal["greeting", "content", "warning", "repeat", "closing"]
    lines: Annotated[list[Line], Field(min_length=1, max_length=12)]


class StepsCue(Node):
    kind: Literal["steps"]
    lesson: Key
    keys: Annotated[list[Key], Field(min_length=1, max_length=9)]


AnyCue = Annotated[MusicCue | WordsCue | StepsCue, Field(discriminator="kind")]


class RadioData(Node):
    key: Key
    title: Title
    language: str = "vi"
    cues: Annotated[list[AnyCue], Field(min_length=1, max_length=12)]


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


class AppPack(Node):
    """One app's folder, read whole. Cross references are checked by `problems`."""

    app: AppData
    screens: list[ScreenData]
    lessons: list[LessonData]
    poster: PosterData
    radio: RadioData
    quiz: QuizData

    def problems(self) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
        """Broken references, as (file stem, path inside the file, message)."""
        screens = {screen.key: screen for screen in self.screens}
        steps = {f"{lesson.key}/{step.key}" for lesson in self.lessons for step in lesson.steps}
        for again in duplicates([screen.key for screen in self.screens]):
            yield "screens", (), Message(_("two screens share the key %(key)s"), key=again)
        for n, lesson in enumerate(self.lessons):
            for m, step in enumerate(lesson.steps):
                where = ("steps", m)
                yield from _screen_problem(f"lessons/{n}", where, step.screen, step.target, screens)
        yield from _screen_problem("poster", (), self.poster.screen, self.poster.target, screens)
        for n, column in enumerate(self.poster.columns):
            if column.steps:
                yield from _steps_problem("poster", ("columns", n, "steps"), column.steps, steps)
        for n, cue in enumerate(self.radio.cues):
            if isinstance(cue, StepsCue):
                yield from _steps_problem("radio", ("cues", n), cue, steps)
        for n, question in enumerate(self.quiz.questions):
            if question.step not in steps:
                yield (
                    "quiz",
                    ("questions", n, "step"),
                    Message(_("there is no step %(step)s in this app"), step=question.step),
                )


def _screen_problem(
    stem: str, where: tuple[str | int, ...], key: str, target: str, screens: dict[str, ScreenData]
) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    if key not in screens:
        yield stem, (*where, "screen"), Message(_("there is no screen %(key)s in screens.yaml"), key=key)
    elif target and target not in (names := dict(screens[key].spec().targets())):
        template = _("the screen %(key)s has no row %(target)s; it has: %(known)s")
        yield stem, (*where, "target"), Message(template, key=key, target=target, known=", ".join(names) or "-")


def _steps_problem(
    stem: str, where: tuple[str | int, ...], ref: StepsOf | StepsCue, steps: set[str]
) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for n, key in enumerate(ref.keys):
        if f"{ref.lesson}/{key}" not in steps:
            yield (
                stem,
                (*where, "keys", n),
                Message(_("there is no step %(step)s in this app"), step=f"{ref.lesson}/{key}"),
            )
