"""Stations, versions of scripts, what a commune approved, and its notices."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from lessons.broadcast.approval import base_parts
from lessons.models import Announcer, Approval, Notice, ScriptVersion, Station
from lessons.radio.parts import as_data, digest, from_data
from lms.members.models import User

from .members import CommuneFactory, UserFactory

# Every slot of a script stands in it once, except {tên xã}.
PARTS: list[dict[str, Any]] = [
    {"kind": "music_in", "seconds": 8},
    {"kind": "greeting", "lines": ["{lời chào}", "Kính thưa quý vị và bà con, đây là mục kỹ năng số."]},
    {"kind": "content", "lines": ["Nhiều bà con cài ứng dụng từ đường dẫn lạ."]},
    {"kind": "content", "lines": ["Mở kho ứng dụng có sẵn trên máy.", "Đọc tên nhà phát hành."], "whole": True},
    {"kind": "warning", "lines": ["Không đọc mã xác thực cho ai."]},
    {"kind": "repeat", "lines": ["Xin nhắc lại, chỉ cài từ kho ứng dụng có sẵn trên máy."]},
    {
        "kind": "closing",
        "lines": ["Ai cần giúp, mời tới {nơi gặp}, {giờ gặp}.", "Hoặc gọi {liên hệ}.", "Cảm ơn bà con đã lắng nghe."],
    },
]


class StationFactory(DjangoModelFactory):
    """The station of a new commune, without words of its own; `StationFactory(filled=True)` has them all."""

    class Meta:
        model = Station

    class Params:
        filled = factory.Trait(
            greeting="Đây là Đài truyền thanh xã Mẫu.",
            commune_name="xã Mẫu",
            meeting_place="nhà văn hóa ấp Mẫu",
            meeting_time="sáng thứ bảy hằng tuần",
            contact="tổ công nghệ số cộng đồng",
        )

    unit = factory.SubFactory(CommuneFactory)
    name = factory.Sequence(lambda n: f"Đài truyền thanh xã Mẫu {n:02}")
    rate = 180
    minutes = 15


class AnnouncerFactory(DjangoModelFactory):
    class Meta:
        model = Announcer

    station = factory.SubFactory(StationFactory)
    name = factory.Sequence(lambda n: f"Phát thanh viên {n:02}")
    rate = 180


class ScriptVersionFactory(DjangoModelFactory):
    """Version 1 of a new script, current. `ScriptVersionFactory(withdrawn=True)` was withdrawn since."""

    class Meta:
        model = ScriptVersion

    class Params:
        withdrawn = factory.Trait(
            is_current=False,
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_reason="Số điện thoại đã đổi.",
        )

    script_key = factory.Sequence(lambda n: f"ban-tin-{n}")
    number = 1
    title = factory.Sequence(lambda n: f"Cài ứng dụng đúng chỗ {n:02}")
    app_key = "ung-dung-mau"
    app_title = "Ứng dụng mẫu"
    parts = factory.LazyFunction(lambda: [dict(part) for part in PARTS])
    text_hash = factory.LazyAttribute(lambda made: digest(from_data(made.parts)))
    seconds = 60
    published_at = factory.LazyFunction(timezone.now)


class NoticeFactory(DjangoModelFactory):
    """Two sentences of a station, open and not approved."""

    class Meta:
        model = Notice

    station = factory.SubFactory(StationFactory)
    title = factory.Sequence(lambda n: f"Thông báo {n:02}")
    text = "Sáng mai họp tại nhà văn hóa ấp.\nMời bà con tới dự."
    created_at = factory.LazyFunction(timezone.now)


class ApprovalFactory(DjangoModelFactory):
    """A standing approval of `version` (a new one), or of `notice=...`, as `station` fills it. Withdraw the version or
    pass `ended_at=` and `ended_why=` for one that no longer stands."""

    class Meta:
        model = Approval

    notice: Notice | None = None
    station = factory.Maybe(
        "notice",
        yes_declaration=factory.SelfAttribute("notice.station"),
        no_declaration=factory.SubFactory(StationFactory),
    )
    version = factory.Maybe("notice", yes_declaration=None, no_declaration=factory.SubFactory(ScriptVersionFactory))
    parts = factory.LazyAttribute(lambda made: as_data(base_parts(made.version or made.notice, made.station)))
    text_hash = factory.LazyAttribute(lambda made: digest(from_data(made.parts)))
    base_hash = factory.LazyAttribute(lambda made: digest(base_parts(made.version or made.notice, made.station)))
    approved_at = factory.LazyFunction(timezone.now)
    approved_by: User = factory.SubFactory(UserFactory)
    approver_name = factory.LazyAttribute(lambda made: made.approved_by.full_name)
