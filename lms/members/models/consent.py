"""What a member agreed to, when and how (Luật 91/2025/QH15: voluntary, clear, can be withdrawn)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """A version of the text that is shown before joining: what is kept, why, by whom, which rights."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["-version"]
        constraints = [models.CheckConstraint(name="members_consenttext_version", condition=Q(version__gte=1))]

    def __str__(self) -> str:
        return f"{self.version}"


class Consent(models.Model):
    class Channel(models.TextChoices):
        WEB = "web", _("on the web")
        PAPER = "paper", _("on paper")

    user = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="consents", verbose_name=_("member")
    )
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents", verbose_name=_("text"))
    # Of a consent on paper: who noted it.
    recorded_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )
    channel = models.CharField(_("channel"), max_length=5, choices=Channel)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                name="members_consent_open", fields=["user", "text"], condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="members_consent_period",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            ),
            models.CheckConstraint(name="members_consent_channel", condition=Q(channel__in=["web", "paper"])),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.text}"
