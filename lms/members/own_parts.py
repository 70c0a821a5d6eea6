"""What this app keeps of a member: the account, teams, consents, PINs made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from axes.utils import reset
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kept import Kept, Row, register_kept
from .models import Consent, Membership, PinIssue, SignInTries, User
from .phones import display_phone
from .teams import team_names


def register() -> None:
    register_kept(ACCOUNT)
    register_kept(TEAMS)
    register_kept(CONSENTS)
    register_kept(PINS)


def _account(users: Iterable[User]) -> list[Row]:
    return [
        {
            "full_name": user.full_name,
            "username": user.username,
            "login_phone": display_phone(user.login_phone),
            "contact_phone": display_phone(user.contact_phone),
            "joined_at": user.date_joined,
            "last_sign_in_at": user.last_login,
            "signs_in_with_pin": user.has_pin,
            "groups": [group.name for group in user.groups.all()],
        }
        for user in users
    ]


ACCOUNT = Kept(
    name="account",
    order=10,
    title=gettext_lazy("Account"),
    fields={
        "full_name": gettext_lazy("Full name"),
        "username": gettext_lazy("User name"),
        "login_phone": gettext_lazy("Phone for signing in"),
        "contact_phone": gettext_lazy("Contact phone"),
        "joined_at": gettext_lazy("Account made at"),
        "last_sign_in_at": gettext_lazy("Signed in last at"),
        "signs_in_with_pin": gettext_lazy("Signs in with a PIN"),
        "groups": gettext_lazy("Groups of staff"),
    },
    rows=lambda user: User.objects.filter(pk=user.pk).order_by("pk"),
    describe=_account,
    active_since=lambda moment: User.objects.filter(last_login__gte=moment),
    owner="pk",
)


def _memberships(user: User) -> QuerySet[Any]:
    rows = Membership.objects.filter(user=user).select_related("team__village", "team__commune")
    return rows.order_by("-valid_from", "-pk")


def _teams(rows: Iterable[Membership]) -> list[Row]:
    rows = list(rows)
    by_day: dict[dt.date, list[Membership]] = {}
    for row in rows:  # a team is called as it was when the member joined: places change their names
        by_day.setdefault(row.valid_from, []).append(row)
    names = {
        (team, day): name
        for day, group in by_day.items()
        for team, name in team_names((row.team for row in group), day).items()
    }
    return [
        {
            "team": names.get((row.team_id, row.valid_from), ""),
            "role": row.get_role_display(),
            "from": row.valid_from,
            "until": row.valid_to,
        }
        for row in rows
    ]


def _leave_teams(user: User, now: dt.datetime, why: str) -> None:
    """Memberships end today; those that began today, or were to begin later, were none."""
    today = timezone.localdate(now)
    Membership.objects.filter(user=user, valid_from__gte=today).delete()
    for row in Membership.objects.on(today).filter(user=user):
        row.valid_to = today
        row.save()


TEAMS = Kept(
    name="teams",
    order=20,
    title=gettext_lazy("Teams"),
    fields={
        "team": gettext_lazy("Team"),
        "role": gettext_lazy("Role"),
        "from": gettext_lazy("Since"),
        "until": gettext_lazy("Until (the first day no longer)"),
    },
    rows=_memberships,
    describe=_teams,
    anonymise=_leave_teams,
    stays=gettext_lazy("How many members a team had, without your name. Your membership ends today."),
    active_since=lambda moment: Membership.objects.filter(valid_from__gte=moment.date()),
    owner="user",
)


def _consents(rows: Iterable[Consent]) -> list[Row]:
    return [
        {
            "version": row.text.version,
            "how": row.get_channel_display(),
            "given_at": row.given_at,
            "withdrawn_at": row.withdrawn_at,
            "noted_by": row.recorded_by.full_name if row.recorded_by else None,
        }
        for row in rows
    ]


CONSENTS = Kept(
    name="consents",
    order=30,
    title=gettext_lazy("Consent"),
    fields={
        "version": gettext_lazy("Version of the text"),
        "how": gettext_lazy("How"),
        "given_at": gettext_lazy("Given at"),
        "withdrawn_at": gettext_lazy("Withdrawn at"),
        "noted_by": gettext_lazy("Noted by"),
    },
    rows=lambda user: Consent.objects.filter(user=user).select_related("text", "recorded_by").order_by("-pk"),
    describe=_consents,
    stays=gettext_lazy("That somebody agreed and withdrew, and when, without your name."),
    active_since=lambda moment: Consent.objects.filter(given_at__gte=moment),
    owner="user",
)


def _pins(rows: Iterable[PinIssue]) -> list[Row]:
    return [
        {
            "made_at": row.issued_at,
            "how": row.get_way_display(),
            "made_by": row.issued_by.full_name if row.issued_by else _("by the system"),
        }
        for row in rows
    ]


def _forget_sign_in(user: User, now: dt.datetime, why: str) -> None:
    user.pin_issues.all().delete()
    user.sign_in_codes.all().delete()
    forget_tries(user)


def forget_tries(user: User) -> None:
    """Wrong tries, with the addresses they came from."""
    SignInTries.objects.filter(user=user).delete()
    for login in filter(None, (user.username, user.login_phone, user.contact_phone)):
        reset(username=login)


PINS = Kept(
    name="pins",
    order=40,
    title=gettext_lazy("New PINs"),
    fields={
        "made_at": gettext_lazy("Made at"),
        "how": gettext_lazy("How"),
        "made_by": gettext_lazy("Made by"),
    },
    rows=lambda user: PinIssue.objects.filter(member=user).select_related("issued_by").order_by("-pk"),
    describe=_pins,
    anonymise=_forget_sign_in,
)
