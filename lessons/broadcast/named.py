"""Scripts and stations named on the command line; a wrong name lists the right ones."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from lessons.models import RadioScriptPage, Station
from lessons.printing.bulk.choices import WrongName, commune_coded, no_such
from lms.shared.vietnamese import normalise_line


def script_named(name: str) -> RadioScriptPage:
    """A published script by the name in its address, or by its key. Raises WrongName."""
    wanted = normalise_line(name)
    scripts = RadioScriptPage.objects.live().public()
    found = scripts.filter(Q(slug=wanted) | Q(key=wanted)).order_by("path").first()
    if found is None:
        raise WrongName(no_such(_("radio script"), name, scripts.order_by("slug").values_list("slug", flat=True)))
    return found


def station_coded(code: str) -> Station:
    """The station of the commune with this official code. Raises WrongName."""
    unit = commune_coded(code)
    station = Station.objects.select_related("unit").filter(unit=unit).first()
    if station is None:
        words = _("%(commune)s has no radio station here yet. Its staff make it at the radio desk.")
        raise WrongName(words % {"commune": unit})
    return station
