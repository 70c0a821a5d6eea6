"""PINs: six digits that we make, the password of a member without staff rights. Never chosen, never kept readable."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from itertools import pairwise

from axes.utils import reset as reset_address_tries
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import PinIssue, Team, User
from .remits import leads_member
from .teams import members_of
from .tries import forgive

LENGTH = 6
# First guesses on a keypad that the rules below let through.
_KNOWN = frozenset({"147258", "258369", "147369", "159753", "753159", "741852", "963852", "142536", "789456", "456789"})
MANAGE = "members.change_user"  # administrators, who may set any password anyway


class PinError(ValueError):
    """No PIN was made; the text says why and what to do."""


# --- the digits -------------------------------------------------------------------------------------
def new_pin() -> str:
    while is_weak(pin := f"{secrets.randbelow(10**LENGTH):0{LENGTH}}"):
        pass
    return pin


def is_weak(pin: str) -> bool:
    """What is guessed first: few different digits, runs such as 3456, patterns of the keypad."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    runs = any(run in "01234567890" or run in "09876543210" for run in (pin[n : n + 4] for n in range(len(pin) - 3)))
    return len(set(pin)) < 4 or len(steps) == 1 or runs or pin in _KNOWN


def spaced(pin: str) -> str:
    """As it is read aloud and printed: "482 915"."""
    return f"{pin[:3]} {pin[3:]}"


# --- selectors --------------------------------------------------------------------------------------
def is_staffed(user: User) -> bool:
    """Whoever has any right beyond those of a member; a group counts, as rights may be added to it."""
    return user.is_superuser or user.groups.exists() or user.user_permissions.exists()


def may_reset(by: User, member: User) -> bool:
    """Leaders and deputies of the member's team or of the commune's, and administrators. Nobody for themself."""
    if by.pk == member.pk or not member.is_active or is_staffed(member):
        return False
    return by.has_perm(MANAGE) or leads_member(by, member)


def resettable(team: Team, by: User) -> QuerySet[User]:
    """Those of the team today for whom a PIN may be made, sorted as a list of names is.

    The caller has asked whether `by` may mind this team at all.
    """
    today = members_of(team, timezone.localdate()).order_by().values("user")
    plain = User.objects.filter(pk__in=today, is_active=True, is_superuser=False, groups=None, user_permissions=None)
    return plain.exclude(pk=by.pk).order_by("sort_key", "pk")


def last_issue(members: Sequence[User]) -> int:
    """Marks how things stood when a form was drawn, so that a second press of its button is known as such."""
    rows = PinIssue.objects.filter(member__in=[member.pk for member in members])
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


# --- services ---------------------------------------------------------------------------------------
def issue_pins(*, pins: Mapping[User, str], by: User, way: str, seen: int) -> list[PinIssue]:
    """Makes `pins` the members' secrets, all or none; ends their sessions and forgets wrong tries.

    `seen` is what `last_issue` said when the form was drawn. Raises PinError when one was made since.
    """
    # Hashing takes long on purpose: it must not keep other writers waiting.
    members = list(pins)
    for member, pin in pins.items():
        member.set_pin(pin)
    now = timezone.now()
    with transaction.atomic():
        locked = User.objects.select_for_update().filter(pk__in=[member.pk for member in members])
        list(locked.order_by("pk").values_list("pk"))
        if last_issue(members) != seen:
            raise PinError(_("A new PIN was made a moment ago. Look at it before you make another one."))
        if any(not may_reset(by, member) for member in members):
            raise PinError(_("You cannot make a PIN for this person."))
        for member in members:
            member.save(update_fields=["password", "has_pin"])
            _let_in(member)
        rows = [PinIssue(member=member, issued_by=by, issued_at=now, way=way) for member in members]
        return PinIssue.objects.bulk_create(rows)


def _let_in(member: User) -> None:
    """Who stands beside the leader with a new PIN need not wait out the quarter of an hour."""
    for login in filter(None, (member.username, member.login_phone, member.contact_phone)):
        forgive(member, login)
        reset_address_tries(username=login)
