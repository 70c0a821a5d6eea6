"""Quizzes: which questions they ask, fixed or drawn, and the rules they are taken under."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Quiz(models.Model):
    class Counts(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")
        FIRST = "first", _("the first attempt")

    class Feedback(models.TextChoices):
        DEFERRED = "deferred", _("after handing in")
        IMMEDIATE = "immediate", _("after each answer, which is then final")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=90)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark in per cent"), default=80)
    shuffle = models.BooleanField(_("shuffle questions and choices"), default=True)
    counts = models.CharField(_("what counts"), max_length=5, choices=Counts, default=Counts.BEST)
    attempt_limit = models.PositiveSmallIntegerField(
        _("attempts allowed"), null=True, blank=True, help_text=_("Empty means as many as one likes.")
    )
    wait_minutes = models.PositiveIntegerField(
        _("minutes to wait between two attempts"), default=0, help_text=_("Time to read the lesson again.")
    )
    practice = models.BooleanField(
        _("only for practice"), default=False, help_text=_("Results never count towards a certificate.")
    )

    feedback = models.CharField(_("what was right is told"), max_length=9, choices=Feedback, default=Feedback.DEFERRED)
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, help_text=_("Empty means no limit.")
    )
    grace_seconds = models.PositiveSmallIntegerField(
        _("seconds of grace after the time limit"), default=60, help_text=_("For answers on a slow connection.")
    )

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                name="quizzes_quiz_pass_percent", condition=Q(pass_percent__gte=1, pass_percent__lte=100)
            ),
            models.CheckConstraint(name="quizzes_quiz_counts", condition=Q(counts__in=["best", "last", "first"])),
            models.CheckConstraint(
                name="quizzes_quiz_attempt_limit",
                condition=Q(attempt_limit=None) | Q(attempt_limit__gte=1),
                violation_error_message=_("At least one attempt must be allowed."),
            ),
            models.CheckConstraint(name="quizzes_quiz_feedback", condition=Q(feedback__in=["deferred", "immediate"])),
            models.CheckConstraint(
                name="quizzes_quiz_time_limit",
                condition=Q(time_limit_minutes=None) | Q(time_limit_minutes__gte=1),
                violation_error_message=_("A time limit is at least one minute."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class QuizItem(models.Model):
    """A question's place in a quiz. The newest version is asked when an attempt starts."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items", verbose_name=_("quiz"))
    question = models.ForeignKey(
        "quizzes.Question", on_delete=models.PROTECT, related_name="quiz_items", verbose_name=_("question")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("question in a quiz")
        verbose_name_plural = _("questions in a quiz")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="quizzes_quizitem_once", fields=["quiz", "question"]),
            models.UniqueConstraint(name="quizzes_quizitem_position", fields=["quiz", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"


class QuizDraw(models.Model):
    """`count` questions of a category, drawn anew for each attempt."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="draws", verbose_name=_("quiz"))
    category = models.ForeignKey(
        "quizzes.Category", on_delete=models.PROTECT, related_name="draws", verbose_name=_("category")
    )
    count = models.PositiveSmallIntegerField(_("number of questions"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("random draw")
        verbose_name_plural = _("random draws")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="quizzes_quizdraw_once",
                fields=["quiz", "category"],
                violation_error_message=_("This category is drawn from already."),
            ),
            models.UniqueConstraint(name="quizzes_quizdraw_position", fields=["quiz", "position"]),
            models.CheckConstraint(
                name="quizzes_quizdraw_count",
                condition=Q(count__gte=1),
                violation_error_message=_("At least one question must be drawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.category}"
