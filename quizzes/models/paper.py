"""Quizzes on paper: which questions, in which order, stand on the sheets that carry a code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperForm(models.Model):
    """One printed choice and order of questions. Kept for ever, so that sheets filled in later can be keyed in."""

    quiz = models.ForeignKey(
        "quizzes.Quiz", on_delete=models.PROTECT, related_name="paper_forms", verbose_name=_("quiz")
    )
    code = models.CharField(_("code on the sheet"), max_length=8)
    number = models.PositiveSmallIntegerField(_("number of the form"), default=1)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("paper form")
        verbose_name_plural = _("paper forms")
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(name="quizzes_paperform_code", fields=["quiz", "code"])]

    def __str__(self) -> str:
        return self.code


class PaperFormItem(models.Model):
    form = models.ForeignKey(PaperForm, on_delete=models.CASCADE, related_name="items", verbose_name=_("paper form"))
    position = models.PositiveSmallIntegerField(_("position"))
    version = models.ForeignKey(
        "quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+", verbose_name=_("question")
    )

    class Meta:
        verbose_name = _("question of a paper form")
        verbose_name_plural = _("questions of a paper form")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="quizzes_paperformitem_position", fields=["form", "position"]),
            models.UniqueConstraint(name="quizzes_paperformitem_version", fields=["form", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"
