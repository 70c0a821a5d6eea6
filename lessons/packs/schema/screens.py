"""screens.yaml: the app's screens, as data."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from lms.shared.messages import Message, _
from lms.shared.screens.spec import AnyRow, Bar, Mark, PictureSpec, ScreenSpec, Sentence

from .parts import Key, Node, Title


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
