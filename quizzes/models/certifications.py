"""Certifications: what can be earned, by which rule, on which terms; and milestones that rules may ask for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Milestone(models.Model):
    """Something a member reached outside quizzes, told by an app above: opaque key and label."""

    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="milestones", verbose_name=_("member")
    )
    key = models.CharField(_("key"), max_length=120)
    label = models.CharField(_("label"), max_length=200)
    reached_at = models.DateTimeField(_("reached at"))

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [models.UniqueConstraint(name="quizzes_milestone_once", fields=["member", "key"])]

    def __str__(self) -> str:
        return self.label


class Certification(models.Model):
    """What a certificate stands for, the rule that earns it (see `certification.rules`) and the terms it is given
    under. Changed only through `certification.versions`, which keeps what stood before."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=160)
    course = models.CharField(_("course"), max_length=160)
    rule = models.JSONField(_("rule"))
    valid_months = models.PositiveSmallIntegerField(_("valid for months"), default=12)
    renew_days = models.PositiveSmallIntegerField(
        _("days before the end"), default=30, help_text=_("From then on the holder is asked to renew it.")
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace after the end"), default=30, help_text=_("It can still be renewed with the short quiz.")
    )
    needs_confirmation = models.BooleanField(
        _("a team leader confirms who it was"),
        default=False,
        help_text=_("A certificate counts only after a leader has confirmed the member's identity."),
    )
    small_print = models.TextField(_("small print"))
    # The rules of the quiz that renews it; which questions it asks depends on what changed since the award.
    renewal_quiz = models.OneToOneField(
        "quizzes.Quiz",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renews",
        verbose_name=_("quiz for renewal"),
    )
    is_active = models.BooleanField(_("is awarded"), default=True)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        constraints = [
            models.CheckConstraint(
                name="quizzes_certification_validity", condition=Q(valid_months__gte=1, valid_months__lte=120)
            ),
            models.CheckConstraint(
                name="quizzes_certification_terms", condition=Q(renew_days__lte=365, grace_days__lte=365)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CertificationVersion(models.Model):
    """The rule and the terms as they stood from `made_at` until the next version."""

    certification = models.ForeignKey(
        Certification, on_delete=models.CASCADE, related_name="versions", verbose_name=_("certification")
    )
    number = models.PositiveIntegerField(_("version"))
    rule = models.JSONField(_("rule"))
    valid_months = models.PositiveSmallIntegerField(_("valid for months"))
    renew_days = models.PositiveSmallIntegerField(_("days before the end"))
    grace_days = models.PositiveSmallIntegerField(_("days of grace after the end"))
    needs_confirmation = models.BooleanField(_("a team leader confirms who it was"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("certification version")
        verbose_name_plural = _("certification versions")
        ordering = ["certification_id", "-number"]
        constraints = [
            models.UniqueConstraint(name="quizzes_certificationversion_number", fields=["certification", "number"]),
            models.CheckConstraint(name="quizzes_certificationversion_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.certification} {self.number}"
