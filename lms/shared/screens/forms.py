"""How trainers make screens: the full form, and the short one inside a lesson."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from lms.shared.vietnamese import normalise_line, slug

from . import pictures
from .images import Rectangle, Screenshot, ScreenshotError, clean
from .places import PlacesField

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def screenshot_message(code: str) -> str:
    """What to tell the person whose picture could not be taken."""
    if code == "too_large":
        size = settings.LMS_SCREENSHOT_MAX_BYTES // (1024 * 1024)
        return gettext("The file is larger than %(size)s MB. Send the screenshot itself, not a photo of the phone.") % {
            "size": size
        }
    if code == "too_many_pixels":
        return gettext("The picture has too many pixels. Take the screenshot on a phone and upload it unchanged.")
    return gettext("This is not a picture we can read. Use a screenshot as PNG, JPEG or WebP.")


class _KeyedForm(WagtailAdminModelForm):
    """Makes the key of a new screen from its title, and names the rows that steps may point at."""

    def clean_title(self) -> str:
        return normalise_line(self.cleaned_data["title"])

    def _post_clean(self) -> None:
        if not self.instance.key:
            self.instance.key = (
                f"{slug(self.cleaned_data.get('title', '')) or 'man-hinh'}-{get_random_string(5, ALPHABET)}"
            )
        super()._post_clean()

    def save(self, commit: bool = True) -> Any:
        self.instance.name_rows()
        return super().save(commit)


class ScreenForm(_KeyedForm):
    picture = forms.FileField(
        label=_("Screenshot"),
        required=False,
        help_text=_(
            "PNG, JPEG or WebP. Hide names, numbers and photos below before you save; the original is not kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    marks = PlacesField(
        label=_("Marked places"),
        required=False,
        help_text=_(
            "Drag on the picture, or write the numbers: per cent from the left and from the top, width, height."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._old_picture = self.instance.picture.name if self.instance.pk else ""
        if self._old_picture:
            self.fields["marks"].widget.attrs["data-picture"] = self.instance.picture.url

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        places = data.get("marks") or []
        data["marks"] = [
            {key: v for key, v in place.items() if key != "kind"} for place in places if place["kind"] == "mark"
        ]
        masks = [Rectangle(p["x"], p["y"], p["w"], p["h"]) for p in places if p["kind"] == "mask"]
        uploaded = data.get("picture")
        source = (
            uploaded
            if isinstance(uploaded, UploadedFile)
            else (self.instance.picture if masks and self._old_picture else None)
        )
        if source and "marks" not in self.errors:
            self._take(source, masks)
        return data

    def _take(self, source: Any, masks: list[Rectangle]) -> None:
        try:
            with source.open("rb") as file:
                shot: Screenshot = clean(
                    file,
                    masks=masks,
                    max_bytes=settings.LMS_SCREENSHOT_MAX_BYTES,
                    max_pixels=settings.LMS_SCREENSHOT_MAX_PIXELS,
                    max_width=settings.LMS_SCREENSHOT_WIDTH,
                )
        except ScreenshotError as error:
            self.cleaned_data.pop("picture", None)
            self.add_error("picture", ValidationError(screenshot_message(error.code)))
            return
        # A random name: who knows one screenshot's address cannot guess another's.
        self.cleaned_data["picture"] = ContentFile(shot.content, name=f"{get_random_string(20, ALPHABET)}.webp")

    def save(self, commit: bool = True) -> Any:
        screen = super().save(commit)
        old = self._old_picture
        if commit and old and old != screen.picture.name:
            transaction.on_commit(lambda: pictures.delete(old))
        return screen


class DrawnScreenForm(_KeyedForm):
    """Draws a screen without leaving the lesson; screenshots need the full form."""
