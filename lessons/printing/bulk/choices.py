"""Names typed on the command line to what they stand for; a wrong one lists the right ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from lessons.models import AppPage
from lessons.printing.catalogue import BY_SLUG, KINDS, SheetKind
from lms.members.models import Unit
from lms.members.units import unit_by_code
from lms.shared.pdf import VARIANTS, Variant
from lms.shared.vietnamese import normalise_line

from .places import communes_of, near, provinces


class WrongName(ValueError):
    """Nothing has this name; the text lists what there is."""


def app_named(name: str) -> AppPage:
    wanted = normalise_line(name)
    apps = AppPage.objects.live().public()
    found = apps.filter(Q(slug=wanted) | Q(key=wanted)).order_by("path").first()
    if found is None:
        raise WrongName(no_such(_("app"), name, apps.order_by("slug").values_list("slug", flat=True)))
    return found


def kind_named(name: str) -> SheetKind:
    found = KINDS.get(normalise_line(name)) or BY_SLUG.get(normalise_line(name))
    if found is None:
        raise WrongName(no_such(_("layout"), name, KINDS))
    return found


def variant_named(name: str, *kinds: SheetKind) -> Variant:
    """One that every one of `kinds` can be printed in."""
    able = [variant for variant in VARIANTS if all(variant in kind.layout.variants for kind in kinds)]
    if (found := next((variant for variant in able if variant == normalise_line(name)), None)) is None:
        raise WrongName(no_such(_("variant of this sheet"), name, able))
    return found


def commune_coded(code: str) -> Unit:
    return _unit(code, Unit.Level.COMMUNE, _("commune with this code"))


def communes_of_province(code: str) -> list[Unit]:
    try:
        what = _("province with this code")
        names = communes_of(_unit(code, Unit.Level.PROVINCE, what))
        if not names:  # an order without communes would be one for nobody
            raise WrongName(no_such(what, code))
    except WrongName as error:
        every = _("All provinces: %(list)s.") % {"list": ", ".join(f"{name.code} {name}" for name in provinces())}
        raise WrongName(f"{error} {every}") from error
    return [name.unit for name in names]


def _unit(code: str, level: str, what: str) -> Unit:
    unit = unit_by_code(normalise_line(code))
    if unit is None or unit.level != level:
        hint = _("Nearest: %(list)s.") % {"list": "; ".join(close)} if (close := near(code, level)) else ""
        raise WrongName(f"{no_such(what, code)} {hint}".strip())
    return unit


def no_such(what: str, name: str, known: Iterable[str] = ()) -> str:
    listed = list(known)
    words = _("There is no %(what)s “%(name)s”.") % {"what": what, "name": normalise_line(name)[:60]}
    if not listed:
        return words
    if meant := difflib.get_close_matches(name, listed, 1):
        words += " " + _("Did you mean “%(name)s”?") % {"name": meant[0]}
    return words + " " + _("There are: %(list)s.") % {"list": ", ".join(listed)}
