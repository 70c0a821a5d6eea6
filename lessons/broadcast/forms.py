"""What people of a station type, normalised at the edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lessons.models import Airing, Notice, Station, StationToken
from lessons.models.broadcast.stations import SLOT_FIELDS
from lessons.radio.cues import HEADINGS
from lessons.radio.parts import MUSIC, CueKind, Part
from lessons.radio.spoken import speak
from lms.members.fields import LineField
from lms.shared.vietnamese import normalise, normalise_line

from .scripts import glossary
from .texts import reading_of
from .words import problem_words

_PART_FIELD = re.compile("p[0-9]{1,3}")  # of an EditForm
_NO_BRACES = _("Take out the braces { and }: they stand for other words.")

_WORDS = _(
    "Write words with commas between, of each pair one at most: nghìn or ngàn, linh or lẻ, mốt or một, tư or bốn,"
    " lăm or nhăm."
)


class LinesField(forms.CharField):
    """One sentence or name a line: normalised, without blank lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return _one_a_line(super().to_python(value) or "")


def _one_a_line(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in normalise(text).split("\n"))))


class NewStationForm(forms.ModelForm):
    class Meta:
        model = Station
        fields = ["name", "commune_name"]
        field_classes = dict.fromkeys(fields, LineField)


class StationForm(forms.ModelForm):
    clusters = LinesField(
        label=_("Loudspeaker groups"),
        help_text=_("One a line."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Station
        fields = [
            *("name", "greeting", "commune_name", "meeting_place", "meeting_time", "contact"),
            *("words", "rate", "minutes", "clusters", "is_active"),
        ]
        field_classes = dict.fromkeys(["name", "words", *SLOT_FIELDS.values()], LineField)

    def clean_words(self) -> str:
        words = ", ".join(filter(None, (word.strip() for word in self.cleaned_data["words"].lower().split(","))))
        try:
            reading_of(Station(words=words))
        except ValueError as error:
            raise ValidationError(_WORDS) from error
        return words

    def clean_clusters(self) -> str:
        names = list(dict.fromkeys(self.cleaned_data["clusters"].splitlines()))
        longest = Airing._meta.get_field("cluster").max_length or 0
        if any(len(name) > longest for name in names):
            raise ValidationError(_("A name may have %(most)d characters."), params={"most": longest})
        return "\n".join(names)

    def clean(self) -> dict[str, Any]:
        """What stands in a slot is read in every script: what no voice can read would keep them all off the air."""
        cleaned = super().clean() or self.cleaned_data
        terms, reading = glossary(), reading_of(Station(words=cleaned.get("words", "")))
        for field in SLOT_FIELDS.values():
            words = cleaned.get(field, "")
            if set("{}") & set(words):
                self.add_error(field, _NO_BRACES)
            elif problems := speak(words, glossary=terms, reading=reading).problems:
                self.add_error(field, " ".join(problem_words(problems)))
        return cleaned


class AnnouncerForm(forms.Form):
    name = LineField(label=_("Called"), max_length=60, help_text=_("A role is enough, for example: Announcer 1."))


class TimingForm(forms.Form):
    """How long one reading took."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=30, initial=0)
    seconds = forms.IntegerField(label=_("Seconds"), min_value=0, max_value=59)

    def total(self) -> int:
        return self.cleaned_data["minutes"] * 60 + self.cleaned_data["seconds"]


class NoticeForm(forms.ModelForm):
    text = LinesField(
        label=_("Words to read"),
        max_length=6000,
        help_text=_("One sentence a line. Short sentences, no abbreviations, no brackets."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = Notice
        fields = ["title", "text", "last_day"]
        field_classes = {"title": LineField}
        widgets = {"last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class SecretForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            (StationToken.Kind.LINK, _("An address that the announcer opens in a browser")),
            (StationToken.Kind.API, _("A key for a machine that fetches the texts by itself")),
        ],
        widget=forms.RadioSelect,
    )
    note = LineField(
        label=_("Where it is used"),
        max_length=90,
        required=False,
        help_text=_("For example: the computer in the radio room. So that you know which one to revoke."),
    )


class EditForm(forms.Form):
    """The parts of a text, a field each; music and what must be said stand as they are.

    `start` are the parts that the fields show at first.
    """

    def __init__(self, *args: Any, start: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start = start
        for number, part in enumerate(start):
            if not is_locked(part):
                self.fields[f"p{number}"] = LinesField(
                    label=_heading(start, number),
                    initial=_one_a_line("\n".join(part.lines)),
                    required=False,
                    max_length=10_000,
                    widget=forms.Textarea(attrs={"rows": max(4, 2 * len(part.lines) + 1), "class": "form-control"}),
                )

    def rows(self) -> list[tuple[Part, Any]]:
        """Each part with its field, None for a part that is locked."""
        return [(part, None if is_locked(part) else self[f"p{number}"]) for number, part in enumerate(self.start)]

    def parts(self) -> tuple[Part, ...]:
        """As edited; a part that lost all its lines is gone."""
        edited = []
        for number, part in enumerate(self.start):
            if f"p{number}" in self.changed_data:
                part = replace(part, lines=tuple(self.cleaned_data[f"p{number}"].splitlines()))
            if part.lines or part.kind in MUSIC:
                edited.append(part)
        return tuple(edited)


def _heading(parts: Sequence[Part], number: int) -> str:
    """Numbered where several parts have the same."""
    same = [at for at, part in enumerate(parts) if part.kind is parts[number].kind]
    heading = HEADINGS[parts[number].kind]
    return f"{heading} {same.index(number) + 1}" if len(same) > 1 else heading


def is_locked(part: Part) -> bool:
    return part.kind in MUSIC or part.kind is CueKind.WARNING


def typed_lines(data: Any) -> str:
    """All that was typed into the fields of an EditForm, for when its text is no longer the one to edit."""
    fields = sorted(filter(_PART_FIELD.fullmatch, data), key=lambda name: int(name[1:]))
    return "\n\n".join(filter(None, (normalise(data[name]).strip()[:10_000] for name in fields)))


def clean_search(text: str) -> str:
    return normalise_line(text)[:100]
