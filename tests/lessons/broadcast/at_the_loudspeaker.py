"""Addresses below a station's secret, and a bulletin to read from."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import bulletins

FIVE = dt.time(17)


def at(name, secret, *more):
    return reverse(f"loudspeaker:{name}", args=[secret, *more])


def page_of(secret, text, name="text", *more):
    kind, key = ("bai", text.version.script_key) if text.version else ("thong-bao", text.notice_id)
    return at(name, secret, kind, key, *more)


def bulletin_with(text, *, starts_at=FIVE, announcer=None, **values):
    day, now = timezone.localdate(), timezone.now()
    made = bulletins.create(station=text.station, day=day, starts_at=starts_at, minutes=5, now=now, **values)
    bulletins.add_script(bulletin=made, approval=text, announcer=announcer, now=now)
    return made


def withdraw(version, reason="Số điện thoại đã đổi."):
    version.is_current, version.withdrawn_at, version.withdrawn_reason = False, timezone.now(), reason
    version.save()
