"""The page templates that are ours: all that stand on one of our own frames."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings

FRAMES = {"base.html", "shared/simple.html", "lessons/loudspeaker/frame.html", "lessons/desk/base.html", "429.html"}
# Seen in Wagtail's editor only, with its own pages around them.
PREVIEWS = {"shared/screens/preview.html", "lessons/print/preview.html", "quizzes/admin/preview.html"}
_EXTENDS = re.compile(r'\{% extends "([^"]+)" %\}')


@cache
def page_templates() -> frozenset[str]:
    found = {}
    for path in settings.BASE_DIR.glob("*/**/templates/**/*.html"):
        if match := _EXTENDS.match(path.read_text(encoding="utf-8")):
            found[_name(path)] = match[1]
    pages = {name for name, frame in found.items() if frame in FRAMES}
    return frozenset(pages - FRAMES - PREVIEWS)


def _name(path: Path) -> str:
    return path.as_posix().rpartition("/templates/")[2]
