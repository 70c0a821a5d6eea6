"""The form field for places on a screenshot: numbers in rows, with a picture to drag on where scripts run."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise_line, slug

MAX_PLACES = 12
NUMBERS = ("x", "y", "w", "h")
KINDS = (("mark", _("place to tap")), ("mask", _("hide personal data")))


class PlacesWidget(forms.Widget):
    """Shows the places that are marked and always two empty rows more; each row is plain inputs."""

    template_name = "shared/screens/places_widget.html"

    class Media:
        js = ("shared/js/places.js",)
        css = {"all": ("shared/css/admin-places.css",)}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [{"kind": "mark", **place} for place in value or []][:MAX_PLACES]
        rows += [{} for _ in range(min(2, MAX_PLACES - len(rows)))]
        context["widget"].update(rows=list(enumerate(rows)), kinds=KINDS, numbers=NUMBERS, limit=MAX_PLACES)
        context["widget"]["picture"] = self.attrs.get("data-picture", "")
        return context

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> list[dict[str, str]]:
        rows = []
        for n in range(MAX_PLACES):
            row = {part: data.get(f"{name}-{n}-{part}", "").strip() for part in ("kind", "id", "label", *NUMBERS)}
            if any(row[part] for part in ("label", *NUMBERS)):
                rows.append(row)
        return rows

    def value_omitted_from_data(self, data: Any, files: MultiValueDict[str, Any], name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)


class PlacesField(forms.Field):
    """Cleans to a list of {"kind": mark or mask, "id", "label", "x", "y", "w", "h"}; numbers in per cent."""

    widget = PlacesWidget

    def clean(self, value: list[dict[str, str]]) -> list[dict[str, Any]]:
        places: list[dict[str, Any]] = []
        for number, row in enumerate(value or [], start=1):
            places.append(self._place(number, row, {str(place.get("id")) for place in places}))
        return places

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def _place(self, number: int, row: dict[str, str], taken: set[str]) -> dict[str, Any]:
        place: dict[str, Any] = {part: self._per_cent(number, row[part]) for part in NUMBERS}
        if place["w"] <= 0 or place["h"] <= 0:
            raise ValidationError(gettext("Place %(n)s: width and height must be more than 0.") % {"n": number})
        if place["x"] + place["w"] > 100.01 or place["y"] + place["h"] > 100.01:
            raise ValidationError(gettext("Place %(n)s reaches outside the picture.") % {"n": number})
        if row["kind"] == "mask":
            return {"kind": "mask", **place}
        label = normalise_line(row["label"])
        if not label:
            raise ValidationError(gettext("Place %(n)s needs words: what stands there on the screen.") % {"n": number})
        return {"kind": "mark", "id": self._free_id(row["id"] or label, taken), "label": label, **place}

    @staticmethod
    def _per_cent(number: int, text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = math.nan
        if not 0 <= value <= 100:
            raise ValidationError(gettext("Place %(n)s: write numbers from 0 to 100, in per cent.") % {"n": number})
        return round(value, 2)

    @staticmethod
    def _free_id(words: str, taken: set[str]) -> str:
        base = slug(words)[:26].strip("-") or "cho"
        name, n = base, 2
        while name in taken:
            name, n = f"{base}-{n}", n + 1
        return name
