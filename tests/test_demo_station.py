"""The station to look around with."""

import pytest

from lessons.models import Station
from lms.members.demo import COMMUNE_CODE
from lms.setup.demo_station import ensure_demo_station
from tests.factories.members import CommuneFactory

pytestmark = pytest.mark.django_db


def test_the_sample_commune_has_a_station_named_after_it_with_words_of_its_own():
    CommuneFactory(name="Thới Bình", name__code=COMMUNE_CODE)
    ensure_demo_station()
    station = Station.objects.get()
    assert (station.name, station.contact) == ("Đài truyền thanh xã Thới Bình", "")
    assert station.slots()["nơi gặp"] == "nhà văn hóa ấp Mẫu"


def test_making_it_again_keeps_what_was_changed():
    CommuneFactory(name="Thới Bình", name__code=COMMUNE_CODE)
    ensure_demo_station()
    Station.objects.update(greeting="Xin chào bà con.")
    ensure_demo_station()
    assert Station.objects.get().greeting == "Xin chào bà con."


def test_without_the_sample_commune_there_is_no_station():
    ensure_demo_station()
    assert not Station.objects.exists()
