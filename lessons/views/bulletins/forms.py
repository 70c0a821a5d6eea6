"""Forms of the bulletin and of the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lessons.broadcast.airing import recordable
from lessons.broadcast.bulletins import lengths
from lessons.models import Announcer, Approval, Bulletin, Station
from lessons.radio.timing import duration_words
from lms.shared.vietnamese import normalise_line

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]  # as browsers send it, and as people type it where there is no such field
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh"]
MOST_REPEATS = 6
FARTHEST = dt.timedelta(days=366)


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **kwargs)


class ClockField(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=TIME_FORMATS, **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        time = super().to_python(value.lower() if isinstance(value, str) else value)
        return time.replace(second=0, microsecond=0) if time else None


class TimesField(forms.CharField):
    """Times with commas between."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dt.time]:
        text = normalise_line(super().clean(value))
        words = [word for word in text.replace(";", ",").split(",") if word.strip()]
        if len(words) > MOST_REPEATS:
            raise forms.ValidationError(_("At most %(most)d times."), params={"most": MOST_REPEATS})
        return [_time_of(word.strip()) for word in words]


def _time_of(word: str) -> dt.time:
    time = forms.TimeField(input_formats=TIME_FORMATS)
    try:
        found = time.clean(word.lower())
    except forms.ValidationError as error:
        words = _("“%(word)s” is not a time. Write hours and minutes, for example 05:30, 11:00.")
        raise forms.ValidationError(words, params={"word": word}) from error
    return found.replace(second=0, microsecond=0)


class BulletinForm(forms.Form):
    day = DayField(label=_("Day"))
    starts_at = ClockField(label=_("On air at"))
    minutes = forms.TypedChoiceField(label=_("Length of the slot"), coerce=int)
    repeats = TimesField(
        label=_("Repeated at"),
        required=False,
        max_length=80,
        help_text=_("The same day, with commas between, for example 05:30, 11:00. May be left empty."),
    )
    title = forms.CharField(
        label=_("Name"), required=False, max_length=120, help_text=_("Only if it has one. May be left empty.")
    )

    def __init__(self, *args: Any, station: Station, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted({*lengths(station), *filter(None, [self.initial.get("minutes")])})
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (number, ngettext("%(number)d minute", "%(number)d minutes", number) % {"number": number})
            for number in known
        ]

    @classmethod
    def initial_of(cls, bulletin: Bulletin) -> dict[str, Any]:
        return {name: getattr(bulletin, name) for name in cls.base_fields}

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if abs(day - timezone.localdate()) > FARTHEST:
            raise forms.ValidationError(_("That is more than a year away. Look at the year again."))
        return day

    def clean_title(self) -> str:
        return normalise_line(self.cleaned_data["title"])


class ApprovalChoice(forms.ModelChoiceField):
    def label_from_instance(self, approval: Any) -> str:
        return approval_label(approval)


def approval_label(approval: Approval) -> str:
    words = _("%(title)s, approved on %(day)s, code %(code)s")
    day = f"{timezone.localdate(approval.approved_at):%d/%m/%Y}"
    return words % {"title": approval.title, "day": day, "code": approval.code}


class AiringForm(forms.Form):
    """A broadcast written into the log by hand."""

    day = DayField(label=_("Day"))
    slot = ClockField(label=_("On air at"))
    approval = ApprovalChoice(Approval.objects.none(), label=_("What was read"), empty_label=_("Choose"))
    cut = forms.TypedChoiceField(label=_("Cut of the script"), coerce=lambda text: int(text or 0), required=False)
    announcer = forms.ModelChoiceField(
        Announcer.objects.none(), label=_("Announcer"), required=False, empty_label=_("Not named")
    )
    cluster = forms.ChoiceField(label=_("Loudspeaker group"), required=False)

    def __init__(self, *args: Any, station: Station, cuts: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["approval"].queryset = recordable(station, timezone.localdate())
        fields["announcer"].queryset = Announcer.objects.filter(station=station)
        fields["cut"].choices = cut_choices(cuts)
        names = station.cluster_names()
        fields["cluster"].choices = [("", _("All")), *((name, name) for name in names)]
        for name, empty in (("announcer", not fields["announcer"].queryset.exists()), ("cluster", not names)):
            if empty:
                del fields[name]


def cut_choices(cuts: list[int]) -> list[tuple[int, Any]]:
    return [(0, _("Whole text")), *((cut, duration_words(cut)) for cut in cuts)]
