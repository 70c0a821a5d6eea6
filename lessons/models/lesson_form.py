"""The editor's form of a lesson."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from .editions import Importance


class LessonForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        """A draft may lie until its day is past; one that is handed in or published says a day to come."""
        data: dict[str, Any] = super().clean()
        day = data.get("change_from")
        important = data.get("change_importance") == Importance.IMPORTANT
        if day and important and day < timezone.localdate() and not self.is_deferred_validation:
            self.add_error("change_from", _("This day is past. Say today or a later day, or leave it empty."))
        return data
