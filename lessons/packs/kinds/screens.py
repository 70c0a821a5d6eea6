from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile

from lms.shared.screens.models import Screen

from ..export import screen_data
from ..merge import Data
from ..schema import ScreenData
from .base import Kind, block, items, set_stream


class ScreenKind(Kind[ScreenData, Screen]):
    """The screens of one app; their keys begin with the app's. `pictures` holds WebP by name in the pack."""

    name = "screen"
    needed = True

    def __init__(self, app: str, pictures: Mapping[str, bytes]) -> None:
        self.app, self.pictures = app, pictures

    def find(self, key: str) -> Screen | None:
        return Screen.objects.filter(key=key).first()

    def new(self, key: str) -> Screen:
        return Screen(key=key)

    def fill(self, row: Screen, spec: ScreenData) -> Screen:
        row.title = spec.title
        if spec.image:
            self._fill_picture(row, spec)
        else:
            self._fill_rows(row, spec)
        return row

    def _fill_rows(self, screen: Screen, spec: ScreenData) -> None:
        screen.kind = Screen.Kind.DRAWN
        screen.picture, screen.alt, screen.marks = "", "", []
        if spec.bar:
            screen.bar_title, screen.bar_back = spec.bar.title, spec.bar.back
        rows = []
        for n, row in enumerate(spec.rows):
            place = f"{screen.key}/{row.id or n}"
            value = row.model_dump(exclude={"kind"}) | {"id": row.id or ""}
            if "labels" in value:
                value["labels"] = items(value["labels"], place)
            rows.append(block(row.kind, value, place))
        set_stream(screen, "rows", rows)
        screen.name_rows()

    def _fill_picture(self, screen: Screen, spec: ScreenData) -> None:
        screen.kind = Screen.Kind.PICTURE
        screen.bar_title, screen.bar_back = "", False
        set_stream(screen, "rows", [])
        screen.alt, screen.marks = spec.alt or "", [mark.model_dump() for mark in spec.marks]
        content = self.pictures[f"{self.app}/{spec.image}"]
        # Named by its content: the same picture is stored once, and another one shows in the name.
        name = f"screens/{hashlib.sha256(content).hexdigest()[:24]}.webp"
        storage = Screen._meta.get_field("picture").storage
        if not storage.exists(name):
            storage.save(name, ContentFile(content))
        screen.picture = name

    def save(self, row: Screen) -> None:
        row.full_clean()
        row.save()

    def data(self, row: Screen) -> Data:
        return screen_data(row, self.app)
