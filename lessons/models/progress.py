from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LessonProgress(models.Model):
    """How far a member is in a lesson, by keys: the page may move, be copied or come from a pack."""

    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="lesson_progress", verbose_name=_("member")
    )
    lesson_key = models.CharField(_("lesson"), max_length=60)
    edition = models.PositiveIntegerField(_("edition"))
    step_key = models.CharField(_("last step read"), max_length=60, blank=True)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last read at"))
    completed_at = models.DateTimeField(_("learned at"), null=True, blank=True)
    practised_at = models.DateTimeField(_("practised at"), null=True, blank=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints = [
            models.UniqueConstraint(name="lessons_lessonprogress_once", fields=["member", "lesson_key"]),
            models.CheckConstraint(
                name="lessons_lessonprogress_times",
                condition=Q(seen_at__gte=F("started_at"))
                & (Q(completed_at=None) | Q(completed_at__gte=F("started_at"))),
            ),
            models.CheckConstraint(
                name="lessons_lessonprogress_practised",
                condition=Q(practised_at=None) | Q(practised_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.lesson_key}"
