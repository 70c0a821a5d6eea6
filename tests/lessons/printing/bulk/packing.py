"""A small course and packs of it, for the tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lessons.models import PrintPack
from lessons.printing.bulk.ordering import order_pack
from lessons.printing.catalogue import KINDS
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory
from tests.factories.members import CommuneFactory

LONG_AGO = dt.timedelta(hours=1)


def apps(number: int = 2) -> list[Any]:
    """Apps with a lesson, so with a leaflet each."""
    found = [AppPageFactory(title=f"Ứng dụng {n}", key=f"app-{n}", slug=f"app-{n}") for n in range(1, number + 1)]
    for app in found:
        LessonPageFactory(parent=app)
    return found


def with_poster(app: Any) -> Any:
    PosterPageFactory(parent=app)
    return app


def pack(**given: Any) -> PrintPack:
    """Two leaflets for each of two communes, unless said otherwise; no worker is told."""
    kinds = given.pop("kinds", ["leaflet"])
    if "apps" not in given:
        given["apps"] = apps()
    if "units" not in given:
        given["units"] = [CommuneFactory(name="Mẫu Một"), CommuneFactory(name="Mẫu Hai")]
    values = {"by": None, "title": "Gói mẫu", "variant": "plain", "enqueue": False, **given}
    return order_pack(kinds=[KINDS[name] for name in kinds], **values)


def quiet_for_long(found: PrintPack) -> None:
    """As a worker leaves it that died an hour ago."""
    then = timezone.now() - LONG_AGO
    PrintPack.objects.filter(pk=found.pk).update(seen_at=then)
    found.sheets.filter(state="claimed").update(claimed_at=then)


def states(found: PrintPack) -> list[str]:
    return list(found.sheets.order_by("position").values_list("state", flat=True))
