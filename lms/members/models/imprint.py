"""What a unit or a team has printed at the foot of its sheets, remembered until someone changes it."""

from __future__ import annotations

import dataclasses
from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.shared.pdf.fonts import undrawable
from lms.shared.pdf.imprint import Imprint

from .teams import Team
from .units import Unit

WORDS = tuple(field.name for field in dataclasses.fields(Imprint))


def validate_printable(text: str) -> None:
    """Every character can be drawn by the font of our sheets; those that cannot are named."""
    if missing := undrawable(text):
        message = _("The sheets have no letter for %(characters)s. Take it out, or write it in words.")
        raise ValidationError(message, params={"characters": " ".join(missing)}, code="unprintable")


class SheetImprint(models.Model):
    """The words of one unit or one team. A blank one is taken over from the wider place, or left blank."""

    unit = models.OneToOneField(
        "members.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    team = models.OneToOneField(
        "members.Team", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("team")
    )
    # Lengths that fit on one printed line.
    name = models.CharField(
        _("name on the sheet"),
        max_length=90,
        blank=True,
        validators=[validate_printable],
        help_text=_("Who hands the sheet out."),
    )
    hotline = models.CharField(
        _("phone to ask"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(
                r"^(?=(?:[^0-9]*[0-9]){3})[0-9 .+]+\Z",
                _("Write digits, spaces, dots and + only, for example: 0912 345 678. Leave names out."),
            )
        ],
        help_text=_("Everybody can read it. No private number unless its owner agreed."),
    )
    meeting_place = models.CharField(
        _("meeting place"),
        max_length=90,
        blank=True,
        validators=[validate_printable],
        help_text=_("Where the team helps people, for example: the village's culture house."),
    )
    meeting_time = models.CharField(
        _("meeting time"),
        max_length=60,
        blank=True,
        validators=[validate_printable],
        help_text=_("For example: Saturdays, 8:00 to 10:00."),
    )
    issuing_body = models.CharField(
        _("issuing body"), max_length=90, blank=True, validators=[validate_printable], help_text=_("Who publishes it.")
    )
    licence_number = models.CharField(
        _("publishing licence number"),
        max_length=40,
        blank=True,
        validators=[validate_printable],
        help_text=_("As it stands on the licence."),
    )
    printed_at = models.CharField(
        _("printed at"),
        max_length=60,
        blank=True,
        validators=[validate_printable],
        help_text=_("The printing house and its address."),
    )
    print_run = models.CharField(
        _("number of copies"),
        max_length=30,
        blank=True,
        validators=[validate_printable],
        help_text=_("For example: 500 copies."),
    )
    month_year = models.CharField(
        _("month and year"),
        max_length=20,
        blank=True,
        validators=[validate_printable],
        help_text=_("For example: 11/2026."),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        "members.User",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")
        constraints = [
            models.CheckConstraint(
                name="members_sheetimprint_one_place",
                condition=Q(unit__isnull=False, team=None) | Q(unit=None, team__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """The village and the unit's name of today; costs a list nothing where `names` were fetched before."""
        unit = self.team.commune if self.team else cast("Unit", self.unit)
        name = next((str(name) for name in unit.names.all() if name.valid_to is None), f"#{unit.pk}")
        return f"{self.team.village}, {name}" if self.team and self.team.village else name

    @property
    def place(self) -> Team | Unit:
        return cast("Team | Unit", self.team if self.team_id else self.unit)

    @property
    def words(self) -> Imprint:
        """Its own words only."""
        return Imprint(**{name: getattr(self, name) for name in WORDS})
