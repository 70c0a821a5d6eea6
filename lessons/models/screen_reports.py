"""“The screen looks different”: counted by step and day, never by person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ScreenReport(models.Model):
    """How often on one day a step of one edition was said to show another screen than the phone. Open until a trainer
    has checked the step, or a new edition has changed it."""

    class Kind(models.TextChoices):
        UNSAID = "", _("not said")
        WORDS = "words", _("other words")
        PLACE = "place", _("the button is elsewhere")
        GONE = "gone", _("there is no such screen")

    lesson_key = models.CharField(_("lesson"), max_length=60)
    edition = models.PositiveIntegerField(_("edition"))
    step_key = models.CharField(_("step"), max_length=60)
    screen_key = models.CharField(_("screen"), max_length=120, blank=True)
    day = models.DateField(_("day"))
    kind = models.CharField(_("what differs"), max_length=5, choices=Kind, blank=True, default=Kind.UNSAID)
    count = models.PositiveIntegerField(_("times"), default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a screen")
        verbose_name_plural = _("reports of screens")
        constraints = [
            models.UniqueConstraint(
                name="lessons_screenreport_day",
                fields=["lesson_key", "step_key", "edition", "day", "kind"],
                condition=Q(closed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_key}/{self.step_key} {self.day}: {self.count}"


class ScreenCheck(models.Model):
    """A trainer looked at a reported step, and says what came of it."""

    lesson_key = models.CharField(_("lesson"), max_length=60)
    step_key = models.CharField(_("step"), max_length=60)
    reports = models.PositiveIntegerField(_("reports"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("check of a screen")
        verbose_name_plural = _("checks of screens")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lesson_key}/{self.step_key} {self.checked_at:%Y-%m-%d}"
