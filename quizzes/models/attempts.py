"""A member's attempts: frozen when they start, graded once when they close."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

SETTLED = Q(channel="online") | Q(confirmed_at__isnull=False)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def settled(self) -> AttemptQuerySet:
        """Graded and, where taken on paper, confirmed."""
        return self.filter(SETTLED, state=Attempt.State.CLOSED)

    def counting(self) -> AttemptQuerySet:
        """Settled and not only for practice: what may earn a certificate."""
        return self.settled().filter(practice=False)


class Attempt(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Channel(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("on paper")

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
    immediate = models.BooleanField(_("each answer is final when given"), default=False)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    accepted_until = models.DateTimeField(_("answers accepted until"), null=True, blank=True)
    mark = models.DecimalField(_("mark"), max_digits=7, decimal_places=4, null=True, blank=True)
    max_mark = models.DecimalField(_("highest mark"), max_digits=7, decimal_places=4)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    channel = models.CharField(_("taken"), max_length=6, choices=Channel, default=Channel.ONLINE)
    # Of a practice sheet filled in without a signal: made by the phone, so that one sent twice is kept once.
    sent_key = models.UUIDField(_("key of the phone"), null=True, blank=True, editable=False)
    # The certificate that passing it renews: it asks only what changed since that was awarded.
    renews = models.ForeignKey(
        "quizzes.Certificate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewal_attempts",
        verbose_name=_("renews"),
    )
    # Of an attempt on paper: its form, who keyed it in, and the leader who confirmed it.
    paper_form = models.ForeignKey(
        "quizzes.PaperForm",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name=_("paper form"),
    )
    keyed_by = models.ForeignKey(
        "members.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("keyed in by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "members.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [models.Index(fields=["member", "quiz", "passed"])]
        constraints = [
            models.UniqueConstraint(name="quizzes_attempt_number", fields=["member", "quiz", "number"]),
            models.UniqueConstraint(name="quizzes_attempt_sent_once", fields=["member", "sent_key"]),
            models.CheckConstraint(
                name="quizzes_attempt_sent_is_practice",
                condition=Q(sent_key=None) | Q(practice=True, state="closed", channel="online", renews=None),
            ),
            models.UniqueConstraint(
                name="quizzes_attempt_one_open", fields=["member", "quiz"], condition=Q(state="open")
            ),
            models.UniqueConstraint(
                name="quizzes_attempt_one_waiting_sheet",
                fields=["member", "paper_form"],
                condition=Q(channel="paper", confirmed_at=None),
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
            models.CheckConstraint(
                name="quizzes_attempt_due",
                # An unknown passes a check: without the two nulls refused, one of the dates alone would be let in.
                condition=Q(due_at=None, accepted_until=None)
                | Q(
                    due_at__isnull=False,
                    accepted_until__isnull=False,
                    due_at__gte=F("started_at"),
                    accepted_until__gte=F("due_at"),
                ),
            ),
            models.CheckConstraint(
                name="quizzes_attempt_channel",
                condition=Q(channel="online", paper_form=None, keyed_by=None, confirmed_at=None, confirmed_by=None)
                | Q(channel="paper", state="closed", paper_form__isnull=False, due_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} #{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def awaits_confirmation(self) -> bool:
        return self.channel == self.Channel.PAPER and self.confirmed_at is None

    def is_over(self, now: dt.datetime) -> bool:
        """Whether its time has run out, grace included."""
        return self.accepted_until is not None and now > self.accepted_until


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
    # Another version whose corrected key graded it since; the wording asked stays `version`.
    graded_by = models.ForeignKey(
        "quizzes.QuestionVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("graded by the key of"),
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
    """The answer that stands for one item: of all that came in, the one given last. `response` is in the shape that
    the question's kind stores.

    `answered_at` is when it was given, told by the phone and bounded by the server's clock; `saved_at` when it came.
    """

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


class EarlierAnswer(models.Model):
    """An answer that does not stand: replaced by a later one, or given before the one that had come already."""

    item = models.ForeignKey(
        AttemptItem,
        on_delete=models.CASCADE,
        related_name="earlier_answers",
        verbose_name=_("question of the attempt"),
    )
    response = models.JSONField(_("response"))
    answered_at = models.DateTimeField(_("answered at"))
    saved_at = models.DateTimeField(_("saved at"))
    idempotency_key = models.UUIDField(_("idempotency key"), unique=True)

    class Meta:
        verbose_name = _("earlier answer")
        verbose_name_plural = _("earlier answers")
        ordering = ["answered_at", "pk"]

    def __str__(self) -> str:
        return f"{self.item}"
