"""That a member was made nameless: when, and because of what. Says nothing of who it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    class Why(models.TextChoices):
        ASKED = "asked", _("the member asked for it")
        INACTIVE = "inactive", _("nothing was done for years")

    user = models.OneToOneField(
        "members.User", on_delete=models.CASCADE, related_name="erasure", verbose_name=_("member")
    )
    erased_at = models.DateTimeField(_("erased at"))
    why = models.CharField(_("why"), max_length=8, choices=Why)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [models.CheckConstraint(name="members_erasure_why", condition=Q(why__in=["asked", "inactive"]))]

    def __str__(self) -> str:
        return f"{self.user}, {self.erased_at:%d/%m/%Y}"
