"""Ordering a pack: its rows, its limits, and what is cleared away."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from lessons.models import AppPage, PrintPack
from lessons.printing.bulk import files, ordering
from lessons.printing.bulk.ordering import OrderError
from lessons.printing.catalogue import KINDS
from lms.members.models import Unit, UnitName
from tests.factories.members import CommuneFactory, UserFactory
from tests.quizzes.test_concurrency import at_once

from .packing import apps, pack

pytestmark = pytest.mark.django_db


def again():
    """Another pack of the apps that are there."""
    return pack(apps=list(AppPage.objects.order_by("path")))


def names(found):
    return list(found.sheets.order_by("position").values_list("file", flat=True))


def code(unit):
    return UnitName.objects.get(unit=unit).code.lower()


def test_sheets_stand_commune_by_commune_and_app_by_app():
    one, two = CommuneFactory(name="Mẫu Một"), CommuneFactory(name="Mẫu Hai")
    assert names(pack(units=[one, two])) == [
        f"xa-mau-mot-{code(one)}/to-roi-app-1.pdf",
        f"xa-mau-mot-{code(one)}/to-roi-app-2.pdf",
        f"xa-mau-hai-{code(two)}/to-roi-app-1.pdf",
        f"xa-mau-hai-{code(two)}/to-roi-app-2.pdf",
    ]


def test_without_communes_there_is_one_set_for_nobody():
    found = pack(units=[])
    assert names(found) == ["to-roi-app-1.pdf", "to-roi-app-2.pdf"]
    assert set(found.sheets.values_list("unit", flat=True)) == {None}


def test_a_printer_without_duplex_gets_fronts_then_backs_of_each_sheet():
    assert names(pack(units=[], variant="office")) == [
        "to-roi-app-1-van-phong-mat-truoc.pdf",
        "to-roi-app-1-van-phong-mat-sau.pdf",
        "to-roi-app-2-van-phong-mat-truoc.pdf",
        "to-roi-app-2-van-phong-mat-sau.pdf",
    ]


def test_names_are_ascii_and_none_is_twice():
    province_of = [CommuneFactory(name="Đường Đá"), CommuneFactory(name="Đường Đá"), CommuneFactory(name="Ấp Ữ")]
    found = names(pack(units=province_of, kinds=["leaflet", "card"]))
    assert all(name.isascii() for name in found)
    assert len({name.lower() for name in found}) == len(found) == 12


def test_the_title_is_normalised():
    assert pack(title="  Đợt\u200b  mo\u0302\u0323t ").title == "Đợt một"


def test_an_order_clicked_twice_is_one_pack():
    given = {"by": UserFactory(), "apps": apps(), "units": [CommuneFactory()]}
    assert pack(**given) == pack(**given)


@pytest.mark.parametrize("change", [{"copies": 2}, {"title": "Gói khác"}, {"units": []}, {"variant": "mono"}])
def test_another_order_right_after_is_another_pack(change):
    given = {"by": UserFactory(), "apps": apps(), "units": [CommuneFactory()]}
    assert pack(**given) != pack(**{**given, **change})


def test_the_same_order_some_time_later_is_another_pack():
    given = {"by": UserFactory(), "apps": apps(), "units": []}
    first = pack(**given)
    PrintPack.objects.update(created_at=timezone.now() - 2 * ordering.DOUBLE_CLICK)
    assert pack(**given) != first


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL")
def test_four_orders_at_once_are_one_pack():
    # An app as it is ordered, not as it is stored: the page tree may have been emptied by a test before.
    given = {"by": UserFactory(), "apps": [AppPage(title="Ứng dụng", key="app-1")], "units": []}
    packs = at_once(*[lambda: pack(**given)] * 4)
    assert {one.pk for one in packs} == {PrintPack.objects.get().pk}


def test_more_sheets_than_the_limit_are_refused_with_the_numbers(settings):
    settings.LMS_PACK_MAX_SHEETS = 3
    with pytest.raises(OrderError, match=r"4 .*3"):
        pack()
    assert not PrintPack.objects.exists()


def test_5001_sheets_are_refused():
    with pytest.raises(OrderError, match=r"5001 .*5000"):
        pack(apps=apps(1), units=[Unit(pk=n, level="commune") for n in range(1, 5002)])


def test_a_way_of_printing_that_a_sheet_lacks_is_refused_by_name():
    with pytest.raises(OrderError, match=f"^{KINDS['poster'].label}: "):
        pack(kinds=["leaflet", "poster"], variant="large")


@pytest.mark.parametrize("wrong", [{"apps": []}, {"kinds": []}, {"copies": 0}])
def test_an_order_of_nothing_is_refused(wrong):
    with pytest.raises(OrderError):
        pack(**wrong)


def test_workers_are_told_once_the_order_is_written(settings, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr(ordering.make_pack.get_backend(), "enqueue", lambda task, args, kwargs: told.append(args))
    settings.LMS_PACK_WORKERS = 2
    with django_capture_on_commit_callbacks(execute=True):
        found = pack(enqueue=True)
        assert told == []
    assert told == [(found.pk,), (found.pk,)]


def test_a_worker_that_starts_takes_up_what_another_left(monkeypatch):
    told = []
    monkeypatch.setattr(ordering.make_pack.get_backend(), "enqueue", lambda task, args, kwargs: told.append(args))
    left = pack()
    done, stopped = again(), again()
    PrintPack.objects.filter(pk=left.pk).update(state="joining")
    PrintPack.objects.filter(pk=done.pk).update(state="done", finished_at=timezone.now())
    PrintPack.objects.filter(pk=stopped.pk).update(state="failed", error="x")
    assert ordering.requeue_left() == 1
    assert told == [(left.pk,)]


def test_files_of_old_packs_go_away_and_their_row_says_so(settings):
    old, new = pack(), again()
    for one in (old, new):
        files.folder_of(one.pk).mkdir(parents=True)
    long_ago = timezone.now() - dt.timedelta(days=settings.LMS_PACK_DAYS + 1)
    PrintPack.objects.filter(pk=old.pk).update(state="done", finished_at=long_ago)
    ordering.clear_away()
    assert (files.folder_of(old.pk).exists(), files.folder_of(new.pk).exists()) == (False, True)
    old.refresh_from_db()
    assert old.state == PrintPack.State.REMOVED


def test_a_folder_that_no_pack_has_goes_away():
    files.folder_of(987654).mkdir(parents=True)
    ordering.clear_away()
    assert not files.folder_of(987654).exists()


def test_deleting_a_pack_takes_its_files_along(django_capture_on_commit_callbacks):
    found = pack()
    files.folder_of(found.pk).mkdir(parents=True)
    number = found.pk
    with django_capture_on_commit_callbacks(execute=True):
        ordering.delete_pack(pack=found)
    assert not files.folder_of(number).exists()


def test_the_pack_stays_when_who_ordered_it_goes():
    by = UserFactory()
    found = pack(by=by)
    by.delete()
    found.refresh_from_db()
    assert found.created_by is None
