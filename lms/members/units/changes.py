"""What happens to units over time: renamed, merged, split. History stays; codes are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from lms.shared.vietnamese import normalise_line

from ..models import Unit, UnitEvent, UnitEventPart, UnitName


class UnitError(ValueError):
    """The change cannot be made; the text says why and what to do."""


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, kind: str, on: dt.date, source: str) -> UnitName:
    """From `on` the unit has another name or kind, under the same code; the old name stays as history."""
    name = normalise_line(name)
    old = unit.names.select_for_update().filter(valid_to=None).first()
    if old is None:
        raise UnitError(_("This unit no longer exists, so it cannot be renamed."))
    if on <= old.valid_from:
        raise UnitError(_("The new name must begin after %(day)s.") % {"day": f"{old.valid_from:%d/%m/%Y}"})
    if not name or (name, kind) == (old.name, old.kind):
        raise UnitError(_("Give another name or another kind."))
    old.valid_to = on
    old.save()
    new = UnitName.objects.create(unit=unit, code=old.code, name=name, kind=kind, parent=old.parent, valid_from=on)
    _write_event(UnitEvent.Kind.RENAME, [unit], [unit], on, source)
    return new


@transaction.atomic
def record_event(*, kind: str, before: Iterable[Unit], after: Iterable[Unit], on: dt.date, source: str) -> UnitEvent:
    """A merge or a split; units of `before` that are not in `after` cease to exist on `on`.

    The units of `after` must exist already. Renames go through `rename_unit`.
    """
    before, after = list(before), list(after)
    if kind == UnitEvent.Kind.MERGE and (len(before) < 2 or len(after) != 1):
        raise UnitError(_("A merge makes one unit out of at least two."))
    if kind == UnitEvent.Kind.SPLIT and (len(before) != 1 or len(after) < 2):
        raise UnitError(_("A split makes at least two units out of one."))
    if kind not in (UnitEvent.Kind.MERGE, UnitEvent.Kind.SPLIT):
        raise UnitError(_("Record a merge or a split here; rename a unit by its name."))
    ceased = UnitName.objects.select_for_update().filter(
        unit__in=[unit for unit in before if unit not in after], valid_to=None
    )
    for name in ceased:
        if on <= name.valid_from:
            raise UnitError(_("The change must come after %(day)s.") % {"day": f"{name.valid_from:%d/%m/%Y}"})
    ceased.update(valid_to=on)
    return _write_event(kind, before, after, on, source)


def _write_event(kind: str, before: list[Unit], after: list[Unit], on: dt.date, source: str) -> UnitEvent:
    source = normalise_line(source)
    if not source:
        raise UnitError(_("Name the document that decided it."))
    event = UnitEvent.objects.create(kind=kind, effective_on=on, source=source)
    sides = [(UnitEventPart.Side.BEFORE, before), (UnitEventPart.Side.AFTER, after)]
    UnitEventPart.objects.bulk_create(
        [UnitEventPart(event=event, unit=unit, side=side) for side, units in sides for unit in units]
    )
    return event
