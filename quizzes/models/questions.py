"""The question bank: questions, their versions, and how they are ordered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from quizzes.kinds import Asked


class Category(models.Model):
    """One shelf of the question bank. A quiz may draw from it at random."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=90, unique=True)

    class Meta:
        verbose_name = _("question category")
        verbose_name_plural = _("question categories")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """What stays the same when a question is reworded: its key, which comes from a pack and survives copying."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("category"),
    )
    tags = TaggableManager(verbose_name=_("tags"), blank=True)

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
