"""A member's attempts: frozen when they start, graded once when they close."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    quiz = models.ForeignKey("quizzes.Quiz", on_delete=models.PROTECT, related_name="attempts", verbose_name=_("quiz"))
    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="attempts", verbose_name=_("member")
    )
    number = models.PositiveIntegerField(_("attempt number"))
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN)
    started_at = models.DateTimeField(_("started at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # The rules it was taken under, frozen at the start.
    pass_percent = models.PositiveSmallIntegerField(_("pass mark in per cent"))
    practice = models.BooleanField(_("only for practice"), default=False)
    mark = models.DecimalField(_("mark"), max_digits=7, decimal_places=4, null=True, blank=True)
    max_mark = models.DecimalField(_("highest mark"), max_digits=7, decimal_places=4)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [models.Index(fields=["member", "quiz", "passed"])]
        constraints = [
            models.UniqueConstraint(name="quizzes_attempt_number", fields=["member", "quiz", "number"]),
            models.UniqueConstraint(
                name="quizzes_attempt_one_open", fields=["member", "quiz"], condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="quizzes_attempt_closed_is_graded",
                condition=Q(state="open", closed_at=None, mark=None, passed=None)
                | Q(state="closed", closed_at__isnull=False, mark__isnull=False, passed__isnull=False),
            ),
            models.CheckConstraint(
                name="quizzes_attempt_mark_range",
                condition=Q(mark=None) | Q(mark__gte=0, mark__lte=F("max_mark")),
            ),
            models.CheckConstraint(
                name="quizzes_attempt_times", condition=Q(closed_at=None) | Q(closed_at__gte=F("started_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} #{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class AttemptItem(models.Model):
    """One question of an attempt, with its version and the order of its choices frozen."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items", verbose_name=_("attempt"))
    position = models.PositiveSmallIntegerField(_("position"))
    version = models.ForeignKey(
        "quizzes.QuestionVersion",
        on_delete=models.PROTECT,
        related_name="attempt_items",
        verbose_name=_("question"),
    )
    choice_order = models.JSONField(_("order of the choices"), help_text=_("List of choice keys."))
    max_mark = models.DecimalField(_("highest mark"), max_digits=7, decimal_places=4, default=1)
    mark = models.DecimalField(_("mark"), max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of an attempt")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="quizzes_attemptitem_position", fields=["attempt", "position"]),
            models.UniqueConstraint(name="quizzes_attemptitem_version", fields=["attempt", "version"]),
            models.CheckConstraint(
                name="quizzes_attemptitem_mark_range",
                condition=Q(mark=None) | Q(mark__gte=0, mark__lte=F("max_mark")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"


class Answer(models.Model):
    """The answer that stands for one item. `response` is {"choices": [keys]}."""

    item = models.OneToOneField(
        AttemptItem, on_delete=models.CASCADE, related_name="answer", verbose_name=_("question of the attempt")
    )
    response = models.JSONField(_("response"))
    answered_at = models.DateTimeField(_("answered at"))
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)
    idempotency_key = models.UUIDField(_("idempotency key"), unique=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.item}"
