"""Teams (tổ công nghệ số cộng đồng) and who belongs to them, both over time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.shared.periods import Dated, NoOverlap
from lms.shared.vietnamese import normalise_line, sort_key


class Village(Dated):
    """A thôn, ấp, bản, khóm or tổ dân phố: no official code, so a dated row with kind and name."""

    class Kind(models.TextChoices):
        THON = "thon", "thôn"
        AP = "ap", "ấp"
        BAN = "ban", "bản"
        KHOM = "khom", "khóm"
        TO_DAN_PHO = "to-dan-pho", "tổ dân phố"
        BUON = "buon", "buôn"
        XOM = "xom", "xóm"
        KHU_PHO = "khu-pho", "khu phố"

    commune = models.ForeignKey(
        "members.Unit", on_delete=models.PROTECT, related_name="villages", verbose_name=_("commune")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=100)
    sort_key = models.CharField(max_length=300, editable=False)

    no_overlap = NoOverlap(("commune", "kind", "name"))

    class Meta(Dated.Meta):
        verbose_name = _("village")
        verbose_name_plural = _("villages")
        ordering = ["sort_key"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="members_village_kind",
                condition=Q(kind__in=["thon", "ap", "ban", "khom", "to-dan-pho", "buon", "xom", "khu-pho"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    def save(self, *args, **kwargs) -> None:
        self.name = normalise_line(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Team(models.Model):
    """A commune's team or a village's team."""

    class Level(models.TextChoices):
        COMMUNE = "commune", _("commune team")
        VILLAGE = "village", _("village team")

    level = models.CharField(_("level"), max_length=10, choices=Level)
    commune = models.ForeignKey(
        "members.Unit", on_delete=models.PROTECT, related_name="teams", verbose_name=_("commune")
    )
    village = models.ForeignKey(
        Village,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teams",
        verbose_name=_("village"),
    )
    # The old place name a team is known by; a person chose it among the candidates.
    former_commune = models.ForeignKey(
        "members.FormerCommune",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("former commune"),
    )
    founded_on = models.DateField(_("founded on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.CheckConstraint(
                name="members_team_level_has_village",
                condition=Q(level="commune", village=None) | Q(level="village", village__isnull=False),
            ),
            models.CheckConstraint(
                name="members_team_period",
                condition=Q(closed_on=None) | Q(closed_on__gt=models.F("founded_on")),
            ),
            models.UniqueConstraint(
                name="members_team_one_a_commune",
                fields=["commune"],
                condition=Q(level="commune", closed_on=None),
            ),
            models.UniqueConstraint(
                name="members_team_one_a_village",
                fields=["village"],
                condition=Q(level="village", closed_on=None),
            ),
        ]

    def __str__(self) -> str:
        place = f"{self.village}, {self.commune}" if self.village else str(self.commune)
        return f"Tổ công nghệ số cộng đồng {place}"


class Membership(Dated):
    """Who is in which team, in which role, from when to when."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        DEPUTY = "deputy", _("deputy leader")
        LEADER = "leader", _("leader")

    user = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="memberships", verbose_name=_("member")
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("team"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)

    no_overlap = NoOverlap(("user", "team"))

    class Meta(Dated.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="members_membership_open", fields=["user", "team"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="members_membership_role", condition=Q(role__in=["member", "deputy", "leader"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.team}"
