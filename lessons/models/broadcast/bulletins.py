"""What a station puts together for one slot of a day."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .stations import Announcer, Station


class Notice(models.Model):
    """A station's own few sentences: a meeting, a power cut. Approved like a script before it is read."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="notices", verbose_name=_("station"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("words to read"), max_length=6000, help_text=_("One sentence a line."))
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("Offered until that day."))
    created_at = models.DateTimeField(_("written at"))
    created_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(name="lessons_notice_words", condition=~Q(title="") & ~Q(text=""))]

    def __str__(self) -> str:
        return self.title


class Bulletin(models.Model):
    """One broadcast: a day, a time, so many minutes, and its items in order."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="bulletins", verbose_name=_("station"))
    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(60)], help_text=_("Length of the slot.")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    repeats = models.JSONField(_("repeated at"), default=list, blank=True)  # ["05:30", "11:00"], the same day
    created_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        ordering = ["-day", "-starts_at"]
        constraints = [
            models.UniqueConstraint(name="lessons_bulletin_once", fields=["station", "day", "starts_at"]),
            models.CheckConstraint(name="lessons_bulletin_minutes", condition=Q(minutes__gte=1, minutes__lte=60)),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.starts_at:%H:%M}"


class BulletinItem(models.Model):
    """A script by its key, so that a new approval of it is what is read; a notice; or so many seconds of music."""

    class Kind(models.TextChoices):
        SCRIPT = "script", _("script")
        NOTICE = "notice", _("notice")
        MUSIC = "music", _("music")

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="items", verbose_name=_("bulletin"))
    position = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    script_key = models.CharField(_("script"), max_length=60, blank=True)
    cut = models.PositiveSmallIntegerField(_("cut"), default=0, help_text=_("Seconds; 0 is the whole text."))
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("notice")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    seconds = models.PositiveSmallIntegerField(_("seconds"), default=0)
    announcer = models.ForeignKey(
        Announcer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("announcer")
    )

    class Meta:
        verbose_name = _("item of a bulletin")
        verbose_name_plural = _("items of a bulletin")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="lessons_bulletinitem_place", fields=["bulletin", "position"]),
            models.CheckConstraint(
                name="lessons_bulletinitem_kind",
                condition=(Q(kind="script", notice=None) & ~Q(script_key=""))
                | Q(kind="notice", notice__isnull=False, script_key="")
                | Q(kind="music", notice=None, script_key="", seconds__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title or self.script_key or self.notice}"
