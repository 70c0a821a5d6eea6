"""What was fetched by a station, and what went on air there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .bulletins import Bulletin, Notice
from .scripts import Approval, ScriptVersion
from .stations import Station


class Airing(models.Model):
    """One text read on one day in one slot. Never deleted: a slip is called off."""

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="airings", verbose_name=_("station"))
    day = models.DateField(_("day"))
    slot = models.TimeField(_("time"))
    approval = models.ForeignKey(
        Approval, on_delete=models.PROTECT, related_name="airings", verbose_name=_("approved text")
    )
    version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, null=True, related_name="airings", verbose_name=_("version")
    )
    notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, related_name="airings", verbose_name=_("notice")
    )
    bulletin = models.ForeignKey(
        Bulletin, on_delete=models.SET_NULL, null=True, blank=True, related_name="airings", verbose_name=_("bulletin")
    )
    cut = models.PositiveSmallIntegerField(_("cut"), default=0)
    seconds = models.PositiveIntegerField(_("seconds"))
    cluster = models.CharField(_("loudspeaker group"), max_length=120, blank=True)
    announcer = models.CharField(_("announcer"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    # Nobody is named when it was recorded by the station's address.
    recorded_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    called_off_at = models.DateTimeField(_("called off at"), null=True, blank=True)

    class Meta:
        verbose_name = _("broadcast text")
        verbose_name_plural = _("broadcast texts")
        ordering = ["-day", "-slot", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lessons_airing_one_text",
                condition=Q(version=None, notice__isnull=False) | Q(version__isnull=False, notice=None),
            ),
            # A double tap is one broadcast.
            models.UniqueConstraint(
                name="lessons_airing_version_once",
                fields=["station", "day", "slot", "version", "cut"],
                condition=Q(called_off_at=None, version__isnull=False),
            ),
            models.UniqueConstraint(
                name="lessons_airing_notice_once",
                fields=["station", "day", "slot", "notice"],
                condition=Q(called_off_at=None, notice__isnull=False),
            ),
        ]
        indexes = [models.Index(name="lessons_airing_day", fields=["day", "station"])]

    def __str__(self) -> str:
        return f"{self.version or self.notice}, {self.day:%d/%m/%Y} {self.slot:%H:%M}"


class Pull(models.Model):
    """That a station fetched a version, by which way, first and last: who must hear of it when it is withdrawn."""

    class Way(models.TextChoices):
        PAGE = "page", _("opened")
        FILE = "file", _("downloaded")
        API = "api", _("fetched by a machine")

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="pulls", verbose_name=_("station"))
    version = models.ForeignKey(
        ScriptVersion, on_delete=models.CASCADE, related_name="pulls", verbose_name=_("version")
    )
    way = models.CharField(_("way"), max_length=4, choices=Way)
    first_on = models.DateField(_("first on"))
    last_on = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("fetched version")
        verbose_name_plural = _("fetched versions")
        constraints = [models.UniqueConstraint(name="lessons_pull_once", fields=["station", "version", "way"])]

    def __str__(self) -> str:
        return f"{self.version}, {self.station}"
