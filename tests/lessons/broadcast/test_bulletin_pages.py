"""The pages of bulletins, for the staff of a station: made, filled, ordered, taken away as files."""

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import bulletins
from lessons.models import Bulletin, BulletinItem
from tests.factories.members import UserFactory
from tests.factories.radio import (
    AnnouncerFactory,
    ApprovalFactory,
    NoticeFactory,
    ScriptVersionFactory,
    StationFactory,
)

from .at_a_station import at, bulletin_of, staff, titles, with_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory()


@pytest.fixture
def minder(station):
    return staff(station, "view_station", "change_station")


@pytest.fixture
def desk(client, minder):
    client.force_login(minder)
    return client


# --- pages ------------------------------------------------------------------------------------------


def test_a_bulletin_is_made_and_filled_by_plain_forms(desk, station):
    approval = ApprovalFactory(station=station)
    day = timezone.localdate()
    form = {"day": f"{day:%Y-%m-%d}", "starts_at": "17:00", "minutes": "5", "repeats": "11:00, 5h30", "title": ""}
    response = desk.post(reverse("bulletin:new", args=[station.pk]), form)
    made = Bulletin.objects.get()
    assert response.url == at("compose", made)
    assert made.repeats == ["05:30", "11:00"]
    desk.post(at("add", made), {"duyet": approval.pk, "ban": "30"})
    desk.post(at("add", made), {"giay": "10", "ten": "Nhạc hiệu"})
    item = made.items.first()
    assert (item.cut, item.script_key, made.items.count()) == (30, approval.version.script_key, 2)
    assert approval.title in desk.get(at("compose", made)).text


def test_a_taken_slot_is_said_at_the_field(desk, station):
    made = bulletin_of(station)
    form = {"day": f"{made.day:%d/%m/%Y}", "starts_at": "17:00", "minutes": "5"}
    response = desk.post(reverse("bulletin:new", args=[station.pk]), form)
    assert response.status_code == 422
    assert "starts_at" in response.context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "31/02/2026"),
        ("day", "2062-01-01"),
        ("starts_at", "25:00"),
        ("minutes", "7"),
        ("repeats", "sáng mai"),
        ("repeats", "1:00,2:00,3:00,4:00,5:00,6:00,7:00"),
        ("title", "x" * 121),
    ],
)
def test_a_bad_field_is_named(desk, station, field, value):
    form = {"day": f"{timezone.localdate():%Y-%m-%d}", "starts_at": "17:00", "minutes": "5", field: value}
    response = desk.post(reverse("bulletin:new", args=[station.pk]), form)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_yesterdays_bulletin_is_copied(desk, station):
    approval = ApprovalFactory(station=station)
    old = with_items(station, approval, day=timezone.localdate() - dt.timedelta(days=1), repeats=[dt.time(5, 30)])
    address = f"{reverse('bulletin:new', args=[station.pk])}?chep={old.pk}"
    initial = desk.get(address).context["form"].initial
    assert (initial["day"], initial["repeats"]) == (timezone.localdate(), ["05:30"])
    desk.post(address, {"day": f"{initial['day']:%Y-%m-%d}", "starts_at": "17:00", "minutes": "5"})
    assert titles(Bulletin.objects.get(day=timezone.localdate())) == [approval.title]


def test_buttons_order_name_and_remove(desk, station):
    one, two = ApprovalFactory(station=station), ApprovalFactory(station=station)
    announcer = AnnouncerFactory(station=station)
    made = with_items(station, one, two)
    first, second = made.items.all()
    desk.post(at("item", made, second.pk), {"lam": "len"})
    desk.post(at("item", made, first.pk), {"lam": "luu", "doc": announcer.pk, "ban": "60"})
    assert titles(made) == [two.title, one.title]
    first.refresh_from_db()
    assert (first.announcer, first.cut) == (announcer, 60)
    desk.post(at("item", made, second.pk), {"lam": "bo"})
    desk.post(at("item", made, second.pk), {"lam": "bo"})  # pressed in two windows
    assert titles(made) == [one.title]


def test_announcers_of_another_station_do_not_read_here(desk, station):
    made = with_items(station, ApprovalFactory(station=station))
    item = made.items.get()
    desk.post(at("item", made, item.pk), {"lam": "luu", "doc": AnnouncerFactory().pk, "ban": "0"})
    item.refresh_from_db()
    assert item.announcer is None


@pytest.mark.parametrize("sent", [{}, {"duyet": ""}, {"duyet": "9" * 30}, {"giay": "x"}, {"giay": "601"}])
def test_what_cannot_be_added_is_said(desk, station, sent):
    made = bulletin_of(station)
    response = desk.post(at("add", made), sent, follow=True)
    assert len(response.context["messages"]) == 1
    assert not BulletinItem.objects.exists()


def test_a_text_that_is_not_approved_today_says_so(desk, station):
    version = ScriptVersionFactory()
    made = with_items(station, ApprovalFactory(station=station, version=version))
    version.is_current = False
    version.save()
    page = desk.get(at("compose", made)).text
    assert reverse("desk:review", args=[station.pk, version.script_key]) in page
    assert 'class="tag due"' in page


def test_a_full_bulletin_needs_few_queries(desk, station, django_assert_max_num_queries):
    made = with_items(station, *(ApprovalFactory(station=station) for _ in range(20)))
    with django_assert_max_num_queries(15):
        desk.get(at("compose", made))


def test_today_leads_to_the_next_bulletin_or_to_a_new_one(desk, station):
    address = reverse("bulletin:today", args=[station.pk])
    assert desk.get(address).url == reverse("bulletin:new", args=[station.pk])
    late = bulletin_of(station, starts_at=dt.time(23, 59))
    bulletin_of(station, starts_at=dt.time(0))
    assert desk.get(address).url == at("compose", late)


# --- who may ----------------------------------------------------------------------------------------

GETS = ("list", "today", "log", "log_pdf")


@pytest.mark.parametrize("name", GETS)
def test_staff_of_another_commune_find_nothing(client, station, name):
    client.force_login(staff(StationFactory(), "view_station", "change_station"))
    assert client.get(reverse(f"bulletin:{name}", args=[station.pk])).status_code == 404


@pytest.mark.parametrize("name", [*GETS, "new", "log_add"])
def test_members_without_the_permission_are_refused(client, station, name):
    client.force_login(UserFactory())
    assert client.get(reverse(f"bulletin:{name}", args=[station.pk])).status_code == 403


def test_who_is_not_signed_in_is_asked_to(client, station):
    assert reverse("members:sign_in") in client.get(reverse("bulletin:list", args=[station.pk])).url


def test_an_approver_sees_a_bulletin_and_changes_nothing(client, station):
    made = with_items(station, ApprovalFactory(station=station))
    client.force_login(staff(station, "view_station", "approve_script"))
    assert client.get(at("compose", made)).status_code == 200
    assert client.post(at("delete", made)).status_code == 403
    assert client.post(at("item", made, made.items.get().pk), {"lam": "bo"}).status_code == 403
    assert titles(made)


def test_a_bulletin_is_reached_through_its_own_station_only(desk, station):
    other = bulletin_of(StationFactory())
    for name in ("compose", "change", "rundown", "zip"):
        assert desk.get(reverse(f"bulletin:{name}", args=[station.pk, other.pk])).status_code == 404


# --- files ------------------------------------------------------------------------------------------


def test_the_zip_holds_the_rundown_and_the_items_in_order(desk, station):
    one, two = ApprovalFactory(station=station), ApprovalFactory(notice=NoticeFactory(station=station))
    made = with_items(station, one, two)
    bulletins.add_music(bulletin=made, seconds=9, now=timezone.now())
    packed = zipfile.ZipFile(io.BytesIO(desk.get(at("zip", made)).content))
    names = packed.namelist()
    assert names[0] == "00-kich-ban-chuong-trinh.pdf"
    assert [name[:3] for name in names[1:]] == ["01-"] * 3 + ["02-"] * 3
    assert [name.rpartition(".")[2] for name in names[1:4]] == ["txt", "docx", "pdf"]
    assert all(name.isascii() for name in names)
    assert "Không đọc mã xác thực cho ai." in packed.read(names[1]).decode()


def test_the_rundown_is_a_pdf_even_of_an_empty_bulletin(desk, station):
    assert desk.get(at("rundown", bulletin_of(station))).content.startswith(b"%PDF-")


@pytest.mark.parametrize("number", [2**63, 10**30])
def test_a_number_that_no_bulletin_can_have_is_not_found(client, station, number):
    client.force_login(staff(station, "view_station", "change_station"))
    address = reverse("bulletin:item", args=[station.pk, number, 1])
    assert client.post(address, {"lam": "bo"}, follow=True).status_code == 404
