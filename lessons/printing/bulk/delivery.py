"""A pack for the command line: printed beside the site's own, then copied into a folder.

While it is not finished, the folder holds a note of its number and order, so that the same command goes on with it.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import AppPage, PrintPack, PrintPackSheet
from lessons.printing.catalogue import SheetKind
from lms.members.models import Unit
from lms.shared.pdf import Variant

from . import claims, files
from .ordering import delete_pack, order_pack
from .process import side_by_side
from .work import work

NOTE = "goi-dang-in.json"
Progress = Callable[[int, int], None]


class FolderTaken(ValueError):
    """The folder holds another pack that is not finished."""


@dataclass(frozen=True, kw_only=True)
class Order:
    apps: Sequence[AppPage]
    kinds: Sequence[SheetKind]
    variant: Variant
    units: Sequence[Unit]
    copies: int

    def note(self) -> dict[str, Any]:
        return {
            "apps": [app.key for app in self.apps],
            "kinds": [kind.name for kind in self.kinds],
            "variant": self.variant,
            "units": [unit.pk for unit in self.units],
            "copies": self.copies,
        }


def take_up(*, order: Order, folder: Path) -> PrintPack:
    """The pack that the folder waits for, or a new one. Raises FolderTaken, OrderError, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / NOTE
    if found := _read(note):
        if found.get("order") != order.note():
            message = _("%(folder)s waits for another pack to be finished. Choose another folder, or delete %(note)s.")
            raise FolderTaken(message % {"folder": folder, "note": note})
        if pack := PrintPack.objects.filter(pk=found["pack"]).exclude(state=PrintPack.State.REMOVED).first():
            return pack
    pack = order_pack(by=None, title=folder.resolve().name, enqueue=False, **vars(order))
    note.write_text(json.dumps({"pack": pack.pk, "order": order.note()}), encoding="ascii")
    return pack


def pack_in(*, pack: PrintPack, workers: int, progress: Progress) -> bool:
    """Prints what is left with so many processes; whether the pack is ready. Nobody else prints into the folder."""
    if pack.state != PrintPack.State.DONE:
        claims.release(pack=pack)
        PrintPack.objects.filter(pk=pack.pk).update(state=PrintPack.State.QUEUED, error="")
    if workers > 1:
        side_by_side(pack.pk, workers=workers, look=lambda: progress(*_through(pack)))
    while workers == 1 and (again := work(pack=pack, progress=progress)):
        time.sleep(max((again - timezone.now()).total_seconds(), 0))
    pack.refresh_from_db()
    return pack.state == PrintPack.State.DONE


def deliver(*, pack: PrintPack, folder: Path) -> list[Path]:
    """Copies sheets, ZIP and the one file; the pack itself then goes away. The two large files."""
    whole = {files.pdf_path(pack.pk): folder / "tat-ca.pdf", files.zip_path(pack.pk): folder / "tat-ca.zip"}
    done = pack.sheets.filter(state=PrintPackSheet.State.DONE).order_by("position")
    sheets = {files.sheet_path(pack.pk, name): folder / name for name in done.values_list("file", flat=True)}
    for source, target in {**whole, **sheets}.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        os.replace(part, target)
    (folder / NOTE).unlink(missing_ok=True)
    delete_pack(pack=pack)
    return list(whole.values())


def _through(pack: PrintPack) -> tuple[int, int]:
    total = pack.sheets.count()
    return total - pack.sheets.filter(state__in=claims.OPEN).count(), total


def _read(note: Path) -> dict[str, Any]:
    try:
        found = json.loads(note.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("pack"), int) else {}
