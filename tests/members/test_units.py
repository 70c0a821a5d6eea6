"""The official list as it is shipped: loaded, loaded again, changed, and searched."""

import datetime as dt

import pytest
from django.db import transaction

from lms.members.models import FormerCommune, Unit, UnitEvent, UnitName
from lms.members.units import (
    UnitError,
    candidates_for,
    label,
    labels,
    load_units,
    record_event,
    rename_unit,
    search_units,
    unit_by_code,
)

ON = dt.date(2026, 9, 20)
SOURCE = "Nghị quyết mẫu"


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole list, loaded once for this file and taken out again."""
    seen = []
    everything = transaction.atomic()
    with django_db_blocker.unblock():
        everything.__enter__()
        loaded = load_units(progress=lambda done, total: seen.append((done, total)))
    yield loaded, seen
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        everything.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _loaded(country, db):
    pass


def codes(places):
    return {place.code for place in places}


def rename(code="32065", name="Mẫu", kind="phuong", on=ON, source=SOURCE):
    return rename_unit(unit=unit_by_code(code), name=name, kind=kind, on=on, source=source)


# --- loading ----------------------------------------------------------------------------------------
def test_the_whole_country_is_loaded(country):
    loaded, _seen = country
    assert (loaded.units, loaded.former_communes) == (34 + 3321, 10512)
    assert Unit.objects.filter(level="province").count() == 34
    assert Unit.objects.filter(level="commune").count() == 3321


def test_the_progress_runs_from_start_to_end(country):
    _loaded, seen = country
    done = [count for count, _total in seen]
    assert done == sorted(done)
    assert seen[-1] == (34 + 3321 + 10512, 34 + 3321 + 10512)


def test_loading_again_adds_nothing():
    again = load_units()
    assert (again.units, again.former_communes) == (0, 0)


def test_loading_again_keeps_a_name_that_was_edited():
    UnitName.objects.filter(code="32065").update(name="Mẫu", kind="phuong")
    load_units()
    assert label(unit_by_code("32065")) == "Phường Mẫu, tỉnh Cà Mau"


def test_loading_again_keeps_a_rename_and_its_history():
    rename()
    assert load_units().units == 0
    assert UnitName.objects.filter(code="32065").count() == 2


def test_loading_again_does_not_bring_back_a_unit_that_was_merged():
    first, second = unit_by_code("32236"), unit_by_code("32244")
    record_event(kind="merge", before=[first, second], after=[second], on=ON, source=SOURCE)
    assert load_units().units == 0


def test_loading_again_adds_what_is_missing():
    FormerCommune.objects.filter(unit=unit_by_code("32065")).delete()
    UnitName.objects.filter(code="32065").delete()
    loaded = load_units()
    assert loaded.units == 1
    found = candidates_for("Thới Bình, Thới Bình, Cà Mau")
    assert {row.former.former_name for row in found} == {"Thị trấn Thới Bình", "Xã Thới Bình"}


# --- finding ----------------------------------------------------------------------------------------
def test_a_label_shows_the_province():
    assert label(unit_by_code("32065")) == "Xã Thới Bình, tỉnh Cà Mau"
    assert label(unit_by_code("96")) == "Tỉnh Cà Mau"


def test_labels_of_many_units_cost_two_queries(django_assert_num_queries):
    units = Unit.objects.filter(level="commune")[:200]
    list(units)
    with django_assert_num_queries(2):
        assert len(labels(units)) == 200


@pytest.mark.parametrize("text", ["Thới Bình", "thoi binh", "xã thới bình", "XA THOI BINH", "Thới Bình, Cà Mau"])
def test_a_commune_is_found_with_and_without_marks(text):
    assert [place.label for place in search_units(text)] == ["Xã Thới Bình, tỉnh Cà Mau"]


def test_names_with_exactly_these_marks_come_first():
    places = search_units("Tân Ân")
    assert places[0].label == "Xã Tân Ân, tỉnh Cà Mau"
    assert len(places) > 5


def test_same_named_communes_are_told_apart_by_their_province():
    places = search_units("Tân An")
    assert len({place.label for place in places}) == len(places)


def test_a_name_that_begins_like_a_type_word_is_found():
    assert search_units("Xa Dung")[0].label == "Xã Xa Dung, tỉnh Điện Biên"


@pytest.mark.parametrize("text", ["", "  ", "không có nơi nào tên thế này", ", Cà Mau"])
def test_a_search_for_nothing_finds_nothing(text):
    assert search_units(text) == []


def test_a_search_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(search_units("tân")) == 50


def test_a_code_is_looked_up_on_a_day():
    assert unit_by_code("32065", on=dt.date(2025, 6, 30)) is None
    assert unit_by_code("00000") is None


# --- former communes --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["Xã Tân Ân, huyện Ngọc Hiển, Cà Mau", "Tân Ân, Ngọc Hiển", "xa tan an, ngoc hien, tinh ca mau"]
)
def test_the_former_tan_an_lies_in_two_units_and_not_in_todays_tan_an(text):
    found = candidates_for(text)
    assert codes(found) == {"32244", "32248"}
    assert {place.label for place in found} == {"Xã Phan Ngọc Hiển, tỉnh Cà Mau", "Xã Đất Mũi, tỉnh Cà Mau"}


def test_todays_tan_an_is_no_candidate_for_any_former_tan_an():
    assert "32236" in codes(search_units("Tân Ân"))
    assert "32236" not in codes(candidates_for("Tân Ân"))


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("Thị trấn Thới Bình", "Xã Thới Bình, tỉnh Cà Mau"),
        ("Phường 5, TP Cà Mau", "Phường Tân Thành, tỉnh Cà Mau"),
        ("Xã Quang Trung, Kiến Xương, Thái Bình", "Xã Kiến Xương, tỉnh Hưng Yên"),
        ("Xa Dung", "Xã Xa Dung, tỉnh Điện Biên"),
    ],
)
def test_a_former_commune_is_found_as_people_write_it(text, today):
    assert [place.label for place in candidates_for(text)] == [today]


def test_a_type_word_that_was_typed_must_agree():
    assert candidates_for("Phường Thới Bình, Cà Mau") == []


def test_candidates_cost_few_queries_however_many_there_are(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert candidates_for("Tân Ân")


# --- changing ---------------------------------------------------------------------------------------
def test_a_renamed_unit_keeps_its_code_and_its_history():
    new = rename()
    assert (new.code, str(new)) == ("32065", "Phường Mẫu")
    assert label(unit_by_code("32065"), on=dt.date(2026, 9, 19)) == "Xã Thới Bình, tỉnh Cà Mau"
    assert label(unit_by_code("32065"), on=ON) == "Phường Mẫu, tỉnh Cà Mau"


def test_a_rename_is_an_event_with_its_source():
    new = rename()
    event = UnitEvent.objects.get()
    assert (event.kind, event.effective_on, event.source) == ("rename", ON, SOURCE)
    assert {(part.unit_id, part.side) for part in event.parts.all()} == {
        (new.unit_id, "before"),
        (new.unit_id, "after"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": dt.date(2025, 7, 1)},  # not after the old name began
        {"name": " Thới  Bình ", "kind": "xa"},  # no change
        {"name": "  "},
        {"source": " "},
    ],
)
def test_a_rename_that_makes_no_sense_changes_nothing(wrong):
    with pytest.raises(UnitError):
        rename(**wrong)
    assert not UnitEvent.objects.exists()
    assert UnitName.objects.get(code="32065").valid_to is None


def test_a_merged_unit_ends_and_the_other_goes_on():
    first, second = unit_by_code("32236"), unit_by_code("32244")
    record_event(kind="merge", before=[first, second], after=[second], on=ON, source=SOURCE)
    assert unit_by_code("32236", on=ON) is None
    assert unit_by_code("32236", on=dt.date(2026, 9, 19)) == first
    assert unit_by_code("32244", on=ON) == second
    assert label(first, on=ON) == "Xã Tân Ân"


def test_a_unit_that_was_split_may_live_on_in_part():
    old, other = unit_by_code("32236"), unit_by_code("32244")
    event = record_event(kind="split", before=[old], after=[old, other], on=ON, source=SOURCE)
    assert unit_by_code("32236", on=ON) == old
    assert event.parts.count() == 3


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [("merge", ["32236"], ["32244"]), ("split", ["32236"], ["32244"]), ("rename", ["32236"], ["32236"])],
)
def test_an_event_of_the_wrong_shape_is_refused(kind, before, after):
    units = {code: unit_by_code(code) for code in ("32236", "32244")}
    with pytest.raises(UnitError):
        record_event(
            kind=kind, before=[units[c] for c in before], after=[units[c] for c in after], on=ON, source=SOURCE
        )
    assert not UnitEvent.objects.exists()


def test_an_ended_unit_cannot_be_renamed():
    first, second = unit_by_code("32236"), unit_by_code("32244")
    record_event(kind="merge", before=[first, second], after=[second], on=ON, source=SOURCE)
    with pytest.raises(UnitError):
        rename_unit(unit=first, name="Mẫu", kind="xa", on=dt.date(2026, 10, 1), source=SOURCE)
