"""The form that orders a print pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.models import AppPage
from lessons.printing.bulk.ordering import OrderError, check_order
from lessons.printing.catalogue import KINDS, VARIANT_LABELS, SheetKind
from lms.members.fields import LineField
from lms.members.models import Unit, UnitName
from lms.members.models.imprint import validate_printable

MOST_COPIES = 100_000
_NOTHING = {"required": _("Choose at least one app and one kind of sheet.")}


class PackForm(forms.Form):
    """For the communes of one province, or for none."""

    title = LineField(label=_("Name of the pack"), max_length=120, validators=[validate_printable])
    apps = forms.MultipleChoiceField(label=_("Apps"), widget=forms.CheckboxSelectMultiple, error_messages=_NOTHING)
    kinds = forms.MultipleChoiceField(label=_("Sheets"), widget=forms.CheckboxSelectMultiple, error_messages=_NOTHING)
    variant = forms.ChoiceField(label=_("Way of printing"), choices=lambda: list(VARIANT_LABELS.items()))
    copies = forms.IntegerField(
        label=_("Copies of each sheet"),
        min_value=1,
        max_value=MOST_COPIES,
        initial=1,
        help_text=_("Stands in the list of copies for whoever prints; each sheet is in the file once."),
    )
    every = forms.BooleanField(label=_("All communes of the province"), required=False, initial=True)
    communes = forms.MultipleChoiceField(label=_("Communes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        *args: Any,
        apps: Sequence[AppPage],
        kinds: Sequence[SheetKind],
        communes: Sequence[UnitName],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._apps = {app.key: app for app in apps}
        self._communes = {name.code: name for name in communes}
        fields: dict[str, Any] = self.fields
        fields["apps"].choices = [(app.key, app.title) for app in apps]
        fields["kinds"].choices = [(kind.name, f"{kind.label} ({kind.paper})") for kind in kinds]
        fields["communes"].choices = [(name.code, str(name)) for name in communes]
        if not communes:
            del fields["every"], fields["communes"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self._communes and not data.get("every") and not data.get("communes"):
            self.add_error("communes", _("Tick the communes to print for, or all of them."))
        if not self.errors:
            try:
                check_order(**self.order())
            except OrderError as error:
                raise forms.ValidationError(str(error)) from error
        return data

    def order(self) -> dict[str, Any]:
        """What `order_pack` takes, but for the title and who orders."""
        data = self.cleaned_data
        return {
            "apps": [app for key, app in self._apps.items() if key in data["apps"]],
            "kinds": [kind for name, kind in KINDS.items() if name in data["kinds"]],
            "variant": data["variant"],
            "units": self._units(),
            "copies": data["copies"],
        }

    def _units(self) -> list[Unit]:
        chosen = self._communes if self.cleaned_data.get("every") else self.cleaned_data.get("communes", ())
        return [name.unit for code, name in self._communes.items() if code in chosen]
