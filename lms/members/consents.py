"""Consent to what is kept: which text stands, who agreed to it, giving and withdrawing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from .models import Consent, ConsentText, User

TEXT_FILE = Path(__file__).parent / "consent_text" / "dong-y.md"
SESSION_KEY = "consent"  # of a session: [member, version agreed to]
_VERSION = "members.consent.version"
_SECONDS = 60  # for so long another process may still think that the text before stands


# --- the text ---------------------------------------------------------------------------------------
def text_of_file(path: Path = TEXT_FILE) -> str:
    """The text as this installation says it: who answers for the data, and how long it is kept."""
    values = {
        "controller": settings.LMS_CONTROLLER,
        "contact": settings.LMS_CONTROLLER_CONTACT,
        "years": str(settings.LMS_KEEP_INACTIVE_YEARS),
    }
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text.strip()


def ensure_text() -> ConsentText:
    """The text that stands; the first version where there is none."""
    return current_text() or publish_text(text=text_of_file())


@transaction.atomic
def publish_text(*, text: str, now: dt.datetime | None = None) -> ConsentText:
    """A new version; whoever agreed to an earlier one is asked again. The same text once more changes nothing."""
    newest = ConsentText.objects.select_for_update().order_by("-version").first()
    if newest and newest.text == text:
        return newest
    version = newest.version + 1 if newest else 1
    made = ConsentText.objects.create(version=version, text=text, published_at=now or timezone.now())
    transaction.on_commit(lambda: cache.delete(_VERSION))
    return made


def current_text() -> ConsentText | None:
    return ConsentText.objects.order_by("-version").first()


def current_version() -> int:
    """0 where nothing is asked. From the cache, so that no page pays a query for it."""
    if not settings.LMS_ASK_CONSENT:
        return 0
    version = cache.get(_VERSION)
    if version is None:
        text = current_text()
        version = text.version if text else 0
        cache.set(_VERSION, version, _SECONDS)
    return version


# --- who agreed -------------------------------------------------------------------------------------
def version_of(user: User) -> int:
    """The newest version that the member agreed to and has not withdrawn; 0 for none."""
    rows = Consent.objects.filter(user=user, withdrawn_at=None).order_by("-text__version")
    return rows.values_list("text__version", flat=True).first() or 0


def may_keep(user: User) -> bool:
    """Whether something of the member's learning may be kept: the member agreed, to this text or an earlier one."""
    return current_version() == 0 or version_of(user) > 0


def is_settled(request: HttpRequest) -> bool:
    """Whether the signed-in member has agreed to the text that stands. No query once the session knows."""
    version, user = current_version(), request.user
    if version == 0 or request.session.get(SESSION_KEY) == [user.pk, version]:
        return True
    if version_of(user) < version:  # type: ignore[arg-type]
        return False
    remember(request, version)
    return True


def remember(request: HttpRequest, version: int) -> None:
    request.session[SESSION_KEY] = [request.user.pk, version]


# --- services ---------------------------------------------------------------------------------------
@transaction.atomic
def give(
    *,
    user: User,
    text: ConsentText,
    channel: str = Consent.Channel.WEB,
    by: User | None = None,
    now: dt.datetime | None = None,
) -> Consent:
    """The member agrees; pressed twice it is one consent. `by` noted what was signed on paper."""
    User.objects.select_for_update(no_key=True).filter(pk=user.pk).first()
    consent, _new = Consent.objects.get_or_create(
        user=user,
        text=text,
        withdrawn_at=None,
        defaults={"channel": channel, "given_at": now or timezone.now(), "recorded_by": by},
    )
    return consent


@transaction.atomic
def withdraw(*, user: User, now: dt.datetime | None = None) -> int:
    """Nothing more is kept from now on, on no phone: every session ends. How many consents it ended."""
    moment = now or timezone.now()
    member = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    ended = close_all(user=member, now=moment)
    member.end_sessions()
    member.save(update_fields=["session_salt"])
    return ended


def close_all(*, user: User, now: dt.datetime) -> int:
    """A consent given by a clock that ran ahead ends the moment it was given."""
    ended = 0
    for consent in Consent.objects.filter(user=user, withdrawn_at=None):
        consent.withdrawn_at = max(now, consent.given_at)
        consent.save(update_fields=["withdrawn_at"])
        ended += 1
    return ended
