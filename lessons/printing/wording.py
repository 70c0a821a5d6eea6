"""Why a sheet could not be made, said to its reader with the way out."""

from __future__ import annotations

import unicodedata

import pydantic
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.shared.pdf import BadPicture, BadScreen, MissingGlyph, Overflow, Sheet, SheetError, WrongPageCount
from lms.shared.pdf.text import strings

# Parts, as the layouts name them, that hold what a team or commune says of itself.
OF_THE_IMPRINT = ("các dòng của tổ", "nơi hỏi thêm")
QUOTED = 60  # letters of a text that are enough to find it

# What a sheet needs, by the name of its kind: said when a page has too little or too much for it.
NEEDS: dict[str, str | Promise] = {
    "leaflet": gettext_lazy("A leaflet needs one to six steps that are marked “On the leaflet”."),
    "card": gettext_lazy("A pocket card needs one to five steps that are marked “On the pocket card”."),
    "poster": gettext_lazy("There is no poster to print yet."),
    "handout": gettext_lazy("There is no lesson to print yet."),
    "aired-log": gettext_lazy("A printed log has at most 500 rows. Choose a shorter time."),
    "quiz-sheet": gettext_lazy("There is no question to print yet."),
}


def sheet_words(error: Exception, kind: str = "leaflet", sheet: Sheet | None = None) -> str:
    """`kind` is the name of the sheet in the catalogue; with the `sheet` the words at fault are quoted."""
    if isinstance(error, Overflow) and error.part in OF_THE_IMPRINT:
        return _("The words of the team or commune are too long for this sheet. Shorten the name or meeting place.")
    if isinstance(error, Overflow):
        return _("“%(part)s” is too long for its place on the sheet. Shorten it, or draw a smaller screen.") % {
            "part": error.part
        }
    if isinstance(error, MissingGlyph):
        return _sign_words(error, kind, sheet)
    if isinstance(error, BadPicture):
        return _("The picture “%(name)s” cannot be read. Upload it again.") % {"name": error.name}
    if isinstance(error, BadScreen):
        return _("The screen of “%(part)s” cannot be drawn. Open the screen and save it again.") % {"part": error.part}
    if isinstance(error, pydantic.ValidationError):
        return _("A screen of this sheet is not complete. Open the screen and save it again.")
    if isinstance(error, WrongPageCount):
        return _("The text is too long for this sheet. Shorten it.")
    if isinstance(error, SheetError):
        return _("The sheet could not be made: %(reason)s") % {"reason": str(error).partition("\n")[0]}
    return str(NEEDS[next((name for name in NEEDS if kind.startswith(name)), "leaflet")])


def _is_of_another_writing(sign: str) -> bool:
    """A letter or mark of Khmer, Tai Viet, Cham and the like, not a picture or a loose Latin mark."""
    return unicodedata.category(sign)[0] in "LM" and not unicodedata.name(sign, "").startswith(("LATIN", "COMBINING"))


def _sign_words(error: MissingGlyph, kind: str, sheet: Sheet | None) -> str:
    """The sign may be a bare box on the reader's screen too, so the words around it are said.

    A script in another writing has a way out: its Word file, which is drawn with the fonts of the reader's machine.
    """
    if kind == "script" and any(map(_is_of_another_writing, error.characters)):
        return _(
            "The print font cannot draw the letters of this language. Take the Word file: your computer’s own fonts "
            "print it."
        )
    signs = ", ".join(error.characters)
    texts = strings(sheet.data()) if sheet else iter(())
    found = next(((text, text.index(sign)) for text in texts for sign in error.characters if sign in text), None)
    if found is None:
        return _("The sheet cannot print this sign: %(signs)s. Take it out of the text.") % {"signs": signs}
    text, at = found
    quoted = text[max(0, at - QUOTED // 2) :][:QUOTED]
    return _("The sheet cannot print this sign: %(signs)s. Take it out of “%(words)s”.") % {
        "signs": signs,
        "words": quoted,
    }
