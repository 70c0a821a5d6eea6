"""Dated rows: half-open periods that never overlap within one key."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from lms.members.models import Membership, UnitName, Village
from lms.shared.periods import install
from tests.factories.members import (
    LONG_AGO,
    CommuneFactory,
    MembershipFactory,
    UnitNameFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db

MIDDLE = dt.date(2026, 1, 1)
END = dt.date(2026, 7, 1)


def village(commune, start, end):
    return VillageFactory(commune=commune, name="Mẫu", valid_from=start, valid_to=end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (LONG_AGO, END),  # the same
        (dt.date(2025, 1, 1), dt.date(2025, 7, 2)),  # over the start
        (MIDDLE, dt.date(2027, 1, 1)),  # over the end
        (dt.date(2025, 9, 1), MIDDLE),  # inside
        (dt.date(2025, 1, 1), None),  # around
    ],
)
def test_overlapping_periods_of_one_key_are_refused(start, end):
    commune = CommuneFactory()
    village(commune, LONG_AGO, END)
    with pytest.raises(IntegrityError), transaction.atomic():
        village(commune, start, end)


def test_a_period_may_begin_on_the_day_another_ends():
    commune = CommuneFactory()
    village(commune, LONG_AGO, MIDDLE)
    village(commune, MIDDLE, None)
    assert Village.objects.filter(commune=commune).count() == 2


def test_periods_of_different_keys_may_overlap():
    assert village(CommuneFactory(), LONG_AGO, None).pk != village(CommuneFactory(), LONG_AGO, None).pk


def test_moving_a_period_over_another_is_refused():
    commune = CommuneFactory()
    village(commune, LONG_AGO, MIDDLE)
    later = village(commune, MIDDLE, None)
    later.valid_from = dt.date(2025, 12, 31)
    with pytest.raises(IntegrityError), transaction.atomic():
        later.save()


def test_a_bulk_update_is_held_to_the_promise_too():
    commune = CommuneFactory()
    village(commune, LONG_AGO, MIDDLE)
    village(commune, MIDDLE, END)
    with pytest.raises(IntegrityError), transaction.atomic():
        Village.objects.filter(commune=commune, valid_to=MIDDLE).update(valid_to=END)


def test_saving_a_row_again_does_not_clash_with_itself():
    row = village(CommuneFactory(), LONG_AGO, None)
    row.valid_to = END
    row.save()
    assert Village.objects.get(pk=row.pk).valid_to == END


def test_names_of_one_unit_never_overlap():
    commune = CommuneFactory()
    old = commune.names.get()
    old.valid_to = MIDDLE
    old.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitNameFactory(unit=commune, parent=old.parent, valid_from=dt.date(2025, 12, 1), valid_to=END)


def test_memberships_of_one_person_in_one_team_never_overlap():
    membership = MembershipFactory(valid_to=END)
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=membership.user, team=membership.team, valid_from=MIDDLE)


@pytest.mark.parametrize(
    ("day", "held"),
    [(dt.date(2025, 6, 30), False), (LONG_AGO, True), (dt.date(2025, 12, 31), True), (MIDDLE, False)],
)
def test_a_period_holds_from_its_first_day_until_the_day_before_its_end(day, held):
    village(CommuneFactory(), LONG_AGO, MIDDLE)
    assert Village.objects.on(day).exists() is held


def test_an_open_period_holds_for_ever():
    village(CommuneFactory(), LONG_AGO, None)
    assert Village.objects.on(dt.date(2999, 1, 1)).exists()


def test_every_dated_model_with_a_key_has_its_promise_in_the_database():
    promised = {model for model in apps.get_models() if hasattr(model, "no_overlap")}
    assert {Membership, UnitName, Village} <= promised
    if connection.vendor == "postgresql":
        sql = "SELECT count(*) FROM pg_constraint WHERE conname LIKE '%%_no_overlap'"
    else:
        sql = "SELECT count(*) / 2 FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_no_overlap_%%'"
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%%", "%"))
        assert cursor.fetchone()[0] == len(promised)


def test_installing_the_promises_again_does_nothing():
    install(using="default", app_config=apps.get_app_config("members"))
    commune = CommuneFactory()
    village(commune, LONG_AGO, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        village(commune, MIDDLE, None)
