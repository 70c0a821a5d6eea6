from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from lessons.broadcast import recordings
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory
from tests.lessons.api.machine import BASE, Machine
from tests.lessons.broadcast.sounds import upload

pytestmark = pytest.mark.django_db


def feed(machine, **data):
    answer = Client().get(f"{BASE}rss.xml", {"khoa": machine.key} | data)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).find("channel")  # noqa: S314 - our own


def test_a_reader_without_headers_sends_the_key_in_the_address():
    machine = Machine()
    one = ApprovalFactory(station=machine.station)
    channel = feed(machine)
    item = channel.find("item")
    assert channel.findtext("title").endswith(machine.station.name)
    assert item.findtext("title") == one.title
    assert "mã xác thực" in item.findtext("description")
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("pubDate").endswith("+0700")


def test_the_addresses_in_the_feed_open_with_the_key_that_is_in_them():
    machine = Machine()
    one = ApprovalFactory(station=machine.station)
    recordings.add(version=one.version, upload=upload(), by=None, now=timezone.now())
    item = feed(machine).find("item")
    for address in (item.findtext("link"), item.find("enclosure").attrib["url"]):
        assert Client().get(address.partition("kynangso.example")[2]).status_code == 200


def test_a_key_in_the_header_stays_out_of_the_feed():
    machine = Machine()
    ApprovalFactory(station=machine.station)
    assert machine.key not in machine.get("rss.xml").content.decode()


def test_a_cut_is_read_out_in_the_feed():
    machine = Machine(StationFactory(filled=True))
    ApprovalFactory(station=machine.station)
    short, long = (feed(machine, cut=cut).find("item").findtext("description") for cut in (30, 0))
    assert len(short) < len(long)


def test_words_that_look_like_markup_and_control_characters_stay_words():
    machine = Machine()
    title = "A & B <speak> \x07\x00 ]]> “C” \ufffe"
    ApprovalFactory(
        station=machine.station, notice=NoticeFactory(station=machine.station, title=title.replace("\x00", ""))
    )
    assert feed(machine).find("item").findtext("title") == "A & B <speak>  ]]> “C” "


def test_what_no_longer_stands_is_not_in_the_feed():
    machine = Machine()
    ApprovalFactory(station=machine.station, version=ScriptVersionFactory(withdrawn=True))
    assert feed(machine).find("item") is None
