"""The leader's form."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lms.members.imprint_forms import ASK, PUBLISHER, ImprintForm
from lms.shared.pdf.imprint import Imprint


class LeaderImprintForm(ImprintForm):
    """Says under each field what is printed if it is left empty."""

    def __init__(self, *args: Any, taken_over: Imprint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if words := getattr(taken_over, name):
                # The page prints help texts as they are, and these words were typed by a person.
                field.help_text = format_html("{}<br>{} {}", field.help_text, _("Left empty:"), words)

    def ask(self) -> list[BoundField]:
        return [self[name] for name in ASK]

    def publisher(self) -> list[BoundField]:
        return [self[name] for name in PUBLISHER]
