"""Claims: no sheet has two printers, and none is lost with its printer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from lessons.models import AppPage, PrintPack, PrintPackSheet
from lessons.printing.bulk import claims

from .packing import LONG_AGO, pack, states

NOW = timezone.now()


def take(found, worker, most=2, now=NOW):
    return [sheet.position for sheet in claims.claim(pack=found, worker=worker, most=most, now=now)]


@pytest.mark.django_db
def test_sheets_are_claimed_an_app_at_a_time():
    found = pack()
    assert (take(found, "a"), take(found, "b"), take(found, "c")) == ([1, 3], [2, 4], [])


@pytest.mark.django_db
def test_a_claim_that_lapsed_is_taken_over():
    found = pack()
    take(found, "a", now=NOW - LONG_AGO)
    assert take(found, "b", most=4) == [1, 3, 2, 4]


@pytest.mark.django_db
def test_a_worker_that_was_thought_dead_changes_nothing():
    found, put = pack(), []
    (sheet,) = claims.claim(pack=found, worker="a", most=1, now=NOW - LONG_AGO)
    take(found, "b", most=1)
    kept = claims.report_printed(sheet=sheet, pages=2, paper="A4", publish=lambda: put.append(1))
    claims.report_failed(sheet=sheet, message="x")
    assert (kept, put, states(found)[0]) == (False, [], "claimed")


@pytest.mark.django_db
def test_a_file_that_cannot_be_put_in_place_leaves_the_sheet_unprinted():
    (sheet,) = claims.claim(pack=pack(), worker="a", most=1, now=NOW)

    def full():
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        claims.report_printed(sheet=sheet, pages=2, paper="A4", publish=full)
    sheet.refresh_from_db()
    assert sheet.state == "claimed"


@pytest.mark.django_db
def test_what_one_worker_gives_back_is_not_anothers():
    found = pack()
    take(found, "a", most=1)
    take(found, "b", most=1)
    claims.release(pack=found, worker="a")
    assert sorted(states(found)) == ["claimed", "todo", "todo", "todo"]


@pytest.mark.django_db
def test_a_sheet_of_another_pack_is_not_claimed():
    found = pack()
    other = pack(apps=list(AppPage.objects.all()))
    take(found, "a", most=99)
    assert (set(states(found)), set(states(other))) == ({"claimed"}, {"todo"})


def bare(sheets):
    """A pack without pages: tests that commit leave no root of the tree behind."""
    found = PrintPack.objects.create(title="Gói", app_keys=["a"], kinds=["leaflet"])
    rows = range(1, sheets + 1)
    PrintPackSheet.objects.bulk_create(
        [PrintPackSheet(pack=found, position=n, app_key="a", kind="leaflet", file=f"{n}.pdf") for n in rows]
    )
    return found


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_workers_that_claim_at_once_share_the_sheets(round_):
    found, barrier = bare(30), threading.Barrier(3)

    def run(worker):
        try:
            connection.ensure_connection()
            barrier.wait()
            mine = []
            while more := take(found, worker, most=2):
                mine += more
            return mine
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        shares = list(pool.map(run, "abc"))
    assert sorted(position for share in shares for position in share) == list(range(1, 31))
