"""A member's own data: shown in words, given as one file, corrected, and made nameless."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from . import consents
from .kept import Kept, kept_parts
from .models import Erasure, Remit, User
from .pins import is_staffed

NAMELESS = "Thành viên đã xóa tên"  # content: stands wherever the name stood
FORMAT = 1  # of the file; a key that changes its meaning makes it 2
_CHUNK = 500


class OwnDataError(ValueError):
    """It was not done; the text says why and what to do."""


# --- reading ----------------------------------------------------------------------------------------
def as_file(user: User, now: dt.datetime) -> bytes:
    """Everything that is kept, as UTF-8 that people can read; "about" says every key in words."""
    parts = {part.name: [_plain(row) for row in _all_rows(part, user)] for part in kept_parts()}
    about = {
        part.name: {"title": str(part.title), "keys": {key: str(words) for key, words in part.fields.items()}}
        for part in kept_parts()
    }
    content = {
        "format": FORMAT,
        "site": settings.LMS_SITE_NAME,
        "address": settings.LMS_PUBLIC_URL,
        "controller": settings.LMS_CONTROLLER,
        "made_at": _plain(now),
        "about": about,
        **parts,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _all_rows(part: Kept, user: User) -> Iterator[dict[str, Any]]:
    rows, start = part.rows(user), 0
    while found := part.describe(rows[start : start + _CHUNK]):
        yield from found
        start += _CHUNK


def _plain(value: Any) -> Any:
    """As JSON holds it: moments in our own time with their offset, numbers of marks as numbers."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


# --- correcting -------------------------------------------------------------------------------------
@transaction.atomic
def correct(*, user: User, full_name: str, contact_phone: str) -> list[str]:
    """Names what changed. That it changed is noted in the log of the account, without the old words."""
    member = User.objects.select_for_update().get(pk=user.pk)
    wanted = {"full_name": full_name, "contact_phone": contact_phone}
    changed = [name for name, value in wanted.items() if getattr(member, name) != value]
    if changed:
        for name in changed:
            setattr(member, name, wanted[name])
        member.save(update_fields=[*changed, "search_key", "sort_key"])
        log(instance=member, action="wagtail.edit", user=member, data={"by_oneself": changed}, content_changed=True)
    return changed


# --- taking the name away ---------------------------------------------------------------------------
def why_not(user: User) -> str:
    """Why the member cannot erase the account, "" where nothing is in the way."""
    if is_staffed(user):
        return _("An account of staff is closed by an administrator, because others rely on what it does.")
    return ""


@transaction.atomic
def anonymise(*, user: User, why: str, now: dt.datetime | None = None) -> Erasure:
    """Nobody can be found in what is left: the row stays, nameless, so that counts stay. Done once, it stays done.

    Raises OwnDataError for staff.
    """
    moment = now or timezone.now()
    member = User.objects.select_for_update().get(pk=user.pk)
    if done := Erasure.objects.filter(user=member).first():
        return done
    if reason := why_not(member):
        raise OwnDataError(reason)
    for part in kept_parts():
        part.anonymise(member, moment, why)
    consents.close_all(user=member, now=moment)
    _forget_traces(member)
    _forget_account(member)
    return Erasure.objects.create(user=member, erased_at=moment, why=why)


def _forget_traces(member: User) -> None:
    """What the editors' pages noted of the account, and of what it did there."""
    of_account = Q(content_type__app_label="members", content_type__model="user", object_id=str(member.pk))
    ModelLogEntry.objects.filter(of_account).update(label=NAMELESS, data={})
    ModelLogEntry.objects.filter(user=member.pk).update(user=None)
    PageLogEntry.objects.filter(user=member.pk).update(user=None)
    UserProfile.objects.filter(user=member).delete()
    Remit.objects.filter(user=member).delete()


def _forget_account(member: User) -> None:
    member.username = f"da-xoa-{get_random_string(16).lower()}"
    member.full_name = NAMELESS
    member.login_phone, member.contact_phone = None, ""
    member.is_active, member.last_login = False, None
    member.date_joined = member.date_joined.replace(hour=0, minute=0, second=0, microsecond=0)
    member.set_unusable_password()
    member.end_sessions()
    member.save()


# --- those who have not come for years --------------------------------------------------------------
def inactive_since(moment: dt.datetime) -> QuerySet[User]:
    """Members without rights of staff who did nothing since; those who are nameless already are not among them."""
    found = User.objects.filter(erasure=None, is_superuser=False, groups=None, user_permissions=None)
    found = found.filter(date_joined__lt=moment)
    for part in kept_parts():
        if part.active_since:
            found = found.exclude(Exists(part.active_since(moment).filter(**{part.owner: OuterRef("pk")})))
    return found


def years_before(moment: dt.datetime, years: int) -> dt.datetime:
    """29 February goes back to 28 February."""
    local = timezone.localtime(moment)
    try:
        return local.replace(year=local.year - years)
    except ValueError:
        return local.replace(year=local.year - years, day=28)
