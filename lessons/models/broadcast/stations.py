"""The radio station of a commune, who reads there, and the secret addresses it is reached by without an account."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lessons.radio.numbers import Reading
from lessons.radio.timing import FASTEST_RATE, SLOWEST_RATE

# The field that fills each slot of a script (lessons.radio.slots).
SLOT_FIELDS = {
    "lời chào": "greeting",
    "nơi gặp": "meeting_place",
    "giờ gặp": "meeting_time",
    "liên hệ": "contact",
    "tên xã": "commune_name",
}
_RATES = [MinValueValidator(SLOWEST_RATE), MaxValueValidator(FASTEST_RATE)]


def default_rate() -> int:
    return settings.LMS_RADIO_RATE


def default_minutes() -> int:
    return settings.LMS_RADIO_SLOT_MINUTES[-1]


def validate_words(text: str) -> None:
    """As in LMS_RADIO_WORDS: what the place says for the numbers."""
    try:
        Reading.of_words(word.strip() for word in text.split(",") if word.strip())
    except ValueError as error:
        raise ValidationError(str(error), code="words") from error


class Station(models.Model):
    """One a commune, run by its People's Committee; older loudspeaker groups are its clusters."""

    unit = models.OneToOneField(
        "members.Unit", on_delete=models.PROTECT, related_name="station", verbose_name=_("commune")
    )
    name = models.CharField(_("name of the station"), max_length=90)
    greeting = models.CharField(
        _("greeting"),
        max_length=200,
        blank=True,
        help_text=_("Read where a script says {lời chào}. Left empty, that sentence falls out."),
    )
    commune_name = models.CharField(
        _("name of the commune, as it is said"), max_length=90, blank=True, help_text=_("Stands for {tên xã}.")
    )
    meeting_place = models.CharField(
        _("where the team helps"), max_length=120, blank=True, help_text=_("Stands for {nơi gặp}.")
    )
    meeting_time = models.CharField(
        _("when the team helps"), max_length=120, blank=True, help_text=_("Stands for {giờ gặp}.")
    )
    contact = models.CharField(
        _("whom to call"),
        max_length=120,
        blank=True,
        help_text=_("Stands for {liên hệ}. It is read to everybody: no private number unless its owner agreed."),
    )
    words = models.CharField(
        _("words for numbers"),
        max_length=60,
        blank=True,
        validators=[validate_words],
        help_text=_("What people here say, for example: ngàn, lẻ, bốn. Left empty, those of the province."),
    )
    rate = models.PositiveSmallIntegerField(_("syllables a minute"), default=default_rate, validators=_RATES)
    minutes = models.PositiveSmallIntegerField(
        _("minutes of a broadcast"), default=default_minutes, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    clusters = models.TextField(_("loudspeaker groups"), max_length=1000, blank=True, help_text=_("One a line."))
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("radio station")
        verbose_name_plural = _("radio stations")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="lessons_station_rate", condition=Q(rate__gte=150, rate__lte=220)),
            models.CheckConstraint(name="lessons_station_minutes", condition=Q(minutes__gte=1, minutes__lte=60)),
            models.CheckConstraint(name="lessons_station_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def slots(self) -> dict[str, str]:
        """The words for each slot of a script; blank ones are missing."""
        return {slot: getattr(self, field) for slot, field in SLOT_FIELDS.items()}

    def cluster_names(self) -> list[str]:
        return [line.strip() for line in self.clusters.splitlines() if line.strip()]


class Announcer(models.Model):
    """Who reads, and how fast: found by timing one reading."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="announcers", verbose_name=_("station"))
    name = models.CharField(_("called"), max_length=60, help_text=_("A role is enough, for example: Announcer 1."))
    rate = models.PositiveSmallIntegerField(_("syllables a minute"), default=default_rate, validators=_RATES)
    timed_on = models.DateField(_("timed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("announcer")
        verbose_name_plural = _("announcers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(name="lessons_announcer_once", fields=["station", "name"]),
            models.CheckConstraint(name="lessons_announcer_rate", condition=Q(rate__gte=150, rate__lte=220)),
        ]

    def __str__(self) -> str:
        return self.name


class StationToken(models.Model):
    """A secret that opens one station without an account: an address for people, or a key for a machine.

    Only its digest is kept, so that a copy of the database opens nothing.
    """

    class Kind(models.TextChoices):
        LINK = "link", _("address for the announcer")
        API = "api", _("key for a machine")

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("station"))
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("ends in"), max_length=4, editable=False)
    note = models.CharField(_("where it is used"), max_length=90, blank=True)
    created_at = models.DateTimeField(_("made at"))
    created_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    used_on = models.DateField(_("last used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("secret of a station")
        verbose_name_plural = _("secrets of stations")
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(name="lessons_stationtoken_kind", condition=Q(kind__in=["link", "api"]))]

    def __str__(self) -> str:
        return f"{self.station} …{self.hint}"
