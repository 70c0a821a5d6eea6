"""Numbered states of a script, what a commune approved of them, and recordings beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .stations import Station

if TYPE_CHECKING:
    from .bulletins import Notice


class ScriptVersion(models.Model):  # type: ignore[django-manager-missing]
    """The written parts of a script as they were published (lessons.radio.parts as data). Never changed afterwards:
    only which one is current, and that one was withdrawn."""

    script_key = models.CharField(_("script"), max_length=60)
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10, default="vi")
    app_key = models.CharField(_("app or service"), max_length=60, blank=True)
    app_title = models.CharField(max_length=255, blank=True)
    parts = models.JSONField(_("parts"))
    text_hash = models.CharField(max_length=64)
    seconds = models.PositiveIntegerField(_("seconds"), help_text=_("At the usual rate, with every part."))
    lessons = models.JSONField(
        _("drawn from"), default=list, help_text=_("Keys and editions of the lessons it was drawn from.")
    )
    published_at = models.DateTimeField(_("published at"))
    is_current = models.BooleanField(_("current"), default=True)
    withdrawn_at = models.DateTimeField(_("taken off the air at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("version of a script")
        verbose_name_plural = _("versions of scripts")
        ordering = ["script_key", "-number"]
        permissions = [("withdraw_scriptversion", "Can withdraw a version of a script")]
        constraints = [
            models.UniqueConstraint(name="lessons_scriptversion_number", fields=["script_key", "number"]),
            models.UniqueConstraint(
                name="lessons_scriptversion_current", fields=["script_key"], condition=Q(is_current=True)
            ),
            models.CheckConstraint(name="lessons_scriptversion_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="lessons_scriptversion_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, is_current=False) & ~Q(withdrawn_reason="")),
            ),
        ]
        indexes = [models.Index(name="lessons_scriptversion_new", fields=["is_current", "published_at"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ApprovalQuerySet(models.QuerySet):
    def standing(self) -> ApprovalQuerySet:
        """Those whose text is what the trainers and the station want read today: no notice after its last day."""
        open_ = Q(notice__last_day=None) | Q(notice__last_day__gte=timezone.localdate())
        notices = Q(version=None, notice__closed_at=None) & open_
        return self.filter(ended_at=None).filter(Q(version__is_current=True) | notices)


class Approval(models.Model):
    """Who in the commune approved which text, when. `parts` is that text: slots filled, local words in."""

    class Ended(models.TextChoices):
        CHANGED = "changed", _("the station's own words changed")
        AGAIN = "again", _("approved anew")
        CALLED_OFF = "called_off", _("approval taken back")

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="approvals", verbose_name=_("station"))
    version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, null=True, related_name="approvals", verbose_name=_("version")
    )
    notice = models.ForeignKey(
        "lessons.Notice", on_delete=models.PROTECT, null=True, related_name="approvals", verbose_name=_("notice")
    )
    parts = models.JSONField(_("approved text"))
    text_hash = models.CharField(_("code of the text"), max_length=64)
    # Of the text before local edits: tells whether the station's slots still give the same.
    base_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField(_("approved at"))
    approved_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )
    approver_name = models.CharField(_("approved by"), max_length=150)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=10, blank=True, choices=Ended)
    ended_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("ended by")
    )

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval of a text for the air")
        verbose_name_plural = _("approvals of texts for the air")
        ordering = ["-approved_at", "-pk"]
        permissions = [("approve_script", "Can approve texts for the air")]
        constraints = [
            models.CheckConstraint(
                name="lessons_approval_one_text",
                condition=Q(version=None, notice__isnull=False) | Q(version__isnull=False, notice=None),
            ),
            models.UniqueConstraint(
                name="lessons_approval_version_once",
                fields=["station", "version"],
                condition=Q(ended_at=None, version__isnull=False),
            ),
            models.UniqueConstraint(
                name="lessons_approval_notice_once", fields=["notice"], condition=Q(ended_at=None, notice__isnull=False)
            ),
            models.CheckConstraint(
                name="lessons_approval_ended_says_why",
                condition=Q(ended_at=None, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version or self.notice}, {self.station}"

    @property
    def text(self) -> ScriptVersion | Notice:
        """What was approved; a constraint of the database promises that there is one."""
        return cast("ScriptVersion | Notice", self.version or self.notice)

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def code(self) -> str:
        """Short enough to be compared by eye on paper."""
        return self.text_hash[:8]


def private_storage() -> Storage:
    return storages["private"]


def recording_path(recording: Recording, _name: str) -> str:
    return f"radio/{recording.sha256[:2]}/{recording.sha256}.{recording.format}"


class Recording(models.Model):
    """A version as somebody read it: of one station, or of the province for all."""

    class Format(models.TextChoices):
        MP3 = "mp3", "MP3"
        OGG = "ogg", "OGG"

    version = models.ForeignKey(
        ScriptVersion, on_delete=models.CASCADE, related_name="recordings", verbose_name=_("version")
    )
    station = models.ForeignKey(
        Station, on_delete=models.CASCADE, null=True, blank=True, related_name="recordings", verbose_name=_("station")
    )
    file = models.FileField(_("file"), upload_to=recording_path, storage=private_storage)
    format = models.CharField(_("format"), max_length=3, choices=Format)
    seconds = models.PositiveIntegerField(_("seconds"))
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    # Of one cut (seconds), or of the whole text (0).
    cut = models.PositiveSmallIntegerField(_("cut"), default=0)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="lessons_recording_station_once",
                fields=["version", "station", "cut"],
                condition=Q(station__isnull=False),
            ),
            models.UniqueConstraint(
                name="lessons_recording_province_once", fields=["version", "cut"], condition=Q(station=None)
            ),
            models.CheckConstraint(name="lessons_recording_format", condition=Q(format__in=["mp3", "ogg"])),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.format}"
