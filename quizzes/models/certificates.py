"""Certificates: a snapshot at award, the lessons it rests on, and what happened to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Certificate(models.Model):
    """A snapshot at award. Its state on a day is computed from its dates (`certification.states`), never stored.

    The dates follow from its events: `counts_from` is None while a leader has still to confirm it, from `due_on` on
    it is asked to be renewed, after `valid_until` come the days of grace, from `lapses_on` on it has lapsed.

    `evidence` is a list of {"quiz", "title", "mark", "max_mark", "percent"}, marks as strings; `editions` a list of
    {"lesson", "edition"}. When a new one takes its place, `superseded_at` is set first, so that the new row may
    stand, then `superseded_by` names it.
    """

    certification = models.ForeignKey(
        "quizzes.Certification",
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("certification"),
    )
    version = models.ForeignKey(
        "quizzes.CertificationVersion",
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("version of the rule"),
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
    counts_from = models.DateField(_("counts from"), null=True, blank=True)
    due_on = models.DateField(_("due for renewal from"))
    valid_until = models.DateField(_("valid until"))
    lapses_on = models.DateField(_("lapses on"))
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
        permissions = [
            ("award_certificate", _("Can award and renew certificates by hand")),
            ("revoke_certificate", _("Can revoke certificates")),
        ]
        indexes = [models.Index(fields=["unit", "certification", "valid_until"])]
        constraints = [
            models.UniqueConstraint(
                name="quizzes_certificate_one_standing",
                fields=["member", "certification"],
                condition=Q(superseded_at=None, revoked_at=None),
            ),
            models.CheckConstraint(name="quizzes_certificate_period", condition=Q(valid_until__gt=F("awarded_on"))),
            models.CheckConstraint(
                name="quizzes_certificate_dates_in_order",
                condition=(Q(counts_from=None) | Q(counts_from__gte=F("awarded_on")))
                & Q(due_on__gte=F("awarded_on"), due_on__lte=F("lapses_on"), lapses_on__gt=F("valid_until")),
            ),
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


class CertificateLesson(models.Model):
    """The edition of a lesson that a certificate rests on."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="lessons", verbose_name=_("certificate")
    )
    lesson_key = models.CharField(_("lesson"), max_length=60)
    edition = models.PositiveIntegerField(_("edition"))

    class Meta:
        verbose_name = _("lesson of a certificate")
        verbose_name_plural = _("lessons of a certificate")
        indexes = [models.Index(fields=["lesson_key", "edition"])]
        constraints = [
            models.UniqueConstraint(name="quizzes_certificatelesson_once", fields=["certificate", "lesson_key"])
        ]

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.edition}"


class CertificateEvent(models.Model):
    """What happened to a certificate: in force from when, recorded when, by whom and why, and in which unit."""

    class Kind(models.TextChoices):
        AWARDED = "awarded", _("awarded")
        CONFIRMED = "confirmed", _("confirmed")
        DUE = "due", _("due for renewal")
        NOT_DUE = "not_due", _("no longer due")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, related_name="events", verbose_name=_("certificate")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    effective_at = models.DateTimeField(_("in force from"))
    recorded_at = models.DateTimeField(_("recorded at"))
    actor = models.ForeignKey(
        "members.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    change = models.ForeignKey(
        "quizzes.LessonChange",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("change that made it due"),
    )
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
            models.UniqueConstraint(
                name="quizzes_certificateevent_confirmed_once",
                fields=["certificate"],
                condition=Q(kind="confirmed"),
            ),
            models.UniqueConstraint(
                name="quizzes_certificateevent_one_a_change",
                fields=["certificate", "kind", "change"],
                condition=Q(change__isnull=False),
            ),
            models.CheckConstraint(
                name="quizzes_certificateevent_kind",
                condition=Q(kind__in=["awarded", "confirmed", "due", "not_due", "superseded", "revoked"]),
            ),
            models.CheckConstraint(
                name="quizzes_certificateevent_revoked_says_why", condition=~Q(kind="revoked", reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_at:%d/%m/%Y}"
