"""A station, its people and its bulletins, for the tests of their pages."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import bulletins
from lessons.broadcast.running import running
from lms.members.models import Remit
from tests.factories.members import UserFactory

FIVE = dt.time(17)


def bulletin_of(station, *, day=None, starts_at=FIVE, minutes=5, **values):
    day = day or timezone.localdate()
    return bulletins.create(
        station=station, day=day, starts_at=starts_at, minutes=minutes, now=timezone.now(), **values
    )


def with_items(station, *approvals, **values):
    made = bulletin_of(station, **values)
    for approval in approvals:
        add = bulletins.add_notice if approval.notice_id else bulletins.add_script
        add(bulletin=made, approval=approval, now=timezone.now())
    return made


def titles(made):
    return [row.title for row in running(made, made.station).rows]


def staff(station, *permissions):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    Remit.objects.create(user=user, unit=station.unit)
    return user


def at(name, made, *more):
    return reverse(f"bulletin:{name}", args=[made.station_id, made.pk, *more])
