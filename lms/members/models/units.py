"""Administrative units over time.

A unit has a surrogate key. Its official code, name, kind and parent are dated rows, because codes are no key over
time: 3,310 of today's 3,321 commune codes were also codes of former communes, 1,848 of them under another name.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.shared.periods import Dated, NoOverlap
from lms.shared.vietnamese import fold, sort_key


class Unit(models.Model):
    class Level(models.TextChoices):
        PROVINCE = "province", _("province or city")
        COMMUNE = "commune", _("commune, ward or special zone")

    level = models.CharField(_("level"), max_length=10, choices=Level)

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        constraints = [
            models.CheckConstraint(name="members_unit_level", condition=Q(level__in=["province", "commune"])),
        ]

    def __str__(self) -> str:
        name = self.names.filter(valid_to=None).first()
        return str(name) if name else f"#{self.pk}"


class UnitName(Dated):
    """What a unit is called, under which code and parent, from when to when."""

    class Kind(models.TextChoices):
        # Province types are data too: cities under the government were six, now nine.
        PROVINCE = "tinh", "tỉnh"
        CITY = "thanh-pho", "thành phố"
        COMMUNE = "xa", "xã"
        WARD = "phuong", "phường"
        SPECIAL_ZONE = "dac-khu", "đặc khu"
        TOWNSHIP = "thi-tran", "thị trấn"

    unit = models.ForeignKey("members.Unit", on_delete=models.CASCADE, related_name="names", verbose_name=_("unit"))
    code = models.CharField(_("official code"), max_length=10)
    name = models.CharField(_("name"), max_length=100, help_text=_("Without its type word, for example: Thới Bình."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "members.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("belongs to"),
    )
    search_key = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=300, editable=False)

    no_overlap = NoOverlap(("unit",))

    class Meta(Dated.Meta):
        verbose_name = _("unit name")
        verbose_name_plural = _("unit names")
        ordering = ["sort_key"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="members_unitname_open_code", fields=["code"], condition=Q(valid_to=None)),
            models.UniqueConstraint(name="members_unitname_open_unit", fields=["unit"], condition=Q(valid_to=None)),
            models.CheckConstraint(
                name="members_unitname_kind",
                condition=Q(kind__in=["tinh", "thanh-pho", "xa", "phuong", "dac-khu", "thi-tran"]),
            ),
            models.CheckConstraint(
                name="members_unitname_parent",
                condition=Q(kind__in=["tinh", "thanh-pho"], parent=None)
                | (~Q(kind__in=["tinh", "thanh-pho"]) & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.name}"

    def set_keys(self) -> UnitName:
        """Recomputes the derived columns; bulk writers call it, `save` does by itself."""
        self.search_key, self.sort_key = fold(self.name), sort_key(self.name)
        return self

    def save(self, *args, **kwargs) -> None:
        self.set_keys()
        super().save(*args, **kwargs)


class UnitEvent(models.Model):
    """Why names or units changed: a merge, a split, a rename."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merge")
        SPLIT = "split", _("split")
        RENAME = "rename", _("rename or change of kind")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    effective_on = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=200, help_text=_("The document that decided it."))

    class Meta:
        verbose_name = _("unit event")
        verbose_name_plural = _("unit events")
        ordering = ["-effective_on"]
        constraints = [
            models.CheckConstraint(name="members_unitevent_kind", condition=Q(kind__in=["merge", "split", "rename"])),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_on:%d/%m/%Y}"


class UnitEventPart(models.Model):
    """A unit's part in an event: what went in, what came out."""

    class Side(models.TextChoices):
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    event = models.ForeignKey(UnitEvent, on_delete=models.CASCADE, related_name="parts", verbose_name=_("event"))
    unit = models.ForeignKey("members.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    side = models.CharField(_("side"), max_length=6, choices=Side)

    class Meta:
        verbose_name = _("part of a unit event")
        verbose_name_plural = _("parts of a unit event")
        constraints = [
            models.UniqueConstraint(name="members_uniteventpart_once", fields=["event", "unit", "side"]),
            models.CheckConstraint(name="members_uniteventpart_side", condition=Q(side__in=["before", "after"])),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_side_display()})"


class FormerCommune(models.Model):
    """A commune from before July 2025 and one of today's units that hold part of it.

    440 former communes were split, so these rows are candidates that a person confirms, never a function.
    """

    former_code = models.CharField(_("former code"), max_length=10)
    former_name = models.CharField(_("former name"), max_length=100)
    former_district = models.CharField(_("former district"), max_length=100)
    former_province = models.CharField(_("former province"), max_length=100)
    unit = models.ForeignKey(
        "members.Unit",
        on_delete=models.CASCADE,
        related_name="former_communes",
        verbose_name=_("today's unit"),
    )
    search_key = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        verbose_name = _("former commune")
        verbose_name_plural = _("former communes")
        constraints = [
            models.UniqueConstraint(name="members_formercommune_once", fields=["former_code", "unit"]),
        ]

    def __str__(self) -> str:
        return f"{self.former_name}, {self.former_district}, {self.former_province}"
