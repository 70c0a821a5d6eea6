"""Staff of a station, signed in."""

from __future__ import annotations

from lessons.models import Station
from lms.members.groups import APPROVER, RADIO, ensure_groups
from lms.members.models import Remit, User
from tests.factories.members import UserFactory


def staff(group: str, *stations: Station, **values: object) -> User:
    """Of a group, in charge of the communes of these stations; of none: everywhere."""
    user = UserFactory(**values)
    user.groups.add(ensure_groups()[group])
    for station in stations:
        Remit.objects.create(user=user, unit=station.unit)
    return user


def announcer_of(*stations: Station, **values: object) -> User:
    return staff(RADIO, *stations, **values)


def approver_of(*stations: Station, **values: object) -> User:
    return staff(APPROVER, *stations, **values)
