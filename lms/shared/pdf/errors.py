"""Why a sheet could not be made. Messages are for the log; callers translate by class and attributes."""

from __future__ import annotations

from collections.abc import Sequence


class SheetError(Exception):
    """A sheet that was not made; `part` names the panel or step at fault, if one is known."""

    def __init__(self, message: str, part: str | None = None) -> None:
        super().__init__(message)
        self.part = part


class Overflow(SheetError):
    """`part` is too long for its place even at the smallest size; `needs` and `has` are heights as "97.2mm"."""

    def __init__(self, part: str, needs: str, has: str) -> None:
        super().__init__(f"{part} needs {needs}, but its place has {has}", part)
        self.needs = needs
        self.has = has


class MissingGlyph(SheetError):
    """The print font cannot draw `characters`."""

    def __init__(self, characters: Sequence[str], part: str | None = None) -> None:
        named = ", ".join(f"“{character}” (U+{ord(character):04X})" for character in characters)
        super().__init__(f"the print font has no {named}", part)
        self.characters = tuple(characters)


class WrongPageCount(SheetError):
    """The sheet came out with `found` pages instead of `expected`."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"the sheet has {found} pages instead of {expected}")
        self.expected = expected
        self.found = found


class BadScreen(SheetError):
    """A screen of `part` cannot be drawn: `code` is unknown-kind, unknown-target or missing-image."""

    def __init__(self, part: str, code: str, name: str) -> None:
        super().__init__(f"{part}: {code.replace('-', ' ')} “{name}”", part)
        self.code = code
        self.name = name


class BadPicture(SheetError):
    """The stored picture `name` cannot be printed: it is missing, broken or no picture at all."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the picture “{name}” cannot be read")
        self.name = name
