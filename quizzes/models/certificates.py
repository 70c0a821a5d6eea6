"""Certifications (the rule), certificates (a snapshot at award) and what happened to them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
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
    """What a certificate stands for, and the rule that earns it (see `certification.rules`)."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=160)
    course = models.CharField(_("course"), max_length=160)
    rule = models.JSONField(_("rule"))
    valid_months = models.PositiveSmallIntegerField(_("valid for months"), default=12)
    small_print = models.TextField(_("small print"))
    is_active = models.BooleanField(_("is awarded"), default=True)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")
        constraints = [
            models.CheckConstraint(
                name="quizzes_certification_validity", condition=Q(valid_months__gte=1, valid_months__lte=120)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Certificate(models.Model):
    """A snapshot at award. Current, due and lapsed are computed from events and a date, never stored.

    `evidence` is a list of {"quiz", "title", "mark", "max_mark", "percent"}, marks as strings; `editions` a list of
    {"lesson", "edition"}. When a new one takes its place, `superseded_at` is set first, so that the new row may
    stand, then `superseded_by` names it.
    """

    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("certification")
    )
    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="certificates", verbose_name=_("member")
    )
    code = models.CharField(_("check code"), max_length=20, unique=True, help_text=_("Random; without dashes."))
    holder_name = models.CharField(_("holder"), max_length=100)
    team_name = models.CharField(_("team"), max_length=250, blank=True)
    unit = models.ForeignKey(
        "members.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune at award"),
    )
    title = models.CharField(_("title"), max_length=160)
    course = models.CharField(_("course"), max_length=160)
    small_print = models.TextField(_("small print"))
    evidence = models.JSONField(_("evidence"))
    editions = models.JSONField(_("lesson editions"), default=list)
    awarded_on = models.DateField(_("completed on"))
    valid_until = models.DateField(_("valid until"))
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)
    superseded_by = models.OneToOneField(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-awarded_on", "-pk"]
        indexes = [models.Index(fields=["unit", "certification", "valid_until"])]
        constraints = [
            models.UniqueConstraint(
                name="quizzes_certificate_one_standing",
                fields=["member", "certification"],
                condition=Q(superseded_at=None, revoked_at=None),
            ),
            models.CheckConstraint(name="quizzes_certificate_period", condition=Q(valid_until__gt=F("awarded_on"))),
            models.CheckConstraint(
                name="quizzes_certificate_heir_has_date",
                condition=Q(superseded_by=None) | Q(superseded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="quizzes_certificate_not_its_own_heir",
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name}: {self.title}"


class CertificateEvent(models.Model):
    """What happened to a certificate: in force from when, recorded when, by whom and why, and in which unit."""

    class Kind(models.TextChoices):
        AWARDED = "awarded", _("awarded")
        CONFIRMED = "confirmed", _("confirmed")
        DUE = "due", _("due for renewal")
        RENEWED = "renewed", _("renewed")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="events", verbose_name=_("certificate")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    effective_at = models.DateTimeField(_("in force from"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    actor = models.ForeignKey(
        "members.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    unit = models.ForeignKey(
        "members.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )

    class Meta:
        verbose_name = _("certificate event")
        verbose_name_plural = _("certificate events")
        ordering = ["effective_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="quizzes_certificateevent_awarded_once",
                fields=["certificate"],
                condition=Q(kind="awarded"),
            ),
            models.UniqueConstraint(
                name="quizzes_certificateevent_revoked_once",
                fields=["certificate"],
                condition=Q(kind="revoked"),
            ),
            models.CheckConstraint(
                name="quizzes_certificateevent_kind",
                condition=Q(kind__in=["awarded", "confirmed", "due", "renewed", "superseded", "revoked"]),
            ),
            models.CheckConstraint(
                name="quizzes_certificateevent_revoked_says_why", condition=~Q(kind="revoked", reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_at:%d/%m/%Y}"
