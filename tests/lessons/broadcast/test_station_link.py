"""The station's secret address: what it shows, and to whom."""

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import airing, approval, tokens
from lessons.models import Airing, Pull, ScriptVersion, StationToken
from lms.shared.models import RateCount
from tests.factories.lessons import RadioScriptPageFactory
from tests.factories.members import UserFactory
from tests.factories.radio import (
    PARTS,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

from .at_the_loudspeaker import FIVE, at, bulletin_with, page_of, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


@pytest.fixture
def secret(station):
    _row, secret = tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=timezone.now())
    return secret


@pytest.fixture
def text(station):
    return ApprovalFactory(station=station)


# --- who comes in -----------------------------------------------------------------------------------


def test_nobody_keeps_or_passes_on_what_was_shown(client, secret, text):
    for response in (
        client.get(at("today", secret)),
        client.get(page_of(secret, text)),
        client.get(page_of(secret, text, "file", "txt")),
        client.post(page_of(secret, text, "aired"), {"duyet": text.pk}),
        client.get(at("text", secret, "bai", "khong-co")),
        client.get(at("today", "khong-phai")),
    ):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert not response.cookies


def test_a_revoked_address_says_what_to_do(client, secret):
    tokens.revoke(token=StationToken.objects.get(), now=timezone.now())
    response = client.get(at("today", secret))
    assert response.status_code == 410
    assert reverse("members:sign_in") in response.text


def test_a_key_for_machines_opens_no_page(client, station):
    _row, key = tokens.make(station=station, kind=StationToken.Kind.API, by=None, now=timezone.now())
    assert client.get(at("today", key)).status_code == 404


def test_a_station_out_of_use_opens_no_page(client, station, secret):
    station.is_active = False
    station.save()
    assert client.get(at("today", secret)).status_code == 404


@pytest.mark.parametrize("wrong", ["x", "x" * 500, "đài", "%00", "a b"])
def test_a_wrong_secret_is_not_here(client, wrong):
    assert client.get(at("today", wrong)).status_code == 404


def test_guessing_is_stopped_and_the_right_address_still_opens(client, secret):
    for _ in range(30):
        assert client.get(at("today", "sai")).status_code == 404
    response = client.get(at("today", "sai"))
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert client.get(at("today", secret)).status_code == 200
    assert RateCount.objects.get().tries == 31


# --- today ------------------------------------------------------------------------------------------


def test_without_a_bulletin_every_approved_text_is_shown_newest_first(client, station, secret):
    now = timezone.now()
    for days in (2, 1, 3):
        ApprovalFactory(station=station, approved_at=now - dt.timedelta(days=days))
    ApprovalFactory(notice=NoticeFactory(station=station))
    shown = [one.approval.approved_at for one in client.get(at("today", secret)).context["texts"]]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == 4


def test_todays_bulletins_are_shown_in_their_order(client, station, secret, text):
    other = ApprovalFactory(station=station)
    bulletin_with(text)
    bulletin_with(other, starts_at=dt.time(5))
    page = client.get(at("today", secret)).text
    assert page.index(other.title) < page.index(text.title)


def test_texts_of_another_station_are_not_here(client, secret):
    other = ApprovalFactory()
    assert other.title not in client.get(at("today", secret)).text
    assert client.get(page_of(secret, other)).status_code == 404
    assert client.get(page_of(secret, other, "file", "pdf")).status_code == 404
    assert client.post(page_of(secret, other, "aired"), {"duyet": other.pk}).status_code == 404


def test_a_called_off_text_is_not_here(client, secret, text):
    approval.call_off(approval=text, by=UserFactory(), now=timezone.now())
    assert client.get(page_of(secret, text)).status_code == 404
    assert client.get(page_of(secret, text, "file", "txt")).status_code == 404


def test_fifty_texts_need_few_queries(client, station, secret, django_assert_max_num_queries):
    for _ in range(50):
        ApprovalFactory(station=station)
    with django_assert_max_num_queries(10):
        client.get(at("today", secret))


# --- withdrawn --------------------------------------------------------------------------------------


def test_a_withdrawn_text_that_was_fetched_stands_on_top_with_its_reason(client, secret, text):
    client.get(page_of(secret, text))
    withdraw(text.version, "Số điện thoại đã đổi.")
    page = client.get(at("today", secret)).text
    assert "Số điện thoại đã đổi." in page
    response = client.get(page_of(secret, text))
    assert response.status_code == 410
    assert "Không đọc mã xác thực cho ai." not in response.text


def test_a_withdrawn_text_that_was_neither_fetched_nor_aired_is_not_shown(client, secret, text):
    withdraw(text.version)
    assert text.title not in client.get(at("today", secret)).text


def test_a_text_that_was_aired_and_withdrawn_is_shown_for_thirty_days(client, secret, text):
    text.approved_at -= dt.timedelta(days=90)
    text.save()
    today, now = timezone.localdate(), timezone.now()
    row = airing.record(station=text.station, approval=text, day=today - dt.timedelta(days=31), slot=FIVE, now=now)
    withdraw(text.version)
    assert text.title not in client.get(at("today", secret)).text
    Airing.objects.filter(pk=row.pk).update(day=today - dt.timedelta(days=30))
    assert text.title in client.get(at("today", secret)).text


def test_the_approved_correction_is_offered(client, secret, text):
    client.get(page_of(secret, text))
    withdraw(text.version)
    page = RadioScriptPageFactory(key="dinh-chinh", corrects=text.version)
    assert client.get(at("today", secret)).context["stopped"][0][1] == []
    correction = ApprovalFactory(station=text.station, version=ScriptVersion.objects.get(script_key=page.key))
    [(_stopped, [(offered, url)])] = client.get(at("today", secret)).context["stopped"]
    assert (offered, url) == (correction, page_of(secret, correction))


# --- the page of a text -----------------------------------------------------------------------------


def test_a_text_is_read_and_copied_without_scripts(client, secret, text):
    page = client.get(page_of(secret, text)).text
    assert "<span><b>Không đọc mã xác thực cho ai.</b></span>" in page  # it must be said
    box = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Không đọc mã xác thực cho ai." in box


def test_a_cut_keeps_what_must_be_said(client, station, secret):
    long = [
        {"kind": "content", "lines": [f"Bà con làm bước {word} trên máy." for word in ("một", "hai", "ba", "bốn") * 4]}
    ]
    text = ApprovalFactory(station=station, version=ScriptVersionFactory(parts=PARTS + long))
    whole, cut = client.get(page_of(secret, text)), client.get(page_of(secret, text) + "?ban=30")
    assert len(cut.context["script"].lines) < len(whole.context["script"].lines)
    assert "Không đọc mã xác thực cho ai." in cut.text


@pytest.mark.parametrize("query", ["?ban=31", "?ban=-1", "?ban=x", "?ban=" + "9" * 50])
def test_a_cut_that_there_is_not_is_not_here(client, secret, text, query):
    assert client.get(page_of(secret, text) + query).status_code == 404
    assert client.get(page_of(secret, text, "file", "txt") + query).status_code == 404


@pytest.mark.parametrize(("ending", "start"), [("txt", "Kính thưa".encode()), ("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_text_is_taken_away_as_a_file(client, secret, text, ending, start):
    response = client.get(page_of(secret, text, "file", ending))
    assert response.content.startswith(start)
    assert response.headers["Content-Disposition"].isascii()
    assert response.headers["Content-Disposition"].endswith(f'.{ending}"')


def test_a_file_of_another_kind_is_not_here(client, secret, text):
    assert client.get(page_of(secret, text, "file", "exe")).status_code == 404


def test_a_notice_has_its_page_and_files(client, station, secret):
    notice = ApprovalFactory(notice=NoticeFactory(station=station))
    assert "Mời bà con tới dự." in client.get(page_of(secret, notice)).text
    assert client.get(page_of(secret, notice, "file", "docx")).status_code == 200
    client.post(page_of(secret, notice, "aired"), {"duyet": notice.pk, "ban": "0"})
    assert Airing.objects.get().notice == notice.notice


def test_a_word_that_lost_its_reading_gives_no_file_but_a_reason(client, station, secret):
    parts = [{"kind": "content", "lines": ["Mã OTP là của riêng bà con."]}]
    text = ApprovalFactory(station=station, version=ScriptVersionFactory(parts=parts))
    assert "OTP" in client.get(page_of(secret, text)).text
    assert client.get(page_of(secret, text, "file", "txt")).status_code == 409


def test_the_files_of_a_bulletin_are_taken_away(client, secret, text):
    made = bulletin_with(text)
    assert client.get(at("rundown", secret, made.pk)).content.startswith(b"%PDF-")
    names = zipfile.ZipFile(io.BytesIO(client.get(at("zip", secret, made.pk)).content)).namelist()
    assert len(names) == 4
    other = bulletin_with(ApprovalFactory())
    assert client.get(at("zip", secret, other.pk)).status_code == 404


def test_pages_and_files_are_noted_as_fetched(client, secret, text):
    client.head(page_of(secret, text))
    client.get(at("today", secret))
    assert not Pull.objects.exists()
    client.get(page_of(secret, text))
    client.get(page_of(secret, text, "file", "txt"))
    assert set(Pull.objects.values_list("version", "way")) == {
        (text.version_id, "page"),
        (text.version_id, "file"),
    }
