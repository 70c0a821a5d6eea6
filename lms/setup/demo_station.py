"""The radio station of the sample commune, with words of its own, for looking around."""

from __future__ import annotations

from lessons.broadcast.stations import create, proposed
from lessons.models import Station
from lms.members.demo import COMMUNE_CODE
from lms.members.units import unit_by_code

# Content, so in Vietnamese; of places that nobody will look for.
WORDS = {
    "greeting": "Đây là đài truyền thanh của xã, xin kính chào quý vị và bà con.",
    "meeting_place": "nhà văn hóa ấp Mẫu",
    "meeting_time": "tám giờ sáng thứ Bảy hằng tuần",
}


def ensure_demo_station() -> None:
    """Makes it unless the sample commune is missing or has a station."""
    commune = unit_by_code(COMMUNE_CODE)
    if commune is None or Station.objects.filter(unit=commune).exists():
        return
    station = proposed(commune)
    for name, words in WORDS.items():
        setattr(station, name, words)
    create(station=station)
