"""Why a sheet or a pack was not printed, said to the person who ordered it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lessons.printing.wording import sheet_words
from lms.shared.pdf import SheetError


class NotPublished(ValueError):
    """The app of a sheet was taken back after the pack was ordered."""


def refusal(error: Exception, kind: str) -> str:
    """What is wrong with the sheet, and the way out."""
    if isinstance(error, NotPublished):
        return _("The app is not published any more. Publish it again, or order without it.")
    if isinstance(error, SheetError | ValueError):
        return sheet_words(error, kind)
    return _("A fault of the program stopped this sheet. Tell the administrator; the log says more.")


def stopped(error: BaseException) -> str:
    """Why a worker gave up on the whole pack."""
    if isinstance(error, OSError) and error.strerror:
        return _("The files could not be written: %(reason)s. Make room on the disk, then continue.") % {
            "reason": error.strerror
        }
    return _("The printing was interrupted. What is printed is kept; continue when you like.")
