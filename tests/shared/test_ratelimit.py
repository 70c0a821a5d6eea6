"""Counting tries in the database."""

import datetime as dt

import pytest

from lms.shared import ratelimit
from lms.shared.ratelimit import RateCount, client_address, hit

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock(monkeypatch):
    """The clock of the limiter, which a test can set."""

    class Clock:
        now_is = NOON

        def now(self):
            return self.now_is

    clock = Clock()
    monkeypatch.setattr(ratelimit, "timezone", clock)
    return clock


def tries(count, caller="10.0.0.1", name="check"):
    return [hit(name=name, caller=caller, limit=3, minutes=60) for _ in range(count)]


@pytest.mark.usefixtures("clock")
def test_tries_within_the_limit_pass_and_the_next_does_not():
    assert tries(5) == [True, True, True, False, False]


@pytest.mark.usefixtures("clock")
def test_each_caller_has_tries_of_its_own():
    tries(4)
    assert tries(1, caller="10.0.0.2") == [True]


@pytest.mark.usefixtures("clock")
def test_each_purpose_has_tries_of_its_own():
    tries(4)
    assert tries(1, name="card") == [True]


def test_the_next_window_begins_with_fresh_tries(clock):
    tries(4)
    clock.now_is = NOON + dt.timedelta(minutes=60)
    assert tries(1) == [True]


def test_the_last_second_of_a_window_still_counts(clock):
    tries(3)
    clock.now_is = NOON + dt.timedelta(minutes=59, seconds=59)
    assert tries(1) == [False]


@pytest.mark.usefixtures("clock")
def test_the_caller_is_not_kept_in_the_clear():
    tries(1, caller="203.0.113.77")
    assert "203.0.113.77" not in str(RateCount.objects.values_list())


def test_rows_of_the_day_before_are_dropped(clock):
    tries(1)
    clock.now_is = NOON + dt.timedelta(hours=25)
    tries(1)
    assert RateCount.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, proxies, forwarded, address):
    settings.LMS_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="192.0.2.1")
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_ipv6_caller_is_its_network_and_what_is_no_address_is_nobody(rf, peer, address):
    assert client_address(rf.get("/", REMOTE_ADDR=peer)) == address


@pytest.mark.parametrize("forwarded", ["unknown", "203.0.113.9:4711", "x\x00"])
def test_a_proxy_that_writes_no_address_is_not_believed(rf, settings, forwarded):
    settings.LMS_PROXY_COUNT = 1
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="192.0.2.1")
    assert client_address(request) == "192.0.2.1"
