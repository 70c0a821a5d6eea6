"""What signing in leaves behind: PINs made (never the PIN itself), wrong tries, codes for another browser."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PinIssue(models.Model):
    """A new PIN was made for a member: who made it, when, and how it was handed over."""

    class Way(models.TextChoices):
        SHOWN = "shown", _("shown to the leader once")
        CARD = "card", _("printed on a sign-in card")

    member = models.ForeignKey(
        "members.User", on_delete=models.CASCADE, related_name="pin_issues", verbose_name=_("member")
    )
    issued_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    issued_at = models.DateTimeField(_("made at"))
    way = models.CharField(_("how"), max_length=5, choices=Way)

    class Meta:
        verbose_name = _("new PIN")
        verbose_name_plural = _("new PINs")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="members_pinissue_way", condition=Q(way__in=["shown", "card"]))]

    def __str__(self) -> str:
        return f"{self.member}, {self.issued_at:%d/%m/%Y %H:%M}"


class SignInTries(models.Model):
    """Wrong tries since the last success, of a member or of a login that is nobody's (as a keyed digest)."""

    user = models.OneToOneField("members.User", on_delete=models.CASCADE, null=True, related_name="sign_in_tries")
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_signintries_of_one",
                condition=Q(user=None, digest__isnull=False) | Q(user__isnull=False, digest=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.digest}: {self.tries}"


class SignInCode(models.Model):
    """A code that carries a sign-in to another browser, once. The code itself is kept nowhere."""

    user = models.ForeignKey("members.User", on_delete=models.CASCADE, related_name="sign_in_codes")
    digest = models.CharField(max_length=64, unique=True)
    # What the member's sessions were bound to: a new password or "sign out everywhere" voids the code too.
    session_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user}, {self.expires_at:%d/%m/%Y %H:%M}"
