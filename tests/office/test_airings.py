"""Which communes aired what, as officers see it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import airing
from lms.members.groups import OFFICER, PUBLISHER, ensure_groups
from lms.members.models import Remit
from tests.factories.members import CommuneFactory, ProvinceFactory, UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory, ScriptVersionFactory, StationFactory

pytestmark = pytest.mark.django_db
HERE = timezone.get_default_timezone()
NOW = dt.datetime(2026, 11, 20, 18, tzinfo=HERE)
NOVEMBER = "?thang=2026-11"


def officer(*units):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_airing"))
    for unit in units:
        Remit.objects.create(user=user, unit=unit)
    return user


def aired(approval, *, day=dt.date(2026, 11, 18), hour=17):
    approval.approved_at = NOW - dt.timedelta(days=90)
    return airing.record(station=approval.station, approval=approval, day=day, slot=dt.time(hour), now=NOW)


def test_a_script_counts_its_communes_and_broadcasts_over_all_versions(client):
    first = ScriptVersionFactory(is_current=False)
    second = ScriptVersionFactory(script_key=first.script_key, number=2, title=first.title)
    one, two = ApprovalFactory(version=first), ApprovalFactory(version=second)
    for hour in (5, 17):
        aired(one, hour=hour)
    aired(two)
    client.force_login(officer())
    [row] = client.get(reverse("office:airings") + NOVEMBER).context["script_page"]
    assert (row["key"], row["communes"], row["broadcasts"], row["late"]) == (first.script_key, 2, 3, 0)


def test_a_commune_counts_scripts_notices_and_time(client):
    station = StationFactory()
    script = ApprovalFactory(station=station)
    rows = [aired(script, hour=hour) for hour in (5, 17)]
    rows.append(aired(ApprovalFactory(notice=NoticeFactory(station=station))))
    off = aired(script, hour=11)
    airing.call_off(airing=off, now=NOW)
    client.force_login(officer())
    [(found, _commune)] = client.get(reverse("office:airings") + NOVEMBER).context["stations"]
    assert (found.broadcasts, found.script_count, found.notice_count) == (3, 1, 1)
    assert found.seconds == sum(row.seconds for row in rows)


def test_another_month_is_another_page(client):
    aired(ApprovalFactory(), day=dt.date(2026, 10, 31))
    client.force_login(officer())
    assert not client.get(reverse("office:airings") + NOVEMBER).context["script_page"].object_list
    assert client.get(reverse("office:airings") + "?thang=2026-10").context["script_page"].object_list


def test_who_read_a_withdrawn_version_afterwards_is_marked(client):
    version = ScriptVersionFactory()
    late, in_time = ApprovalFactory(version=version), ApprovalFactory(version=version)
    aired(late, day=dt.date(2026, 11, 19))
    aired(in_time, day=dt.date(2026, 11, 17))
    version.is_current, version.withdrawn_reason = False, "Sai giờ."
    version.withdrawn_at = dt.datetime(2026, 11, 18, 9, tzinfo=HERE)
    version.save()
    client.force_login(officer())
    context = client.get(reverse("office:airings") + NOVEMBER).context
    assert context["script_page"][0]["late"] == 1
    assert {station.pk: station.late for station, _commune in context["stations"]} == {
        late.station_id: True,
        in_time.station_id: False,
    }


def test_an_officer_sees_the_communes_of_the_remit_only(client):
    province = ProvinceFactory()
    near = StationFactory(unit=CommuneFactory(name__province=province))
    far = StationFactory()
    for station in (near, far):
        aired(ApprovalFactory(station=station))
    client.force_login(officer(province))
    context = client.get(reverse("office:airings") + NOVEMBER).context
    assert [station for station, _commune in context["stations"]] == [near]
    assert context["script_page"].paginator.count == 1
    assert client.get(reverse("office:station_airings", args=[far.pk])).status_code == 404


def test_the_log_of_a_commune_is_shown(client):
    row = aired(ApprovalFactory())
    client.force_login(officer())
    page = client.get(reverse("office:station_airings", args=[row.station_id]) + NOVEMBER)
    assert list(page.context["page_obj"]) == [row]


@pytest.mark.parametrize("query", ["?thang=2026-99", "?thang=x", "?bai=x&xa=99", "?thang=9999-12"])
def test_whatever_is_asked_there_is_a_page(client, query):
    station = StationFactory()
    client.force_login(officer())
    assert client.get(reverse("office:airings") + query).status_code == 200
    assert client.get(reverse("office:station_airings", args=[station.pk]) + query).status_code == 200


def test_members_are_refused(client):
    client.force_login(UserFactory())
    assert client.get(reverse("office:airings")).status_code == 403
    assert client.get(reverse("office:station_airings", args=[1])).status_code == 403


def test_fifty_communes_need_few_queries(client, django_assert_max_num_queries):
    version = ScriptVersionFactory()
    for _ in range(50):
        aired(ApprovalFactory(version=version))
    client.force_login(officer())
    with django_assert_max_num_queries(11):
        client.get(reverse("office:airings") + NOVEMBER)


@pytest.mark.parametrize(("group", "shown"), [(OFFICER, True), (PUBLISHER, False)])
def test_officers_find_the_page_in_the_menu_of_the_admin(client, group, shown):
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home")).text
    assert (reverse("office:airings") in page) is shown
