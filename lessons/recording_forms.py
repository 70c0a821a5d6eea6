"""Recordings of steps: what a trainer may upload where a document is chosen."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from lms.shared.sound_uploads import ACCEPTED, BadRecording, checked, megabytes, words_for
from lms.shared.vietnamese import normalise_line


class StepRecordingForm(BaseDocumentForm):
    """Sound files alone, known by what they hold. Each is named by its content: an address never says anything else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("tags", None)
        if file := self.fields.get("file"):
            most = megabytes(settings.LMS_STEP_RECORDING_MAX_BYTES)
            file.help_text = _("MP3 or OGG, %(most)s MB at most. MP3 plays on every phone.") % {"most": most}
            file.widget.attrs["accept"] = ACCEPTED

    def clean_title(self) -> str:
        return normalise_line(self.cleaned_data["title"])

    def clean_file(self) -> File:
        file: File = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            content, sound = checked(file, settings.LMS_STEP_RECORDING_MAX_BYTES)
        except BadRecording as error:
            raise forms.ValidationError(words_for(error, settings.LMS_STEP_RECORDING_MAX_BYTES)) from error
        file.name = f"{hashlib.sha256(content).hexdigest()[:20]}.{sound.format}"
        return file
