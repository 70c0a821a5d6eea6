"""Editions: what QR codes, progress, certificates, scripts and offline copies cite."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 300


class Importance(models.TextChoices):
    MINOR = "minor", _("minor: nobody needs to learn again")
    IMPORTANT = "important", _("important: learn the changed steps again")


class LessonEdition(models.Model):
    """A published state of a lesson. Wagtail's revision ids neither travel in packs nor survive purging.

    `step_hashes` maps each step key to a digest of what it teaches; `step_titles` keeps the words for lists;
    `step_words` has what a reader saw of each step (`lessons.progress.differences`), and is empty where an edition
    was made before such words were kept.
    """

    lesson_key = models.CharField(_("lesson"), max_length=60)
    number = models.PositiveIntegerField(_("edition"))
    published_at = models.DateTimeField(_("published at"))
    importance = models.CharField(_("importance"), max_length=10, choices=Importance, default=Importance.MINOR)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    step_hashes = models.JSONField(_("steps"))
    step_titles = models.JSONField(_("titles of the steps"), default=dict)
    step_words = models.JSONField(_("words of the steps"), default=dict)

    class Meta:
        verbose_name = _("lesson edition")
        verbose_name_plural = _("lesson editions")
        ordering = ["lesson_key", "-number"]
        constraints = [
            models.UniqueConstraint(name="lessons_lessonedition_number", fields=["lesson_key", "number"]),
            models.CheckConstraint(name="lessons_lessonedition_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="lessons_lessonedition_important_says_why",
                condition=Q(importance="minor") | (Q(importance="important") & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.number}"
