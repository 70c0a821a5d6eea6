"""Approved texts as they are read: cut to a length, many of them with few look-ups."""

from __future__ import annotations

from lessons.models import Approval
from lessons.radio.cues import Script
from lessons.radio.cuts import cut

from .scripts import glossary
from .texts import approved_script


def cut_to(script: Script, seconds: int) -> Script:
    """The script in so many seconds; the whole of it for 0."""
    return cut(script, seconds).script if seconds else script


class Reader:
    """Reads texts one after another; the glossary of each app is fetched once."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, str]] = {}

    def read(self, approval: Approval, *, cut: int = 0, rate: float | None = None) -> Script:
        app_key = approval.version.app_key if approval.version else ""
        if app_key not in self._terms:
            self._terms[app_key] = glossary(app_key)
        return cut_to(approved_script(approval, rate=rate, terms=self._terms[app_key]), cut)
