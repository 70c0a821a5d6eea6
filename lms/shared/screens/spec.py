"""A phone screen as data: what can stand on it, and what a target may name.

Pure: no Django. One `ScreenSpec` (drawn rows) or `PictureSpec` (a real, masked screenshot with marked
rectangles) is drawn as HTML, as Typst vector and as a sentence, so the three never disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from lms.shared.messages import Message, _

MAX_ROWS = 12
BACK_TARGET = "bar/back"

RowId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Percent = Annotated[float, Field(ge=0, le=100)]


class Part(BaseModel):
    """Base of everything on a screen; unknown fields are errors, so that a typo in a pack is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bar(Part):
    """The app bar on top: its title, and whether a back arrow stands before it."""

    title: Label
    back: bool = False


class Row(Part):
    """What all rows share. `id` is stable: steps, questions and practice refer to a row by it."""

    id: RowId | None = None


class TextRow(Row):
    kind: Literal["text"] = "text"
    text: Sentence

    @property
    def words(self) -> str:
        return self.text


class InputRow(Row):
    kind: Literal["input"] = "input"
    label: Label
    value: Annotated[str, StringConstraints(max_length=60)] = ""

    @property
    def words(self) -> str:
        return self.label


class ButtonRow(Row):
    kind: Literal["button"] = "button"
    label: Label
    style: Literal["plain", "filled"] = "filled"

    @property
    def words(self) -> str:
        return self.label


class ItemRow(Row):
    kind: Literal["item"] = "item"
    label: Label
    note: Annotated[str, StringConstraints(max_length=80)] = ""

    @property
    def words(self) -> str:
        return self.label


class ToggleRow(Row):
    kind: Literal["toggle"] = "toggle"
    label: Label
    on: bool = False

    @property
    def words(self) -> str:
        return self.label


class CodesRow(Row):
    kind: Literal["codes"] = "codes"
    label: Label
    count: Annotated[int, Field(ge=4, le=8)] = 6
    filled: Annotated[int, Field(ge=0, le=8)] = 0

    @model_validator(mode="after")
    def filled_within_count(self) -> CodesRow:
        if self.filled > self.count:
            raise ValueError(
                Message(
                    _("more boxes are filled in than there are: %(filled)d of %(count)d"),
                    filled=self.filled,
                    count=self.count,
                )
            )
        return self

    @property
    def words(self) -> str:
        return self.label


class NoticeRow(Row):
    kind: Literal["notice"] = "notice"
    text: Sentence

    @property
    def words(self) -> str:
        return self.text


class TabsRow(Row):
    kind: Literal["tabs"] = "tabs"
    labels: Annotated[list[Label], Field(min_length=2, max_length=4)]
    on: Annotated[int, Field(ge=0, le=3)] = 0

    @model_validator(mode="after")
    def on_names_a_tab(self) -> TabsRow:
        if self.on >= len(self.labels):
            raise ValueError(
                Message(
                    _("there is no tab %(on)d; the tabs are counted from 0 to %(last)d"),
                    on=self.on,
                    last=len(self.labels) - 1,
                )
            )
        return self

    @property
    def words(self) -> str:
        return ", ".join(self.labels)


class QrRow(Row):
    kind: Literal["qr"] = "qr"
    label: Label

    @property
    def words(self) -> str:
        return self.label


class ImageRow(Row):
    kind: Literal["image"] = "image"
    alt: Sentence

    @property
    def words(self) -> str:
        return self.alt


AnyRow = Annotated[
    TextRow | InputRow | ButtonRow | ItemRow | ToggleRow | CodesRow | NoticeRow | TabsRow | QrRow | ImageRow,
    Field(discriminator="kind"),
]
ROW_TYPES: dict[str, type[Row]] = {
    "text": TextRow,
    "input": InputRow,
    "button": ButtonRow,
    "item": ItemRow,
    "toggle": ToggleRow,
    "codes": CodesRow,
    "notice": NoticeRow,
    "tabs": TabsRow,
    "qr": QrRow,
    "image": ImageRow,
}


def _no_duplicates(ids: list[str]) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise ValueError(Message(_("two parts of this screen share the name “%(name)s”"), name=name))


class ScreenSpec(Part):
    """A drawn screen: an app bar and 1 to `MAX_ROWS` rows."""

    type: Literal["drawn"] = "drawn"
    bar: Bar
    rows: Annotated[list[AnyRow], Field(min_length=1, max_length=MAX_ROWS)]

    @model_validator(mode="after")
    def ids_are_unique(self) -> ScreenSpec:
        _no_duplicates([row.id for row in self.rows if row.id])
        return self

    def targets(self) -> Iterator[tuple[str, str]]:
        """Every (target, words) a step may point at: rows with an id, single tabs, the back arrow."""
        if self.bar.back:
            yield BACK_TARGET, self.bar.title
        for row in self.rows:
            if row.id:
                yield row.id, row.words
                if isinstance(row, TabsRow):
                    for n, label in enumerate(row.labels):
                        yield f"{row.id}/{n}", label


class Mark(Part):
    """A rectangle on a real screenshot, in per cent of its width and height from the top left."""

    id: RowId
    label: Label
    x: Percent
    y: Percent
    w: Annotated[float, Field(gt=0, le=100)]
    h: Annotated[float, Field(gt=0, le=100)]

    @model_validator(mode="after")
    def inside_the_picture(self) -> Mark:
        if self.x + self.w > 100.01 or self.y + self.h > 100.01:
            raise ValueError(Message(_("the rectangle “%(label)s” reaches outside the picture"), label=self.label))
        return self


class PictureSpec(Part):
    """A real screenshot. `src` names the stored file; width and height in pixels."""

    type: Literal["picture"] = "picture"
    src: str
    alt: Sentence
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]
    marks: list[Mark] = []

    @model_validator(mode="after")
    def ids_are_unique(self) -> PictureSpec:
        _no_duplicates([mark.id for mark in self.marks])
        return self

    def targets(self) -> Iterator[tuple[str, str]]:
        """Every (target, words) a step may point at: the marked rectangles."""
        for mark in self.marks:
            yield mark.id, mark.label


AnySpec = Annotated[ScreenSpec | PictureSpec, Field(discriminator="type")]
_any_spec: TypeAdapter[ScreenSpec | PictureSpec] = TypeAdapter(AnySpec)


def parse(data: object) -> ScreenSpec | PictureSpec:
    """The spec in `data` (as stored: a dict with `type`); raises pydantic.ValidationError."""
    return _any_spec.validate_python(data)


def target_words(spec: ScreenSpec | PictureSpec, target: str) -> str | None:
    """What the target is called, or None when the screen has no such target."""
    return dict(spec.targets()).get(target)


def is_hit(target: str, pressed: str) -> bool:
    """Whether pressing `pressed` in practice reaches `target`: any one tab reaches its row of tabs."""
    return bool(target) and (pressed == target or pressed.startswith(f"{target}/"))
