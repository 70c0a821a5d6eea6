"""A screenshot in several widths and formats, so that a phone loads no more than it shows.

Made when the screenshot is shown for the first time, beside it in the store: NAME.w640.avif. Whatever stands before the
first dot is the same for all of them; a phone that keeps one width (src) shows it wherever another one is asked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .images import can_write, narrowed

STEPS = (320, 640, 960)  # pixels: the screen of a phone is drawn 290 wide, and phones have 1 to 3 pixels in each
USUAL = 640  # for browsers that cannot choose, and for what a phone keeps
KINDS = {"avif": "image/avif", "webp": "image/webp"}
KEPT = 4096  # names in the memory of a worker


@dataclass(frozen=True, slots=True)
class Source:
    """A line of <picture>: the browser takes the first kind that it knows, in the width that fits."""

    kind: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Shown:
    src: str
    sources: tuple[Source, ...]


def shown(name: str, width: int) -> Shown:
    """The screenshot of this name, `width` pixels wide; as it is where no other widths can be made of it."""
    try:
        return _shown(name, width, tuple(settings.LMS_PICTURE_FORMATS))
    except (OSError, ValueError, SuspiciousOperation):  # the file is gone, or no picture, or lies elsewhere
        return Shown(default_storage.url(name), ())


def delete(name: str) -> None:
    """The screenshot with all its widths: what somebody masks later must not stay readable in one of them."""
    for stored in (name, *(_name(name, step, kind) for kind in KINDS for step in STEPS)):
        default_storage.delete(stored)


@lru_cache(maxsize=KEPT)
def _shown(name: str, width: int, formats: tuple[str, ...]) -> Shown:
    urls = {kind: dict(_urls(name, width, kind)) for kind in KINDS if kind in formats and can_write(kind)}
    usual = next((url for step, url in urls.get("webp", {}).items() if step >= USUAL), default_storage.url(name))
    return Shown(usual, tuple(_sources(urls)))


def _urls(name: str, width: int, kind: str) -> Iterator[tuple[int, str]]:
    """(how wide, where), up to the width that the screenshot itself has."""
    for step in STEPS:
        is_itself = kind == "webp" and step >= width
        yield min(step, width), default_storage.url(name if is_itself else _made(name, step, kind))
        if step >= width:
            return


def _sources(urls: dict[str, dict[int, str]]) -> Iterator[Source]:
    for kind, found in urls.items():
        yield Source(KINDS[kind], ", ".join(f"{url} {width}w" for width, url in found.items()))


def _name(name: str, step: int, kind: str) -> str:
    return f"{name.rpartition('.')[0]}.w{step}.{kind}"


def _made(name: str, step: int, kind: str) -> str:
    """The name of that width, or of the screenshot's own if that is less; the file is there afterwards."""
    wanted = _name(name, step, kind)
    if not default_storage.exists(wanted):
        with default_storage.open(name) as file:
            content = narrowed(io.BytesIO(file.read()), step, kind)
        saved = default_storage.save(wanted, ContentFile(content))
        if saved != wanted:  # another worker was first
            default_storage.delete(saved)
    return wanted
