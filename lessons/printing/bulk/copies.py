"""The list of copies in front of a pack: what is to be printed how often, on which pages of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import cast

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import AppPage, PrintPack, PrintPackSheet
from lessons.printing.catalogue import KINDS, VARIANT_LABELS
from lms.members.units import label, labels
from lms.shared.pdf import Sheet, Variant
from lms.shared.pdf.fonts import undrawable

from .documents import COPIES, CopiesDocument, CopiesRow
from .studio import measured

ROWS = 100  # of one document: what is laid out at once is held in memory at once
TRIES = 5


def list_of_copies(pack: PrintPack, rows: Sequence[PrintPackSheet]) -> list[bytes]:
    """The list as PDF files in order. It stands in front, so its own length moves the pages it names."""
    listed = _rows(rows)
    length = 0
    for _try in range(TRIES):
        moved = [replace(row, first=row.first + length, last=row.last + length) for row in listed]
        parts = [moved[n : n + ROWS] for n in range(0, len(moved), ROWS)]
        made = [
            Sheet(COPIES, _document(pack, part, n), dated=pack.created_at).pdf(keep=False)
            for n, part in enumerate(parts)
        ]
        found = sum(measured(pdf)[0] for pdf in made)
        if found == length:
            return made
        length = found
    raise RuntimeError("the list of copies does not settle")


def _document(pack: PrintPack, rows: list[CopiesRow], part: int) -> CopiesDocument:
    title = _("List of copies: %(title)s") % {"title": _printable(pack.title)}
    return CopiesDocument(
        site_name=settings.LMS_SITE_NAME,
        title=_("%(title)s (continued)") % {"title": title} if part else title,
        facts=() if part else _facts(pack),
        columns=(_("No."), _("Sheet"), _("Commune"), _("Paper"), _("Copies"), _("Pages")),
        rows=tuple(rows),
    )


def _facts(pack: PrintPack) -> tuple[str, ...]:
    day = timezone.localtime(pack.created_at)
    facts = [
        _("Ordered on %(day)s. Print: %(way)s.")
        % {"day": f"{day:%d/%m/%Y}", "way": VARIANT_LABELS[cast(Variant, pack.variant)]},
        _("Pages are counted in this file, the list included. Print at 100 %, not fitted to the page."),
    ]
    if failed := pack.sheets.filter(state=PrintPackSheet.State.FAILED).count():
        facts.append(_("%(number)d sheets could not be printed and are missing here.") % {"number": failed})
    return tuple(facts)


def _rows(rows: Sequence[PrintPackSheet]) -> list[CopiesRow]:
    places = labels({row.unit_id for row in rows if row.unit_id})
    titles = dict(AppPage.objects.filter(key__in={row.app_key for row in rows}).values_list("key", "title"))
    ends = list(accumulate(row.pages for row in rows))
    return [
        CopiesRow(
            number=number,
            sheet=f"{KINDS[row.kind].label}: {_printable(titles.get(row.app_key, row.app_key))}",
            place=places.get(row.unit_id or 0) or _place(row),
            paper=_paper(row),
            copies=row.copies,
            first=end - row.pages + 1,
            last=end,
        )
        for number, (row, end) in enumerate(zip(rows, ends, strict=True), start=1)
    ]


def _printable(text: str) -> str:
    """A folder names the pack, and an app may be renamed meanwhile: a sign must not stop what is printed."""
    return text.translate(dict.fromkeys(map(ord, undrawable(text)), "?"))


def _place(row: PrintPackSheet) -> str:
    """For a unit that has no name today, and for none."""
    return label(row.unit) if row.unit else _("no commune: lines to write on")


def _paper(row: PrintPackSheet) -> str:
    if row.run != "all":
        side = _("fronts") if row.run == "fronts" else _("backs")
    elif KINDS[row.kind].layout.two_sided:
        side = _("both sides")
    else:
        return row.paper
    return f"{row.paper}, {side}"
