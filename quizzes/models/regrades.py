"""Marks given anew after a key was corrected: who did it, why, and what each mark was before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Regrade(models.Model):
    """All earlier answers to one question, graded by the key of `version`. Open until every change is made, so that
    one cut short can go on."""

    version = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="regrades", verbose_name=_("corrected by")
    )
    reason = models.CharField(_("why"), max_length=300)
    actor = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    begun_at = models.DateTimeField(_("begun at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="quizzes_regrade_one_open", fields=["version"], condition=Q(done_at=None)),
            models.CheckConstraint(name="quizzes_regrade_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.begun_at:%d/%m/%Y}"


class RegradedItem(models.Model):
    """One mark that changed, with what it did to its attempt."""

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="items", verbose_name=_("regrade"))
    item = models.ForeignKey(
        "quizzes.AttemptItem",
        on_delete=models.CASCADE,
        related_name="regrades",
        verbose_name=_("question of the attempt"),
    )
    mark_before = models.DecimalField(_("mark before"), max_digits=7, decimal_places=4)
    mark_after = models.DecimalField(_("mark after"), max_digits=7, decimal_places=4)
    passed_before = models.BooleanField(_("passed before"))
    passed_after = models.BooleanField(_("passed after"))

    class Meta:
        verbose_name = _("mark given anew")
        verbose_name_plural = _("marks given anew")
        constraints = [models.UniqueConstraint(name="quizzes_regradeditem_once", fields=["regrade", "item"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.mark_before} → {self.mark_after}"
