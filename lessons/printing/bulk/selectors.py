"""What the pages of packs show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from lessons.models import AppPage, PrintPack, PrintPackSheet
from lessons.printing.catalogue import KINDS, VARIANT_LABELS
from lms.members.models import User

from .ordering import is_stuck

State = PrintPackSheet.State


@dataclass(frozen=True)
class Failure:
    """The same fault of one kind of sheet of one app, in however many communes."""

    sheet: str
    message: str
    number: int


@dataclass(frozen=True)
class PackView:
    """A pack with its numbers in words."""

    pack: PrintPack
    total: int
    done: int
    failed: int
    communes: int
    apps: str
    kinds: str
    variant: Any
    stuck: bool

    @property
    def tried(self) -> int:
        return self.done + self.failed

    @property
    def running(self) -> bool:
        return self.pack.state in PrintPack.UNFINISHED and not self.stuck

    @property
    def state(self) -> Any:
        """In words; a worker that died could not say that it stopped."""
        return PrintPack.State.FAILED.label if self.stuck else PrintPack.State(self.pack.state).label

    @property
    def ready(self) -> bool:
        return self.pack.state == PrintPack.State.DONE

    @property
    def continuable(self) -> bool:
        return self.stuck or self.pack.state == PrintPack.State.FAILED or (self.ready and self.failed > 0)


def packs_for(user: User) -> QuerySet[PrintPack]:
    """One's own; those who may change packs see all."""
    every = PrintPack.objects.all()
    return every if user.has_perm("lessons.change_printpack") else every.filter(created_by=user)


def counted(packs: QuerySet[PrintPack]) -> QuerySet[PrintPack]:
    """The newest first; counting would forget the model's own order."""
    return packs.order_by("-created_at", "-pk").annotate(
        total=Count("sheets"),
        done=Count("sheets", filter=Q(sheets__state=State.DONE)),
        failed=Count("sheets", filter=Q(sheets__state=State.FAILED)),
        communes=Count("sheets__unit", distinct=True),
    )


def shown(packs: Sequence[Any]) -> list[PackView]:
    """`packs` as `counted` gives them."""
    keys = {key for pack in packs for key in pack.app_keys}
    titles = dict(AppPage.objects.filter(key__in=keys).values_list("key", "title"))
    now = timezone.now()
    return [
        PackView(
            pack=pack,
            total=pack.total,
            done=pack.done,
            failed=pack.failed,
            communes=pack.communes,
            apps=", ".join(titles.get(key, key) for key in pack.app_keys),
            kinds=", ".join(_label(name) for name in pack.kinds),
            variant=VARIANT_LABELS[pack.variant],
            stuck=is_stuck(pack, now),
        )
        for pack in packs
    ]


def failures(pack: PrintPack) -> list[Failure]:
    """What could not be printed: one entry for the same fault in many communes."""
    rows = (
        pack.sheets.filter(state=State.FAILED)
        .values("app_key", "kind", "message")
        .annotate(number=Count("pk"), first=Min("position"))
        .order_by("first")
    )
    found = list(rows)
    titles = dict(AppPage.objects.filter(key__in={row["app_key"] for row in found}).values_list("key", "title"))
    return [
        Failure(
            sheet=f"{_label(row['kind'])}: {titles.get(row['app_key'], row['app_key'])}",
            message=row["message"],
            number=row["number"],
        )
        for row in found
    ]


def _label(kind: str) -> str:
    return str(KINDS[kind].label) if kind in KINDS else kind
