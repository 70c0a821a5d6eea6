"""Important changes of what is taught, as the apps above tell them under opaque keys."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LessonChange(models.Model):
    """From `effective_on` certificates that rest on an earlier edition of the lesson are due for renewal.

    `steps` is a list of {"key", "label"}. Open (`done_at` None) until every certificate has its event, so that one
    cut short can go on.
    """

    lesson_key = models.CharField(_("lesson"), max_length=60)
    edition = models.PositiveIntegerField(_("edition"))
    label = models.CharField(_("title of the lesson"), max_length=200)
    steps = models.JSONField(_("changed steps"))
    reason = models.CharField(_("why"), max_length=300)
    effective_on = models.DateField(_("due from"))
    recorded_at = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    # It was marked important by mistake.
    called_off_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    called_off_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )

    class Meta:
        verbose_name = _("important change")
        verbose_name_plural = _("important changes")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="quizzes_lessonchange_once", fields=["lesson_key", "edition"]),
            models.CheckConstraint(name="quizzes_lessonchange_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.edition})"
