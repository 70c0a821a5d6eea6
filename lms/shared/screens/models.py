"""The stored screen: drawn rows, or a real screenshot with marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydantic
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin
from wagtail.search import index

from lms.shared.fields import LeanStreamField
from lms.shared.messages import in_language
from lms.shared.plain_words import Path, problems
from lms.shared.vietnamese import slug

from .blocks import RowsBlock
from .spec import PictureSpec, ScreenSpec

KEY = RegexValidator(r"^[a-z0-9]+([-/][a-z0-9]+)*\Z", _("Use small letters without marks, digits, dashes and slashes."))
NAMELESS_ROWS = {"text", "notice"}  # read, not tapped: they need no name of their own


class Screen(PreviewableMixin, RevisionMixin, index.Indexed, models.Model):
    """A simplified phone screen. Steps and questions refer to it by foreign key, packs by `key`."""

    class Kind(models.TextChoices):
        DRAWN = "drawn", _("drawn")
        PICTURE = "picture", _("screenshot")

    key = models.CharField(_("key"), max_length=120, unique=True, validators=[KEY])
    title = models.CharField(_("title"), max_length=90, help_text=_("What it is, for finding it again."))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.DRAWN)
    bar_title = models.CharField(_("words in the app bar"), max_length=60, blank=True)
    bar_back = models.BooleanField(_("back arrow in the app bar"), default=False)
    rows = LeanStreamField(RowsBlock(required=False), blank=True, verbose_name=_("rows"))
    picture = models.ImageField(
        _("screenshot"), upload_to="screens/", width_field="width", height_field="height", blank=True
    )
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    alt = models.CharField(_("what the screenshot shows"), max_length=160, blank=True)
    marks = models.JSONField(_("marked places"), default=list, blank=True)

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("key"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("screen")
        verbose_name_plural = _("screens")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="shared_screen_drawn_or_picture",
                condition=(Q(kind="drawn", picture="") & ~Q(bar_title=""))
                | (Q(kind="picture") & ~Q(picture="") & ~Q(alt="")),
                violation_error_message=_("A screen needs an app bar with rows, or a screenshot with its description."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def spec(self) -> ScreenSpec | PictureSpec:
        """The screen as checked data; raises pydantic.ValidationError when it does not hold."""
        kind = PictureSpec if self.kind == self.Kind.PICTURE else ScreenSpec
        return kind.model_validate(self._data())

    def _data(self) -> dict[str, Any]:
        """The screen as the specification wants it, not yet checked."""
        if self.kind == self.Kind.PICTURE:
            size = {"width": self.width, "height": self.height}
            return {"src": self.picture.name, "alt": self.alt, "marks": self.marks, **size}
        rows = [{"kind": row["type"], **_plain(row["value"])} for row in self.rows.raw_data]
        return {"bar": {"title": self.bar_title, "back": self.bar_back}, "rows": rows}

    def name_rows(self) -> None:
        """Gives every row that can be tapped a name, so that steps can point at it."""
        rows = [dict(row) for row in self.rows.raw_data]
        taken = {row["value"].get("id") for row in rows}
        for row in rows:
            value = row["value"]
            if value.get("id") or row["type"] in NAMELESS_ROWS:
                continue
            base = slug(value.get("label") or value.get("alt") or row["type"])[:26].strip("-") or row["type"]
            name, n = base, 2
            while name in taken:
                name, n = f"{base}-{n}", n + 1
            value["id"] = name
            taken.add(name)
        self.rows = rows  # type: ignore[assignment]  # the field turns raw data into a value

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.PICTURE and not self.picture:
            raise ValidationError({"picture": _("Choose the screenshot, or make it a drawn screen.")})
        try:
            self.spec()
        except pydantic.ValidationError as error:
            faults: dict[str, list[str]] = {}
            for path, line in readable(error, self._data()):
                faults.setdefault(self._field_at(path), []).append(line)
            raise ValidationError(faults) from error

    def _field_at(self, path: Path) -> str:
        place = next(iter(path), "")
        drawn = "bar_title" if place == "bar" else "rows"
        return drawn if self.kind == self.Kind.DRAWN else "alt" if place == "alt" else "marks"

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "shared/screens/preview.html"


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """A row's stored value as the spec wants it: empty names are left out, list items are bare."""
    row = {name: field for name, field in value.items() if not (name == "id" and not field)}
    if "labels" in row:
        row["labels"] = [item["value"] if isinstance(item, dict) else item for item in row["labels"]]
    return row


def readable(error: pydantic.ValidationError, data: Any) -> Iterator[tuple[Path, str]]:
    """Where each fault is, and one plain line about it in the reader's language, with the number of its row."""
    for path, words in problems(error, ScreenSpec, data):
        said = in_language(words, gettext)
        row = next((part for part in path if isinstance(part, int)), None)
        yield (
            path,
            said[:1].upper() + said[1:]
            if row is None
            else gettext("Row %(n)d: %(fault)s") % {"n": row + 1, "fault": said},
        )
