"""Ordering packs, continuing and deleting them, and clearing away what is old."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lessons.models import AppPage, PrintPack, PrintPackSheet
from lessons.printing.catalogue import VARIANT_LABELS, SheetKind
from lms.members.models import Unit, User
from lms.shared.pdf import Variant
from lms.shared.vietnamese import normalise_line

from . import claims, files
from .places import folders
from .tasks import make_pack

BATCH = 500
DOUBLE_CLICK = dt.timedelta(minutes=1)
State = PrintPack.State


class OrderError(ValueError):
    """The pack cannot be ordered like this; the text says why and what to do."""


def order_pack(
    *,
    by: User | None,
    title: str,
    apps: Sequence[AppPage],
    kinds: Sequence[SheetKind],
    variant: Variant,
    units: Sequence[Unit] = (),
    copies: int = 1,
    enqueue: bool = True,
) -> PrintPack:
    """Writes down every sheet in printing order: commune by commune, app by app. Without `units`, one set for nobody.

    The same order twice within a minute is a double click, and gives the pack of the first. Raises OrderError.
    """
    check_order(apps=apps, kinds=kinds, variant=variant, units=units, copies=copies)
    clear_away()
    ordered = {
        "title": normalise_line(title)[:120] or _("Print pack"),
        "created_by": by,
        "app_keys": [app.key for app in apps],
        "kinds": [kind.name for kind in kinds],
        "variant": variant,
    }
    with transaction.atomic():
        if by and (first := _just_ordered(by, ordered, units, copies)):
            return first
        pack = PrintPack.objects.create(**ordered)
        PrintPackSheet.objects.bulk_create(_rows(pack, apps, kinds, units, copies), batch_size=BATCH)
        if enqueue:
            transaction.on_commit(functools.partial(set_to_work, pack.pk))
    return pack


def _just_ordered(by: User, ordered: dict[str, Any], units: Sequence[Unit], copies: int) -> PrintPack | None:
    """The pack that `by` ordered in these very words a moment ago; of two at once, the second waits for the first."""
    User.objects.select_for_update(no_key=True).filter(pk=by.pk).first()
    since = timezone.now() - DOUBLE_CLICK
    packs = PrintPack.objects.filter(created_by=by, created_at__gte=since, state__in=PrintPack.UNFINISHED)
    wanted: set[tuple[int | None, int]] = {(unit.pk, copies) for unit in units} or {(None, copies)}
    for pack in packs:
        same = all(getattr(pack, name) == value for name, value in ordered.items())
        if same and set(pack.sheets.values_list("unit", "copies").distinct()) == wanted:
            return pack
    return None


def check_order(
    *, apps: Sequence[AppPage], kinds: Sequence[SheetKind], variant: Variant, units: Sequence[Unit], copies: int
) -> None:
    if not (apps and kinds):
        raise OrderError(_("Choose at least one app and one kind of sheet."))
    if copies < 1:
        raise OrderError(_("At least one copy of each sheet."))
    if unable := [str(kind.label) for kind in kinds if variant not in kind.layout.variants]:
        message = _("%(sheets)s: not made “%(way)s”. Leave it out, or choose another way of printing.")
        raise OrderError(message % {"sheets": ", ".join(unable), "way": VARIANT_LABELS[variant]})
    total = count_files(apps=len(apps), kinds=kinds, variant=variant, units=len(units))
    if total > (limit := settings.LMS_PACK_MAX_SHEETS):
        message = _("%(total)d sheets are more than one pack may have (%(limit)d). Choose fewer communes or apps.")
        raise OrderError(message % {"total": total, "limit": limit})


def count_files(*, apps: int, kinds: Iterable[SheetKind], variant: Variant, units: int) -> int:
    return apps * sum(len(kind.layout.runs(variant)) for kind in kinds) * max(units, 1)


def continue_pack(*, pack: PrintPack) -> None:
    """Sets workers to work on what is left; sheets that could not be printed are tried again."""
    with transaction.atomic():
        failed = pack.sheets.filter(state=PrintPackSheet.State.FAILED)
        failed.update(state=PrintPackSheet.State.TODO, message="")
        open_ = PrintPack.objects.filter(pk=pack.pk).exclude(state=State.REMOVED)
        open_.update(state=State.QUEUED, seen_at=timezone.now(), finished_at=None, error="")
        transaction.on_commit(functools.partial(set_to_work, pack.pk))


def delete_pack(*, pack: PrintPack) -> None:
    """A worker that prints it finds it gone and stops."""
    number = pack.pk
    pack.delete()
    transaction.on_commit(functools.partial(files.remove_folder, number))


def set_to_work(pack_pk: int) -> None:
    for _worker in range(max(settings.LMS_PACK_WORKERS, 1)):
        make_pack.enqueue(pack_pk)


def requeue_left() -> int:
    """For a worker that starts: packs that another one left unfinished go on; how many. Old files go away."""
    clear_away()
    left = list(PrintPack.objects.filter(state__in=PrintPack.UNFINISHED).values_list("pk", flat=True))
    for number in left:
        set_to_work(number)
    return len(left)


def clear_away() -> None:
    """Removes the files of packs older than LMS_PACK_DAYS, and folders that no pack has."""
    limit = timezone.now() - dt.timedelta(days=settings.LMS_PACK_DAYS)
    old = Q(finished_at__lt=limit) | Q(finished_at=None, created_at__lt=limit)
    PrintPack.objects.filter(old).exclude(state=State.REMOVED).update(state=State.REMOVED)
    kept = files.kept_packs()
    alive = set(PrintPack.objects.filter(pk__in=kept).exclude(state=State.REMOVED).values_list("pk", flat=True))
    for number in set(kept) - alive:
        files.remove_folder(number)


def is_stuck(pack: PrintPack, now: dt.datetime) -> bool:
    """Unfinished, and no worker was heard of for longer than a claim stands."""
    return pack.state in PrintPack.UNFINISHED and (pack.seen_at or pack.created_at) < now - claims.lapse()


def _rows(
    pack: PrintPack, apps: Sequence[AppPage], kinds: Sequence[SheetKind], units: Sequence[Unit], copies: int
) -> list[PrintPackSheet]:
    """Commune by commune, app by app; where a sheet takes two files, its fronts and then its backs."""
    variant = cast(Variant, pack.variant)
    places: list[Unit | None] = [*units] or [None]
    names = folders(units)
    sheets = [(app, kind, run) for app in apps for kind in kinds for run in kind.layout.runs(variant)]
    wanted = [(place, *sheet) for place in places for sheet in sheets]
    return [
        PrintPackSheet(
            pack=pack,
            position=position,
            app_key=app.key,
            kind=kind.name,
            run=run,
            unit=place,
            copies=copies,
            file=f"{names[place.pk] + '/' if place else ''}{kind.file_name(app, variant, run)}.pdf",
        )
        for position, (place, app, kind, run) in enumerate(wanted, start=1)
    ]
