"""The finished sheets of a pack as a ZIP, and as one file in printing order behind its list of copies."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import PrintPack, PrintPackSheet

from . import claims, files
from .copies import list_of_copies
from .joining import join

State = PrintPack.State


def assemble(*, pack: PrintPack, worker: str) -> bool:
    """Makes both files and marks the pack as ready; whether it is. Made again, they replace the earlier ones.

    A printed sheet whose file is gone is printed again first: the pack is then left to the next run.
    """
    rows = list(pack.sheets.filter(state=PrintPackSheet.State.DONE).select_related("unit").order_by("position"))
    if lost := [row.pk for row in rows if not files.sheet_path(pack.pk, row.file).exists()]:
        pack.sheets.filter(pk__in=lost).update(state=PrintPackSheet.State.TODO)
        return _leave(pack, worker, State.QUEUED)
    if not rows:
        return _leave(pack, worker, State.FAILED, error=_("No sheet could be printed. The list below says why."))
    with files.scratch(pack.pk) as folder:
        bundle, whole = _zip(pack, rows, folder), _whole(pack, rows, folder)
        with transaction.atomic():
            ready = _leave(pack, worker, State.DONE, finished_at=timezone.now())
            if ready:
                files.put(bundle, files.zip_path(pack.pk))
                files.put(whole, files.pdf_path(pack.pk))
    files.remove_workings(pack.pk)
    return ready


def _leave(pack: PrintPack, worker: str, state: str, **changes: object) -> bool:
    """The next state, unless another worker took the pack over or sheets were given back meanwhile."""
    ours = PrintPack.objects.filter(pk=pack.pk, state=State.JOINING, joiner=worker)
    if state == State.DONE:
        ours = ours.exclude(sheets__state__in=claims.OPEN)
    return bool(ours.update(state=state, **changes)) and state == State.DONE


def _zip(pack: PrintPack, rows: Sequence[PrintPackSheet], folder: Path) -> Path:
    """Stored, not packed: PDF files are packed already."""
    made = folder / "pack.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as bundle:
        for row in rows:
            bundle.write(files.sheet_path(pack.pk, row.file), row.file)
    return made


def _whole(pack: PrintPack, rows: Sequence[PrintPackSheet], folder: Path) -> Path:
    made = folder / "pack.pdf"
    lists = []
    for number, pdf in enumerate(list_of_copies(pack, rows)):
        lists.append(folder / f"list-{number}.pdf")
        lists[-1].write_bytes(pdf)
    join([*lists, *(files.sheet_path(pack.pk, row.file) for row in rows)], made)
    return made
