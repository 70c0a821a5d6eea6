"""Posters and radio scripts: what an app's lessons are drawn into."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from lessons.models import LessonPage, PosterPage, RadioScriptPage
from lms.shared.screens.models import Screen

from ..export import poster_data, radio_data
from ..merge import Data
from ..schema import MusicCue, PosterColumn, PosterData, RadioData, StepsCue, StepsOf, WordsCue
from .base import Unresolved, block, items, set_stream
from .pages import PageKind


def _lesson_ids(keys: Iterable[str]) -> dict[str, int]:
    """Page ids of lessons by key; raises Unresolved when one of them was deleted here."""
    wanted = set(keys)
    ids = dict(LessonPage.objects.filter(key__in=wanted).values_list("key", "pk"))
    if missing := wanted - set(ids):
        raise Unresolved(min(missing))
    return ids


def _drawn(steps: StepsOf | StepsCue, ids: dict[str, int], place: str) -> Data:
    return {"lesson": ids[steps.lesson], "keys": items(steps.keys, place)}


class PosterKind(PageKind[PosterData, PosterPage]):
    name = "poster"
    model = PosterPage
    moves = True

    def __init__(self, parent: Page | None, app: str) -> None:
        super().__init__(parent)
        self.app = app

    def fill(self, row: PosterPage, spec: PosterData) -> PosterPage:
        row.title, row.title_lines = spec.title, "\n".join(spec.title_lines)
        row.screen = Screen.objects.get(key=f"{self.app}/{spec.screen}") if spec.screen else None
        row.target = spec.target
        row.foot = spec.foot
        ids = _lesson_ids(column.steps.lesson for column in spec.columns if column.steps)
        columns = [_column(column, ids, f"{row.key}/column/{n}") for n, column in enumerate(spec.columns)]
        set_stream(row, "columns", columns)
        return row

    def data(self, row: PosterPage) -> Data:
        app = self.row_app(row) or self.app
        return {**poster_data(row, app), "app": app}


def _column(column: PosterColumn, ids: dict[str, int], place: str) -> Data:
    if column.steps:
        return block("drawn", {"heading": column.heading, "steps": _drawn(column.steps, ids, place)}, place)
    return block("written", {"heading": column.heading, "lines": items(column.lines, place)}, place)


class RadioKind(PageKind[RadioData, RadioScriptPage]):
    name = "radio"
    model = RadioScriptPage
    moves = True

    def __init__(self, parent: Page | None, app: str) -> None:
        super().__init__(parent)
        self.app = app

    def fill(self, row: RadioScriptPage, spec: RadioData) -> RadioScriptPage:
        row.title, row.language = spec.title, spec.language
        named = [cue.lesson for cue in spec.cues if isinstance(cue, StepsCue)]
        ids = _lesson_ids([*named, *filter(None, [spec.source])])
        row.source_id = ids[spec.source] if spec.source else None
        cues = [
            block(cue.kind, _cue(cue, ids, f"{row.key}/cue/{n}"), f"{row.key}/cue/{n}")
            for n, cue in enumerate(spec.cues)
        ]
        set_stream(row, "cues", cues)
        return row

    def data(self, row: RadioScriptPage) -> Data:
        return {**radio_data(row), "app": self.row_app(row) or self.app}


def _cue(cue: MusicCue | WordsCue | StepsCue, ids: dict[str, int], place: str) -> Data:
    if isinstance(cue, StepsCue):
        return _drawn(cue, ids, place)
    return {"lines": items(cue.lines, place), "origin": ""} if isinstance(cue, WordsCue) else {"seconds": cue.seconds}
