"""Nhật ký đi từng nhà: visits counted by how they ended. Nothing here says anything of a citizen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DoorTally(models.Model):
    """How many visits of a member on one day, for one app, ended so; `team` is the member's on that day."""

    class Outcome(models.TextChoices):
        ALONE = "tu-lam", _("can do it alone")
        HELP = "can-giup", _("needs more help")
        NO_PHONE = "khong-may", _("has no smartphone")

    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="door_tallies", verbose_name=_("member")
    )
    team = models.ForeignKey(
        "members.Team", on_delete=models.PROTECT, null=True, related_name="door_tallies", verbose_name=_("team")
    )
    app_key = models.CharField(_("app"), max_length=60)
    day = models.DateField(_("day"))
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome)
    count = models.PositiveIntegerField(_("visits"), default=0)

    class Meta:
        verbose_name = _("tally of visits")
        verbose_name_plural = _("tallies of visits")
        constraints = [
            models.UniqueConstraint(
                name="lessons_doortally_once", fields=["member", "team", "app_key", "day", "outcome"]
            ),
            # A database takes two empty teams for two teams.
            models.UniqueConstraint(
                name="lessons_doortally_no_team",
                fields=["member", "app_key", "day", "outcome"],
                condition=Q(team=None),
            ),
            models.CheckConstraint(
                name="lessons_doortally_outcome", condition=Q(outcome__in=["tu-lam", "can-giup", "khong-may"])
            ),
        ]
        indexes = [models.Index(fields=["team", "day"], name="lessons_doortally_team_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.app_key} {self.outcome}: {self.count}"


class TallyPress(models.Model):
    """A press that was counted, by the number its phone gave it: sent again, it is not counted again."""

    member = models.ForeignKey("members.User", on_delete=models.CASCADE, related_name="+", verbose_name=_("member"))
    number = models.UUIDField(_("number"))
    received_on = models.DateField(_("received on"))

    class Meta:
        verbose_name = _("press of a tally")
        verbose_name_plural = _("presses of tallies")
        constraints = [models.UniqueConstraint(name="lessons_tallypress_once", fields=["member", "number"])]
        indexes = [models.Index(fields=["received_on"], name="lessons_tallypress_received")]

    def __str__(self) -> str:
        return str(self.number)
