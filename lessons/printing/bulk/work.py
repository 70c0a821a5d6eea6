"""One worker at one pack: claims a few sheets at a time, prints them, and puts the pack together if it is the last."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import cast

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from lessons.models import PrintPack, PrintPackSheet
from lms.shared.pdf import SheetError, Variant

from . import claims, files
from .assembly import assemble
from .studio import Studio, measured, write
from .words import refusal, stopped

logger = logging.getLogger(__name__)
AT_A_TIME = 16
Progress = Callable[[int, int], None]
State = PrintPack.State


def work(*, pack: PrintPack, progress: Progress | None = None) -> dt.datetime | None:
    """Prints what is left of `pack`. The moment to look again, when other workers still hold sheets of it.

    Whenever it was interrupted, running it again completes the pack; a finished pack stays as it is.
    """
    worker = uuid.uuid4().hex
    startable = Q(state__in=[State.QUEUED, State.RUNNING, State.FAILED])
    PrintPack.objects.filter(startable, pk=pack.pk).update(state=State.RUNNING, error="", seen_at=timezone.now())
    if not PrintPack.objects.filter(pk=pack.pk, state__in=[State.RUNNING, State.JOINING]).exists():
        return None
    try:
        with translation.override(settings.LANGUAGE_CODE):
            print_sheets(pack=pack, worker=worker, progress=progress)
            return _join(pack, worker)
    except BaseException as error:
        if isinstance(error, OSError) and not _exists(pack):  # its folder went away with it
            return None
        _give_up(pack, worker, error)
        raise


def print_sheets(*, pack: PrintPack, worker: str, progress: Progress | None = None) -> None:
    """Until there is no sheet left that nobody holds."""
    studio, total = Studio(cast(Variant, pack.variant)), pack.sheets.count()
    with files.scratch(pack.pk) as folder:
        while mine := claims.claim(pack=pack, worker=worker, most=AT_A_TIME, now=timezone.now()):
            for row in mine:
                _print(row, studio, folder)
                if progress:
                    progress(total - pack.sheets.filter(state__in=claims.OPEN).count(), total)


def _print(row: PrintPackSheet, studio: Studio, folder: Path) -> None:
    try:
        pdf = studio.draw(row)
    except (SheetError, ValueError) as error:
        claims.report_failed(sheet=row, message=refusal(error, row.kind))
        return
    except OSError:  # a full disk stops everything; it is no fault of this sheet
        raise
    except Exception as error:
        logger.exception("Sheet %s of pack %s was not printed.", row.file, row.pack_id)
        claims.report_failed(sheet=row, message=refusal(error, row.kind))
        return
    pages, paper = measured(pdf)
    made = write(pdf, folder, str(row.pk))
    place = files.sheet_path(row.pack_id, row.file)
    claims.report_printed(sheet=row, pages=pages, paper=paper, publish=lambda: files.put(made, place))


def _join(pack: PrintPack, worker: str) -> dt.datetime | None:
    """Puts the pack together, unless others still print or join."""
    now = timezone.now()
    if not _exists(pack):  # deleted meanwhile
        files.remove_folder(pack.pk)
        return None
    if pack.sheets.filter(state__in=claims.OPEN).exists():
        return now + claims.lapse()
    lapsed = Q(state=State.JOINING, seen_at__lt=now - claims.lapse())
    joinable = Q(state__in=[State.RUNNING, State.FAILED]) | lapsed
    taken = PrintPack.objects.filter(joinable, pk=pack.pk).update(state=State.JOINING, joiner=worker, seen_at=now)
    if taken:
        assemble(pack=pack, worker=worker)
        return now if pack.sheets.filter(state__in=claims.OPEN).exists() else None
    joining = PrintPack.objects.filter(pk=pack.pk, state=State.JOINING).exists()
    return now + claims.lapse() if joining else None


def _give_up(pack: PrintPack, worker: str, error: BaseException) -> None:
    """What this worker held is free again. The page says why the pack stopped; one that was told to end says nothing,
    as the next worker goes on by itself."""
    claims.release(pack=pack, worker=worker)
    ours = Q(state=State.RUNNING) | Q(state=State.JOINING, joiner=worker)
    if isinstance(error, Exception):
        with translation.override(settings.LANGUAGE_CODE):
            PrintPack.objects.filter(ours, pk=pack.pk).update(state=State.FAILED, error=stopped(error))
    else:
        PrintPack.objects.filter(ours, pk=pack.pk).update(state=State.RUNNING)


def _exists(pack: PrintPack) -> bool:
    return PrintPack.objects.filter(pk=pack.pk).exists()
