"""Which places a member of staff is in charge of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Remit(models.Model):
    """`user` uses their permissions for people of `unit` only; a province holds its communes. Staff without a remit
    are in charge everywhere."""

    user = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="remits", verbose_name=_("member of staff")
    )
    unit = models.ForeignKey("members.Unit", on_delete=models.PROTECT, related_name="remits", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("place in charge of")
        verbose_name_plural = _("places in charge of")
        constraints = [models.UniqueConstraint(name="members_remit_once", fields=["user", "unit"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.unit}"
