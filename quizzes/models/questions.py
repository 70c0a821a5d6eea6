"""Questions, their versions, and the quizzes that ask them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.kinds import Asked


class Question(models.Model):
    """What stays the same when a question is reworded: its key, which comes from a pack and survives copying."""

    key = models.SlugField(_("key"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.key


class QuestionVersion(models.Model):
    """One wording of a question. Never changed once asked: an edit makes the next version, attempts keep theirs.

    `spec` is the content in the shape its kind has in `quizzes.kinds`, such as {"choices": [...]}.
    `teaches_lesson` and `teaches_step` are opaque keys of what to read again, `teaches_label` its words: quizzes
    never know a page.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("single choice")
        MULTIPLE = "multiple", _("multiple choice")
        TRUE_FALSE = "true_false", _("true or false")
        MATCHING = "matching", _("matching")
        ORDERING = "ordering", _("ordering")
        SHORT = "short", _("short answer")
        NUMBER = "number", _("number")
        TAP = "tap", _("tap the screen")

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="versions", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.CharField(_("question text"), max_length=300)
    spec = models.JSONField(_("content"))
    feedback = models.TextField(_("feedback"), blank=True)
    teaches_lesson = models.CharField(_("lesson it checks"), max_length=60, blank=True)
    teaches_step = models.CharField(_("step it checks"), max_length=60, blank=True)
    teaches_label = models.CharField(_("name of the step"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        ordering = ["question_id", "-number"]
        constraints = [
            models.UniqueConstraint(name="quizzes_questionversion_number", fields=["question", "number"]),
            models.CheckConstraint(name="quizzes_questionversion_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="quizzes_questionversion_kind",
                condition=Q(
                    kind__in=["single", "multiple", "true_false", "matching", "ordering", "short", "number", "tap"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def asked(self) -> Asked:
        """The question as its kind reads it; read once a version."""
        if not hasattr(self, "_asked"):
            self._asked = Asked.of(self.kind, self.spec)
        return self._asked


class Quiz(models.Model):
    class Counts(models.TextChoices):
        BEST = "best", _("the best attempt")
        LAST = "last", _("the last attempt")
        FIRST = "first", _("the first attempt")

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
        ]

    def __str__(self) -> str:
        return self.title


class QuizItem(models.Model):
    """A question's place in a quiz. The newest version is asked when an attempt starts."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items", verbose_name=_("quiz"))
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="quiz_items", verbose_name=_("question")
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
