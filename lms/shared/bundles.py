"""One stylesheet out of several source files, without a build step.

`settings.STATIC_BUNDLES = {"site.css": ["shared/css/tokens.css", ...]}` names the files each bundle joins,
in the order of the cascade. `BundleFinder` hands the joined file to whatever reads static files: runserver,
WhiteNoise, and collectstatic, whose storage then hashes and compresses it like any other file.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

# Strings are matched first and kept, so that a `/*` inside one is not taken for a comment.
_STRING_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|/\*.*?\*/""", re.DOTALL)
_LINE_EDGES = re.compile(r"^\s*\n|^[ \t]+|[ \t]+$", re.MULTILINE)


def slim(css: str) -> str:
    """`css` without comments, indentation and empty lines; nothing a browser can tell."""
    return _LINE_EDGES.sub("", _STRING_OR_COMMENT.sub(lambda found: found[1] or "", css)).strip() + "\n"


def _bundles() -> dict[str, list[str]]:
    return getattr(settings, "STATIC_BUNDLES", {})


def joined(name: str) -> str:
    """The text of the bundle `name`: its source files in order, each one made slim."""
    parts = []
    for source in _bundles()[name]:
        path = finders.find(source)
        if not path:
            raise ImproperlyConfigured(f"STATIC_BUNDLES[{name!r}] names {source!r}, which no finder finds")
        parts.append(slim(Path(path).read_text(encoding="utf-8")))
    return "".join(parts)


class BundleFinder(finders.BaseFinder):
    """Finds the bundles. Each is written to a folder of this process, as readers want a real file."""

    def __init__(self, app_names: object = None, *args: Any, **kwargs: Any) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bundles-")
        self.storage = FileSystemStorage(location=self._folder.name)
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """A source file that is missing is an error at start, not a page without its looks."""
        return [
            Error(f"STATIC_BUNDLES[{name!r}] names {source!r}, which no finder finds.", id="shared.E001")
            for name, sources in _bundles().items()
            for source in sources
            if not finders.find(source)
        ]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in _bundles():  # WhiteNoise asks with None where collectstatic asks with a list
            if not matches_patterns(name, [*(ignore_patterns or ())]):
                self._write(name)
                yield name, self.storage

    def find(self, path: str, find_all: bool = False) -> Any:
        """The bundle's path on disk, freshly joined, so that an edited source shows on reload."""
        if path not in _bundles():
            return []
        found = str(self._write(path))
        return [found] if find_all else found

    def _write(self, name: str) -> Path:
        target = Path(self.storage.path(name))
        text = joined(name)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return target
