"""What stands at the foot of printed sheets, who may print for a place and who may change its words.

A place is a village's team, a commune's team, a commune or a province. A commune's team keeps no words of its own:
those of the commune are its words.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.shared.pdf.imprint import Imprint
from lms.shared.vietnamese import normalise_line

from .models import Membership, SheetImprint, Team, Unit, UnitName, User
from .models.imprint import WORDS
from .teams import LEADING, memberships_on, team_name, team_names
from .units import label, labels, unit_by_code

# Each place says its own: a blank one is never filled with a wider place's.
OWN_ONLY = ("name", "meeting_place", "meeting_time")
CHANGE_ALL = "members.change_sheetimprint"
_TOKEN = re.compile(r"(?:(to)-([0-9]{1,18})|(xa|tinh)-([0-9A-Za-z]{1,10}))")
_LEVELS = {"xa": Unit.Level.COMMUNE, "tinh": Unit.Level.PROVINCE}


class PlaceError(ValueError):
    """There is no such place to print for; the text says what to write instead."""


# --- services ---------------------------------------------------------------------------------------
@transaction.atomic
def save_imprint(*, place: Team | Unit, words: Imprint, by: User) -> SheetImprint:
    """Remembers all nine words of the place. Of two savers at once the later one's stand, never a mixture.

    Raises Django's ValidationError, by field, for words that no sheet could print.
    """
    lines: dict[str, Any] = {name: normalise_line(getattr(words, name)) for name in WORDS}
    SheetImprint(**lines).clean_fields(exclude=["unit", "team", "changed_by"])
    lines |= {"changed_at": timezone.now(), "changed_by": by}
    return SheetImprint.objects.update_or_create(defaults=lines, **_keeper(place))[0]


# --- selectors --------------------------------------------------------------------------------------
def imprint_for(place: Team | Unit, on: dt.date | None = None) -> Imprint:
    """The words to print for `place`, in at most four queries.

    Its own; blank ones from its commune, then its province, except where it meets and when. A blank name is the
    place's full name that day (today by default).
    """
    return _composed(place, on or timezone.localdate(), with_own=True)


def taken_over(place: Team | Unit, on: dt.date | None = None) -> Imprint:
    """What is printed for `place` where it leaves its own words blank."""
    return _composed(place, on or timezone.localdate(), with_own=False)


def own_row(place: Team | Unit) -> SheetImprint | None:
    return SheetImprint.objects.filter(**_keeper(place)).first()


def may_print_for(user: User | AnonymousUser, place: Team | Unit) -> bool:
    """Members today of that team, or of any team of that commune; leaders in the commune's team for its villages."""
    if user.has_perm(CHANGE_ALL):
        return True
    return any(_prints_for(row, place) for row in _memberships_today(user))


def may_change(user: User | AnonymousUser, place: Team | Unit) -> bool:
    """Leaders and deputies of that very team; those of the commune's team for the commune."""
    if user.has_perm(CHANGE_ALL):
        return True
    led = [row.team for row in _memberships_today(user) if row.role in LEADING]
    if isinstance(place, Team):
        return any(team.pk == place.pk for team in led)
    return any(team.commune_id == place.pk and team.level == Team.Level.COMMUNE for team in led)


def places_of(user: User | AnonymousUser) -> list[tuple[str, str]]:
    """(token, label) of the places that a member may print for through teams: own teams, then their communes, then
    the villages of a commune whose team one leads. Who may print for all places types the token."""
    day = timezone.localdate()
    rows = _memberships_today(user)
    own = [row.team for row in rows]
    communes = list(dict.fromkeys(team.commune_id for team in own))
    overseen = [row.team.commune_id for row in rows if _leads_commune(row)]
    known = {team.pk for team in own}
    villages = [team for team in _village_teams(overseen, day) if team.pk not in known]
    names, shown = team_names([*own, *villages], day), labels(communes, day)
    codes = dict(UnitName.objects.on(day).filter(unit__in=communes).values_list("unit", "code"))
    return [
        *((f"to-{team.pk}", names[team.pk]) for team in own),
        *((f"xa-{codes[pk]}", shown[pk]) for pk in communes if pk in codes),
        *((f"to-{team.pk}", names[team.pk]) for team in villages),
    ]


def place_from_token(token: str) -> Team | Unit:
    """The place that `token` names today: "to-7" a team, "xa-32065" a commune, "tinh-96" a province."""
    found = _TOKEN.fullmatch(normalise_line(token))
    if found is None:
        message = _("“%(token)s” names no place. Write to-NUMBER for a team, xa-CODE for a commune, tinh-CODE.")
        raise PlaceError(message % {"token": normalise_line(token)[:40]})
    if found[1]:
        team = Team.objects.select_related("village", "commune").filter(pk=int(found[2])).first()
        if team is None or not _is_open(team, timezone.localdate()):
            raise PlaceError(_("There is no team number %(number)s today.") % {"number": found[2]})
        return team
    unit = unit_by_code(found[4])
    if unit is None or unit.level != _LEVELS[found[3]]:
        kind = _("commune, ward or special zone") if found[3] == "xa" else _("province or city")
        raise PlaceError(_("No %(kind)s has the code %(code)s today.") % {"kind": kind, "code": found[4]})
    return unit


def token_of(place: Team | Unit) -> str:
    """What `place_from_token` reads."""
    if isinstance(place, Team):
        return f"to-{place.pk}"
    name = UnitName.objects.on(timezone.localdate()).filter(unit=place).first()
    if name is None:
        raise PlaceError(_("%(place)s has no official code today.") % {"place": label(place)})
    return f"{'xa' if place.level == Unit.Level.COMMUNE else 'tinh'}-{name.code}"


# --- inside -----------------------------------------------------------------------------------------
def _keeper(place: Team | Unit) -> dict[str, Any]:
    """Where the words of the place are kept."""
    if isinstance(place, Team) and place.level == Team.Level.VILLAGE:
        return {"team_id": place.pk}
    return {"unit_id": place.commune_id if isinstance(place, Team) else place.pk}


def _composed(place: Team | Unit, day: dt.date, *, with_own: bool) -> Imprint:
    """The place's own words first, then those of ever wider places."""
    keeper = _keeper(place)
    commune = place.commune_id if isinstance(place, Team) else place.pk
    province = UnitName.objects.on(day).filter(unit=commune).values("parent")
    rows = SheetImprint.objects.filter(Q(**keeper) | Q(unit=commune) | Q(unit__in=province))
    own, wider = Imprint(), [Imprint(), Imprint()]
    for row in rows:
        if (row.team_id, row.unit_id) == (keeper.get("team_id"), keeper.get("unit_id")):
            own = row.words if with_own else own
        else:
            wider[row.unit_id != commune] = row.words
    words = dataclasses.asdict(own)
    for name in set(WORDS) - set(OWN_ONLY):
        words[name] = words[name] or getattr(wider[0], name) or getattr(wider[1], name)
    words["name"] = words["name"] or _full_name(place, day)
    return Imprint(**words)


def _full_name(place: Team | Unit, day: dt.date) -> str:
    if isinstance(place, Unit):
        return label(place, day)
    if not (Team.commune.is_cached(place) and Team.village.is_cached(place)):
        place = Team.objects.select_related("village", "commune").get(pk=place.pk)
    return team_name(place, day)


def _memberships_today(user: User | AnonymousUser) -> list[Membership]:
    """Those of teams that exist today, with their teams, in one query."""
    if not isinstance(user, User):
        return []
    day = timezone.localdate()
    return [row for row in memberships_on(user, day) if _is_open(row.team, day)]


def _is_open(team: Team, day: dt.date) -> bool:
    return team.closed_on is None or team.closed_on > day


def _leads_commune(row: Membership) -> bool:
    return row.role in LEADING and row.team.level == Team.Level.COMMUNE


def _prints_for(row: Membership, place: Team | Unit) -> bool:
    if isinstance(place, Unit):
        return row.team.commune_id == place.pk
    return row.team_id == place.pk or (_leads_commune(row) and row.team.commune_id == place.commune_id)


def _village_teams(communes: list[int], day: dt.date) -> list[Team]:
    if not communes:
        return []
    teams = Team.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), level=Team.Level.VILLAGE)
    return list(teams.filter(commune__in=communes).select_related("village", "commune").order_by("village__sort_key"))
