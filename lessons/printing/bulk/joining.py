"""Many sheets as one file for a print shop, in little memory: what sheets share is in the file once.

The leaflets of an app for 64 communes differ in a few lines, yet each file brings its fonts, pictures and pages along.
Tags, bookmarks and links are left behind: this file is for paper, the single files are for readers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pikepdf

BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
REFERENCE = b" R"  # how one object names another


def join(files: Sequence[Path], into: Path) -> None:
    """All pages of `files` in their order."""
    with pikepdf.new() as whole:
        shared: dict[bytes, pikepdf.Object] = {}
        for file in files:
            with pikepdf.open(file) as part:
                copier = _Copier(part, whole, shared)
                for page in part.pages:
                    whole.pages.append(pikepdf.Page(whole.make_indirect(copier.page(page))))
        whole.save(into, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


class _Copier:
    """Takes objects of `part` over into `whole`, each content once; `shared` remembers them by digest."""

    def __init__(self, part: pikepdf.Pdf, whole: pikepdf.Pdf, shared: dict[bytes, pikepdf.Object]) -> None:
        self._part, self._whole, self._shared = part, whole, shared
        self._digests: dict[tuple[int, int], bytes] = {}

    def page(self, page: pikepdf.Page) -> pikepdf.Dictionary:
        contents = page.obj.Contents
        streams: Iterable[Any] = contents if isinstance(contents, pikepdf.Array) else [contents]
        copy = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            Resources=self._resources(page.resources),
            Contents=pikepdf.Array([self._once(stream) for stream in streams]),
        )
        for name in BOXES:
            if name in page.obj:
                copy[name] = pikepdf.Array(list(page.obj[name]))
        if "/Group" in page.obj:
            copy.Group = self._once(page.obj.Group)
        return copy

    def _resources(self, resources: Any) -> pikepdf.Dictionary:
        """Fonts, pictures and the like one by one: pages that share some of them rarely share all."""
        kinds = pikepdf.Dictionary()
        for kind, named in resources.items():
            if isinstance(named, pikepdf.Dictionary):
                kinds[kind] = pikepdf.Dictionary({name: self._once(one) for name, one in named.items()})
        return kinds

    def _once(self, one: Any) -> pikepdf.Object:
        if not (isinstance(one, pikepdf.Object) and one.is_indirect):
            one = self._part.make_indirect(one)
        digest = self._digest(one)
        if digest not in self._shared:
            self._shared[digest] = self._whole.copy_foreign(one)
        return self._shared[digest]

    def _digest(self, one: Any) -> bytes:
        """Of all that the object leads to."""
        known = self._digests.get(one.objgen) if _is_reference(one) else None
        if known is None:
            known = hashlib.sha256(b"\0".join(self._content(one))).digest()
            if _is_reference(one):
                self._digests[one.objgen] = known
        return known

    def _content(self, one: Any) -> list[bytes]:
        if isinstance(one, pikepdf.Stream):
            return [b"stream", one.read_raw_bytes(), *self._entries(one.stream_dict)]
        plain = one.unparse(resolved=True) if isinstance(one, pikepdf.Object) else str(one).encode()
        if REFERENCE not in plain or not isinstance(one, pikepdf.Array | pikepdf.Dictionary):
            return [type(one).__name__.encode(), plain]
        if isinstance(one, pikepdf.Array):
            return [b"array", *(self._digest(item) for item in one)]
        return [b"dictionary", *self._entries(one)]

    def _entries(self, named: Any) -> list[bytes]:
        return [part for name, one in sorted(named.items()) for part in (name.encode(), self._digest(one))]


def _is_reference(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one.is_indirect
