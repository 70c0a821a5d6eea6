"""Files made on request for a station, or why one cannot be made."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lessons.printing.wording import sheet_words
from lessons.radio.textfile import NotReadyError
from lessons.views.delivery import download
from lms.shared.pdf import SheetError


def delivered(
    make: Callable[[], bytes], *, kind: str, name: str, refuse: Callable[[list[str]], HttpResponse]
) -> HttpResponse:
    try:
        content = make()
    except NotReadyError:
        words = _("The glossary has changed and a word of this text has no reading now. Ask a trainer to mend it.")
        return refuse([words])
    except SheetError as error:
        return refuse([sheet_words(error, "script")])
    return download(content, kind, name)
