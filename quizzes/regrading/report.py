"""What a regrade did: read from what it wrote, however long ago that was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from quizzes.models import AttemptItem, Certificate, Question, Regrade, RegradedItem

from . import doubts
from .doubts import InDoubt
from .reading import Reader


@dataclass(frozen=True, slots=True)
class Numbers:
    up: int
    down: int
    turned_yes: int
    turned_no: int

    @property
    def changed(self) -> int:
        return self.up + self.down


@dataclass(frozen=True, slots=True)
class Move:
    before: Decimal
    after: Decimal
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Answers graded by the key, and those still to be looked at; some of these may turn out not to fit."""

    graded: int
    waiting: int

    @property
    def total(self) -> int:
        return self.graded + self.waiting


def log_of(question: Question) -> QuerySet[Regrade]:
    """Every regrade of the question, the newest first, with the number of marks it changed."""
    regrades = Regrade.objects.filter(version__question=question).select_related("version", "actor")
    return regrades.annotate(changes=Count("items"))


def progress_of(regrade: Regrade) -> Progress:
    graded = AttemptItem.objects.filter(graded_by=regrade.version).count()
    return Progress(graded, Reader(regrade.version).items().count())


def numbers_of(regrade: Regrade) -> Numbers:
    """Counted as the dry run counts them."""
    counted: dict[str, Any] = regrade.items.aggregate(
        up=Count("pk", filter=Q(mark_after__gt=F("mark_before"))),
        down=Count("pk", filter=Q(mark_after__lte=F("mark_before"))),
        turned_yes=Count("pk", filter=Q(passed_before=False, passed_after=True)),
        turned_no=Count("pk", filter=Q(passed_before=True, passed_after=False)),
    )
    return Numbers(**counted)


def moves_of(regrade: Regrade) -> list[Move]:
    """The largest first."""
    rows = regrade.items.order_by().values_list("mark_before", "mark_after").annotate(number=Count("pk"))
    return [Move(*row) for row in rows.order_by("-number", "mark_before", "mark_after")]


def items_of(regrade: Regrade) -> QuerySet[RegradedItem]:
    """Those that no longer pass first, then those that pass only now."""
    items = regrade.items.select_related(
        "item__attempt__member", "item__attempt__quiz", "item__version", "item__answer"
    )
    lost, won = (
        When(passed_before=True, passed_after=False, then=0),
        When(passed_before=False, passed_after=True, then=1),
    )
    return items.order_by(Case(lost, won, default=2), "pk")


def awarded_by(regrade: Regrade) -> QuerySet[Certificate]:
    """Awarded while it ran to members whose marks rose."""
    until = regrade.done_at or timezone.now()
    raised = regrade.items.filter(mark_after__gt=F("mark_before")).values("item__attempt__member")
    awarded = Certificate.objects.filter(
        member__in=raised, events__kind="awarded", events__effective_at__range=(regrade.begun_at, until)
    )
    return awarded.select_related("member", "certification").order_by("pk")


def in_doubt_by(regrade: Regrade) -> Iterator[InDoubt]:
    """Standing certificates that rest on a mark that fell, as things are now: one that was withdrawn since, or whose
    mark rose again, is not among them."""
    fallen: defaultdict[int, set[int]] = defaultdict(set)
    lower = regrade.items.filter(mark_after__lt=F("mark_before"))
    for member, attempt in lower.values_list("item__attempt__member", "item__attempt"):
        fallen[member].add(attempt)
    return doubts.in_doubt(fallen)
