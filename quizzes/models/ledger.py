"""How many certificates are in which state on which day, as sums: see `certification.ledger`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.certification.states import State

STATES = [state.value for state in State]


class Counted(models.Model):
    """What is counted: certificates of one certification, in one state, of one commune (None: no team at award)."""

    unit = models.ForeignKey(
        "members.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("commune")
    )
    certification = models.ForeignKey(
        "quizzes.Certification", on_delete=models.PROTECT, related_name="+", verbose_name=_("certification")
    )
    state = models.CharField(_("state"), max_length=10)

    class Meta:
        abstract = True


class LedgerEntry(Counted):
    """From `day` on there are `delta` more (or fewer). Only ever added, also for days to come; a mistake is set right
    by another entry. `folded_in` names the month whose folding took it into the balances."""

    day = models.DateField(_("day"))
    delta = models.SmallIntegerField(_("change"))
    folded_in = models.ForeignKey(
        "quizzes.LedgerMonth",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("in the balances since"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(fields=["day"], name="quizzes_ledgerentry_day"),
            models.Index(fields=["day"], name="quizzes_ledgerentry_unfolded", condition=Q(folded_in=None)),
        ]
        constraints = [
            models.CheckConstraint(name="quizzes_ledgerentry_delta", condition=~Q(delta=0)),
            models.CheckConstraint(name="quizzes_ledgerentry_state", condition=Q(state__in=STATES)),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.state} {self.delta:+d}"


class LedgerMonth(models.Model):
    """A month whose balances stand."""

    first_day = models.DateField(_("first day of the month"), unique=True)
    folded_at = models.DateTimeField(_("folded at"))

    class Meta:
        verbose_name = _("folded month")
        verbose_name_plural = _("folded months")
        ordering = ["first_day"]

    def __str__(self) -> str:
        return f"{self.first_day:%m/%Y}"


class LedgerBalance(Counted):
    """How many there were when the month began: every folded entry of a day before, summed."""

    month = models.ForeignKey(LedgerMonth, on_delete=models.CASCADE, related_name="balances", verbose_name=_("month"))
    count = models.IntegerField(_("number"))

    class Meta:
        verbose_name = _("ledger balance")
        verbose_name_plural = _("ledger balances")
        constraints = [
            models.UniqueConstraint(
                name="quizzes_ledgerbalance_once",
                fields=["month", "certification", "unit", "state"],
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="quizzes_ledgerbalance_once_without_unit",
                fields=["month", "certification", "state"],
                condition=Q(unit=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.state}: {self.count}"
