import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import withdrawal
from lessons.broadcast.errors import AlreadyWithdrawn, ReasonMissing
from lessons.broadcast.scripts import script_of
from lessons.models import Airing, Approval, Pull, RadioScriptPage, Recording, ScriptVersion
from lms.members.groups import PUBLISHER, TRAINER, ensure_groups
from tests.factories.lessons import AppPageFactory
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, ScriptVersionFactory, StationFactory
from tests.lessons.broadcast.sounds import mp3, upload

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def withdraw(version, reason="Số điện thoại đã đổi."):
    return withdrawal.withdraw(version=version, reason=reason, by=UserFactory(), now=timezone.now())


def pulled(version, station=None, *, on=TODAY, way=Pull.Way.PAGE):
    station = station or StationFactory()
    Pull.objects.create(station=station, version=version, way=way, first_on=on, last_on=on)
    return station


def aired(version, station=None, *, on=TODAY, **values):
    station = station or StationFactory()
    approval = Approval.objects.filter(station=station, version=version).first()
    Airing.objects.create(
        station=station,
        version=version,
        approval=approval or ApprovalFactory(station=station, version=version),
        day=on,
        slot=dt.time(17),
        seconds=60,
        recorded_at=timezone.now(),
        **values,
    )
    return station


# --- the service ------------------------------------------------------------------------------------


def test_a_withdrawn_version_is_offered_to_nobody():
    approval = ApprovalFactory()
    version = withdraw(approval.version, "  Số  điện thoại\nđã đổi. ")
    version.refresh_from_db()
    assert (version.is_current, version.withdrawn_reason) == (False, "Số điện thoại đã đổi.")
    assert version.withdrawn_by
    assert not Approval.objects.standing().exists()


@pytest.mark.parametrize("reason", ["", "  \n ", "\u200b"])
def test_a_reason_must_be_given(reason):
    version = ScriptVersionFactory()
    with pytest.raises(ReasonMissing):
        withdraw(version, reason)
    version.refresh_from_db()
    assert version.is_current


def test_it_is_withdrawn_once():
    version = ScriptVersionFactory()
    withdraw(version)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(version, "Khác.")
    version.refresh_from_db()
    assert version.withdrawn_reason == "Số điện thoại đã đổi."


def test_an_earlier_version_can_be_withdrawn_while_the_new_one_stands():
    old = ScriptVersionFactory(is_current=False)
    new = ScriptVersionFactory(script_key=old.script_key, number=2)
    withdraw(old)
    new.refresh_from_db()
    assert new.is_current
    assert withdrawal.words_of(new) == ""


def test_the_words_say_when_and_why():
    version = withdraw(ScriptVersionFactory())
    words = withdrawal.words_of(version)
    assert "Số điện thoại đã đổi." in words
    assert f"{timezone.localdate():%d/%m/%Y}" in words


def test_stations_that_fetched_or_aired_are_named_with_their_last_days(django_assert_num_queries):
    version, other = ScriptVersionFactory(), ScriptVersionFactory()
    both = pulled(version, on=TODAY - dt.timedelta(days=3))
    pulled(version, both, way=Pull.Way.API)
    aired(version, both, on=TODAY - dt.timedelta(days=1))
    aired(version, both)
    only_pulled, only_aired = pulled(version), aired(version, on=TODAY - dt.timedelta(days=9))
    pulled(other)
    ApprovalFactory(version=version)
    aired(version, on=TODAY, called_off_at=timezone.now())
    with django_assert_num_queries(1):
        rows = {one: (one.pulled_on, one.aired_on, one.broadcasts) for one in withdrawal.stations_concerned(version)}
    assert list(rows.items()) == [
        (both, (TODAY, TODAY, 2)),
        (only_aired, (None, TODAY - dt.timedelta(days=9), 1)),
        (only_pulled, (TODAY, None, None)),
    ]


def test_counts_are_of_stations():
    version = ScriptVersionFactory()
    station = aired(version)
    aired(version, station, on=TODAY - dt.timedelta(days=1))
    pulled(version, station)
    pulled(version, station, way=Pull.Way.FILE)
    row = withdrawal.with_counts(ScriptVersion.objects.all()).get()
    assert (row.approved, row.pulled, row.aired) == (1, 1, 1)


# --- the correction ---------------------------------------------------------------------------------


def correction(**values):
    app = AppPageFactory()
    version = withdraw(ScriptVersionFactory(app_key=app.key, title="Cài ứng dụng.", **values))
    return withdrawal.make_correction(version=version, app=app, by=UserFactory(is_superuser=True))


def test_a_correction_is_a_draft_that_says_what_was_wrong():
    page = correction()
    assert (page.title, page.live) == ("Đính chính: Cài ứng dụng", False)
    written = [line for block in page.cues for line in block.value.get("lines", [])]
    assert "Chỗ chưa đúng là: số điện thoại đã đổi." in written
    assert any("{nơi gặp}" in line for line in written)


def test_a_correction_cannot_be_read_out_before_what_is_right_is_written():
    page = correction()
    problems = {found.written for found in script_of(page).problems}
    assert any("viết" in written for written in problems)


def test_asked_for_twice_it_is_made_once():
    page = correction()
    again = withdrawal.make_correction(version=page.corrects, app=page.get_parent().specific, by=UserFactory())
    assert again == page
    assert RadioScriptPage.objects.count() == 1


def test_the_longest_words_still_fit_the_editor():
    app = AppPageFactory()
    version = withdraw(ScriptVersionFactory(app_key=app.key, title="Đ" * 255), "dài " * 75)
    page = withdrawal.make_correction(version=version, app=app, by=UserFactory())
    assert len(page.title) <= 255
    assert all(len(line) <= 300 for block in page.cues for line in block.value.get("lines", []))


def test_braces_and_percent_signs_in_a_reason_stay_words():
    app = AppPageFactory()
    version = withdraw(ScriptVersionFactory(app_key=app.key), "Sai {0} và %s và {title}.")
    page = withdrawal.make_correction(version=version, app=app, by=UserFactory())
    lines = [line for block in page.cues for line in block.value.get("lines", [])]
    assert "Chỗ chưa đúng là: sai {0} và %s và {title}." in lines


# --- in the admin -----------------------------------------------------------------------------------


def publisher(client, group=PUBLISHER):
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    client.force_login(user)
    return user


def page(name, *args):
    return reverse(f"script_versions:{name}", args=args)


@pytest.mark.parametrize("name", ["index", "detail", "withdraw"])
def test_only_publishers_come_here(client, name):
    version = ScriptVersionFactory()
    address = page(name, *([version.pk] if name != "index" else []))
    assert client.get(address).status_code == 302
    publisher(client, TRAINER)
    assert client.get(address).status_code in (302, 403)
    assert client.post(address, {"reason": "Sai."}).status_code in (302, 403, 405)
    version.refresh_from_db()
    assert version.is_current
    publisher(client)
    assert client.get(address).status_code == 200


def test_versions_are_listed_filtered_and_found(client, django_assert_max_num_queries):
    publisher(client)
    current = [ScriptVersionFactory() for _n in range(3)]
    gone = ScriptVersionFactory(withdrawn=True, app_key="vneid", app_title="VNeID")
    pulled(current[0])
    client.get(page("index"))
    with django_assert_max_num_queries(25):
        words = client.get(page("index")).content.decode()
    assert all(one.title in words for one in [*current, gone])
    for query in ({"state": "withdrawn"}, {"app_key": "vneid"}, {"q": gone.script_key}):
        words = client.get(page("index"), query).content.decode()
        assert gone.title in words
        assert current[0].title not in words


def test_who_is_concerned_is_shown_before_anything_is_withdrawn(client):
    publisher(client)
    version = ScriptVersionFactory()
    station = pulled(version)
    words = client.get(page("withdraw", version.pk)).content.decode()
    assert station.name in words
    version.refresh_from_db()
    assert version.is_current


def test_withdrawing_leads_to_the_stations_and_the_correction(client):
    user = publisher(client)
    version = ScriptVersionFactory()
    station = pulled(version)
    answer = client.post(page("withdraw", version.pk), {"reason": "Số máy đã đổi."}, follow=True)
    words = answer.content.decode()
    assert answer.redirect_chain == [(page("detail", version.pk), 302)]
    assert "Số máy đã đổi." in words
    assert station.name in words
    assert page("correction", version.pk) in words
    version.refresh_from_db()
    assert version.withdrawn_by == user


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_bad_reason_withdraws_nothing(client, reason):
    publisher(client)
    version = ScriptVersionFactory()
    answer = client.post(page("withdraw", version.pk), {"reason": reason})
    assert answer.context["form"].errors["reason"]
    version.refresh_from_db()
    assert version.is_current


def test_what_is_withdrawn_already_says_so(client):
    publisher(client)
    version = ScriptVersionFactory(withdrawn=True)
    for answer in (
        client.get(page("withdraw", version.pk), follow=True),
        client.post(page("withdraw", version.pk), {"reason": "Lần nữa."}, follow=True),
    ):
        assert answer.redirect_chain == [(page("detail", version.pk), 302)]
        assert [str(message) for message in answer.context["messages"]]
    version.refresh_from_db()
    assert version.withdrawn_reason == "Số điện thoại đã đổi."


def test_the_button_opens_the_editor_of_the_correction(client):
    publisher(client)
    version = ScriptVersionFactory(withdrawn=True, app_key=AppPageFactory().key)
    assert client.get(page("correction", version.pk)).status_code == 405
    answer = client.post(page("correction", version.pk))
    made = RadioScriptPage.objects.get(corrects=version)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert client.get(answer.url).status_code == 200


def test_no_correction_of_what_stands_or_without_its_app(client):
    publisher(client)
    for version in (ScriptVersionFactory(app_key=AppPageFactory().key), ScriptVersionFactory(withdrawn=True)):
        answer = client.post(page("correction", version.pk))
        assert answer.url == page("detail", version.pk)
    assert not RadioScriptPage.objects.exists()


def test_a_recording_for_all_stations_is_added_fetched_and_removed(client):
    publisher(client)
    version = ScriptVersionFactory()
    client.post(page("detail", version.pk), {"upload": upload(), "cut": 0})
    row = Recording.objects.get()
    assert (row.station, row.version) == (None, version)
    answer = client.get(page("recording", version.pk, row.pk))
    assert b"".join(answer.streaming_content) == mp3()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.post(page("recording", version.pk, row.pk))
    assert not Recording.objects.exists()


def test_a_bad_recording_is_explained_in_the_form(client):
    publisher(client)
    version = ScriptVersionFactory()
    for content in (b"", b"khong phai am thanh"):
        answer = client.post(page("detail", version.pk), {"upload": upload(content), "cut": 0})
        assert answer.context["form"].errors["upload"]
    assert not Recording.objects.exists()


def test_a_stations_own_recording_is_not_removed_here(client):
    publisher(client)
    version, station = ScriptVersionFactory(), StationFactory()
    row = Recording.objects.create(
        version=version, station=station, format="mp3", seconds=9, size=9, added_at=timezone.now(), file="radio/x.mp3"
    )
    assert client.post(page("recording", version.pk, row.pk)).status_code == 404
