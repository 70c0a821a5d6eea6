"""What the worker of long tasks does with a pack."""

from __future__ import annotations

import datetime as dt

from django_tasks import task

from lessons.models import PrintPack

from .work import work

AFTERWARDS = dt.timedelta(seconds=5)


@task(backend="bulk")
def make_pack(pack_pk: int) -> None:
    """Prints what is left of the pack. Looks again later when others hold sheets of it: they may have died."""
    pack = PrintPack.objects.filter(pk=pack_pk).first()
    if pack and (again := work(pack=pack)):
        make_pack.using(run_after=again + AFTERWARDS).enqueue(pack_pk)
