"""A step read out: a sound file beside its words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from lms.shared.sound_uploads import BadRecording, checked, words_for


def recording_chooser() -> DocumentChooserBlock:
    return DocumentChooserBlock(
        required=False,
        label=_("Recording"),
        help_text=_("Somebody reads the step out, in MP3 or OGG. It is played with a button and loaded only then."),
    )


class SecondsBlock(blocks.IntegerBlock):
    """How long the recording is: measured when the step is saved, typed by nobody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, required=False, **kwargs)
        self.field.widget = forms.HiddenInput()


def seconds_of(recording: Any) -> int:
    """How long a chosen document sounds. Raises ValidationError where it is no recording that can be played."""
    most = settings.LMS_STEP_RECORDING_MAX_BYTES
    try:
        with recording.open_file() as file:
            return checked(file, most)[1].seconds
    except BadRecording as error:
        raise ValidationError(words_for(error, most)) from error
    except OSError as error:
        raise ValidationError(gettext("The file of this recording is gone. Choose or upload it again.")) from error
