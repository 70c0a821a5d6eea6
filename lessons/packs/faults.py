"""What is wrong with a pack: file, line, place and plain words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lms.shared.messages import Message, Translate, _, in_language
from lms.shared.plain_words import Path

_WITH_PLACE = _("%(file)s, line %(line)d, %(place)s: %(message)s")
_WITH_LINE = _("%(file)s, line %(line)d: %(message)s")
_WITH_FILE = _("%(file)s: %(message)s")


@dataclass(frozen=True)
class Fault:
    """`file` is named from the pack's folder; `line` counts from 1, None for a fault of the whole file."""

    file: str
    line: int | None
    path: Path
    message: str

    def in_language(self, translate: Translate) -> str:
        template = _WITH_FILE if self.line is None else _WITH_PLACE if self.path else _WITH_LINE
        # People count from one.
        place = "/".join(str(part + 1) if isinstance(part, int) else part for part in self.path)
        message = in_language(self.message, translate)
        return translate(template) % {"file": self.file, "line": self.line, "place": place, "message": message}

    def __str__(self) -> str:
        return self.in_language(str)


class PackError(Exception):
    """The pack cannot be loaded. `faults` holds everything found, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults), key=lambda fault: (fault.file, fault.line or 0, fault.message))
        super().__init__(str(self))

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def file_fault(file: str, template: str, **values: object) -> Fault:
    return Fault(file, None, (), Message(template, **values))
