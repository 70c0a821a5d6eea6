"""How each constraint of the radio desk and of the tally is broken: names and what breaks them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from lessons.models import (
    Airing,
    Bulletin,
    BulletinItem,
    DoorTally,
    GlossaryTerm,
    Pull,
    Recording,
    StationToken,
    TallyPress,
)
from tests.factories.members import TeamFactory, UserFactory
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

NOW = timezone.now()
DAY, FIVE = NOW.date(), dt.time(17)


def twice(make: Callable[..., Any], **values: Any) -> None:
    make(**values)
    make(**values)


def bulletin(**values: Any) -> Bulletin:
    station = values.pop("station", None) or StationFactory()
    return Bulletin.objects.create(
        **{"station": station, "day": DAY, "starts_at": FIVE, "minutes": 5, "changed_at": NOW} | values
    )


def item(**values: Any) -> BulletinItem:
    made = values.pop("bulletin", None) or bulletin()
    return BulletinItem.objects.create(
        **{"bulletin": made, "position": 1, "kind": "music", "seconds": 8, "title": "Nhạc"} | values
    )


def recording(**values: Any) -> Recording:
    version = values.pop("version", None) or ScriptVersionFactory()
    defaults = {"file": "a.mp3", "format": "mp3", "seconds": 20, "size": 9, "sha256": "0" * 64, "added_at": NOW}
    return Recording.objects.create(**{"version": version} | defaults | values)


def airing(approval: Any, **values: Any) -> Airing:
    about = {"version": approval.version, "notice": approval.notice}
    defaults = {"station": approval.station, "day": DAY, "slot": FIVE, "seconds": 60, "recorded_at": NOW}
    return Airing.objects.create(**{"approval": approval} | defaults | about | values)


def aired_twice(approval: Any) -> None:
    twice(lambda: airing(approval))


def pull(**values: Any) -> Pull:
    return Pull.objects.create(**{"way": "api", "first_on": DAY, "last_on": DAY} | values)


def token(**values: Any) -> StationToken:
    return StationToken.objects.create(station=StationFactory(), digest="0" * 64, created_at=NOW, **values)


def tally(**values: Any) -> DoorTally:
    return DoorTally.objects.create(**{"app_key": "vneid", "day": DAY, "outcome": "tu-lam"} | values)


BREACHES: dict[str, Callable[[], Any]] = {
    "lessons_glossaryterm_once": lambda: twice(GlossaryTerm.objects.create, term="X", say_as="ích"),
    "lessons_station_rate": lambda: StationFactory(rate=400),
    "lessons_station_minutes": lambda: StationFactory(minutes=0),
    "lessons_station_named": lambda: StationFactory(name=""),
    "lessons_announcer_once": lambda: twice(AnnouncerFactory, station=StationFactory(), name="Một"),
    "lessons_announcer_rate": lambda: AnnouncerFactory(rate=100),
    "lessons_stationtoken_kind": lambda: token(kind="door"),
    "lessons_notice_words": lambda: NoticeFactory(text=""),
    "lessons_bulletin_once": lambda: twice(bulletin, station=StationFactory()),
    "lessons_bulletin_minutes": lambda: bulletin(minutes=61),
    "lessons_bulletinitem_place": lambda: twice(item, bulletin=bulletin()),
    "lessons_bulletinitem_kind": lambda: item(kind="script", script_key=""),
    "lessons_scriptversion_number": lambda: twice(ScriptVersionFactory, script_key="mot", is_current=False),
    "lessons_scriptversion_current": lambda: [ScriptVersionFactory(script_key="mot", number=n) for n in (1, 2)],
    "lessons_scriptversion_from_one": lambda: ScriptVersionFactory(number=0),
    "lessons_scriptversion_withdrawn_says_why": lambda: ScriptVersionFactory(withdrawn=True, withdrawn_reason=""),
    "lessons_approval_one_text": lambda: ApprovalFactory(notice=NoticeFactory(), version=ScriptVersionFactory()),
    "lessons_approval_version_once": lambda: twice(
        ApprovalFactory, station=StationFactory(), version=ScriptVersionFactory()
    ),
    "lessons_approval_notice_once": lambda: twice(ApprovalFactory, notice=NoticeFactory()),
    "lessons_approval_ended_says_why": lambda: ApprovalFactory(ended_at=NOW),
    "lessons_recording_station_once": lambda: twice(
        recording, version=ScriptVersionFactory(), station=StationFactory()
    ),
    "lessons_recording_province_once": lambda: twice(recording, version=ScriptVersionFactory()),
    "lessons_recording_format": lambda: recording(format="wav"),
    "lessons_airing_one_text": lambda: airing(ApprovalFactory(), notice=NoticeFactory()),
    "lessons_airing_version_once": lambda: aired_twice(ApprovalFactory()),
    "lessons_airing_notice_once": lambda: aired_twice(ApprovalFactory(notice=NoticeFactory())),
    "lessons_pull_once": lambda: twice(pull, station=StationFactory(), version=ScriptVersionFactory()),
    "lessons_doortally_once": lambda: twice(tally, member=UserFactory(), team=TeamFactory()),
    "lessons_doortally_no_team": lambda: twice(tally, member=UserFactory()),
    "lessons_doortally_outcome": lambda: tally(member=UserFactory(), outcome="khac"),
    "lessons_tallypress_once": lambda: twice(
        TallyPress.objects.create, member=UserFactory(), number=uuid.UUID(int=1), received_on=DAY
    ),
}
