"""What is printed at the foot of sheets for a place: the words as they are kept, and whose they are."""

import dataclasses

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lms.members.imprints import imprint_for, save_imprint, taken_over
from lms.members.models import SheetImprint
from lms.members.models.imprint import WORDS
from lms.shared.pdf.imprint import Imprint
from tests.factories.members import (
    LONG_AGO,
    CommuneFactory,
    ProvinceFactory,
    SheetImprintFactory,
    TeamFactory,
    UserFactory,
)
from tests.quizzes.test_concurrency import at_once

from .place_case import YESTERDAY, commune, commune_team, province, village_team

pytestmark = pytest.mark.django_db


# --- saving -----------------------------------------------------------------------------------------
def test_words_are_remembered_with_who_changed_them():
    team, user = village_team(), UserFactory()
    row = save_imprint(place=team, words=Imprint(hotline="0912 345 678"), by=user)
    assert (row.place, row.hotline, row.changed_by) == (team, "0912 345 678", user)


def test_words_are_kept_as_one_clean_line():
    row = save_imprint(place=village_team(), words=Imprint(name=" Tô\u0309  Mẫu\n\u202e "), by=UserFactory())
    assert row.name == "Tổ Mẫu"


def test_saving_again_replaces_every_word():
    team, first, second = village_team(), UserFactory(), UserFactory()
    save_imprint(place=team, words=Imprint(name="Tổ Mẫu", hotline="113"), by=first)
    row = save_imprint(place=team, words=Imprint(name="Tổ Mẫu mới"), by=second)
    assert (row.words, row.changed_by) == (Imprint(name="Tổ Mẫu mới"), second)
    assert SheetImprint.objects.count() == 1


def test_a_communes_team_keeps_its_words_as_those_of_the_commune():
    team = commune_team()
    assert save_imprint(place=team, words=Imprint(name="Tổ xã"), by=UserFactory()).place == team.commune


@pytest.mark.parametrize("hotline", ["gọi tôi", "12", "0912-345-678", "٠٩١٢٣٤٥٦٧٨", "...", "1" * 31])
def test_a_hotline_that_is_no_number_is_refused(hotline):
    with pytest.raises(ValidationError) as refused:
        save_imprint(place=village_team(), words=Imprint(hotline=hotline), by=UserFactory())
    assert set(refused.value.message_dict) == {"hotline"}


@pytest.mark.parametrize("hotline", ["113", "1900 6868", "+84 912.345.678"])
def test_a_hotline_is_written_as_people_know_it(hotline):
    assert save_imprint(place=village_team(), words=Imprint(hotline=hotline), by=UserFactory()).hotline == hotline


def test_a_character_that_the_sheets_cannot_draw_is_named():
    with pytest.raises(ValidationError, match="😀"):
        save_imprint(place=village_team(), words=Imprint(name="Tổ 😀"), by=UserFactory())


@pytest.mark.parametrize("name", WORDS)
def test_words_too_long_for_their_line_are_refused(name):
    with pytest.raises(ValidationError):
        save_imprint(place=village_team(), words=Imprint(**{name: "1" * 91}), by=UserFactory())
    assert not SheetImprint.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL")
@pytest.mark.parametrize("round_", range(3))
def test_two_who_save_first_words_at_once_leave_the_whole_words_of_one(round_):
    team, users = village_team(), [UserFactory(), UserFactory()]
    texts = [Imprint(name=f"Tổ {n}", hotline=f"{n}{n}{n}", print_run=f"{n}00 tờ") for n in (1, 2)]
    results = at_once(
        *(
            lambda words=words, user=user: save_imprint(place=team, words=words, by=user)
            for words, user in zip(texts, users, strict=True)
        )
    )
    assert all(isinstance(one, SheetImprint) for one in results)
    assert SheetImprint.objects.get().words in texts


def test_the_form_of_the_words_is_that_of_the_sheets():
    names = {field.name for field in dataclasses.fields(Imprint)}
    assert names <= {field.name for field in SheetImprint._meta.get_fields()}


# --- what is printed --------------------------------------------------------------------------------
def test_a_team_without_words_is_printed_under_its_full_name():
    full = "Tổ công nghệ số cộng đồng ấp Mẫu, xã Thới Bình, tỉnh Cà Mau"
    assert imprint_for(village_team()) == Imprint(name=full)


def test_a_commune_without_words_is_printed_with_its_province():
    assert imprint_for(commune()) == Imprint(name="Xã Thới Bình, tỉnh Cà Mau")


def test_a_province_without_words_is_printed_under_its_name():
    assert imprint_for(province()) == Imprint(name="Tỉnh Cà Mau")


def test_blank_words_come_from_the_commune_then_from_the_province():
    cà_mau = province()
    place = commune(parent=cà_mau)
    team = village_team(place)
    SheetImprintFactory(team=None, unit=cà_mau, hotline="111", issuing_body="Tỉnh", print_run="300 tờ")
    SheetImprintFactory(team=None, unit=place, hotline="222", issuing_body="Xã")
    SheetImprintFactory(team=team, hotline="333")
    printed = imprint_for(team)
    assert (printed.hotline, printed.issuing_body, printed.print_run) == ("333", "Xã", "300 tờ")


def test_where_and_when_one_meets_and_the_name_are_never_taken_from_a_wider_place():
    place = commune()
    SheetImprintFactory(team=None, unit=place, name="Ủy ban xã", meeting_place="Trụ sở xã", meeting_time="Thứ Hai")
    printed = imprint_for(village_team(place))
    assert printed.name.startswith("Tổ công nghệ số cộng đồng ấp Mẫu")
    assert (printed.meeting_place, printed.meeting_time) == ("", "")


def test_a_communes_team_prints_the_words_of_its_commune():
    place = commune()
    SheetImprintFactory(team=None, unit=place, meeting_place="Trụ sở xã")
    printed = imprint_for(commune_team(place))
    assert printed.meeting_place == "Trụ sở xã"
    assert printed.name == "Tổ công nghệ số cộng đồng xã Thới Bình, tỉnh Cà Mau"


def test_words_of_neighbours_are_never_printed():
    cà_mau = province()
    place = commune(parent=cà_mau)
    other = CommuneFactory(name__province=cà_mau)
    SheetImprintFactory(team=None, unit=other, hotline="111")
    SheetImprintFactory(team=TeamFactory(commune=place), hotline="222")
    SheetImprintFactory(team=None, unit=ProvinceFactory(), hotline="333")
    assert imprint_for(village_team(place)).hotline == ""
    assert imprint_for(place).hotline == ""


def test_the_name_is_that_of_the_day():
    place = commune()
    name = place.names.get()
    name.valid_to = YESTERDAY
    name.save()
    place.names.create(code="32065", name="Tân Mẫu", kind="xa", parent=name.parent, valid_from=YESTERDAY)
    assert imprint_for(place, LONG_AGO).name == "Xã Thới Bình, tỉnh Cà Mau"
    assert imprint_for(place).name == "Xã Tân Mẫu, tỉnh Cà Mau"


def test_what_is_taken_over_leaves_out_ones_own_words():
    place = commune()
    SheetImprintFactory(team=None, unit=place, hotline="222", meeting_place="Trụ sở xã")
    team = SheetImprintFactory(team=village_team(place), name="Tổ Mẫu", hotline="333").team
    shown = taken_over(team)
    assert (shown.hotline, shown.meeting_place) == ("222", "")
    assert shown.name.startswith("Tổ công nghệ số")


@pytest.mark.parametrize("make", [village_team, commune_team, commune, province])
def test_the_words_of_a_place_cost_at_most_four_queries(make, django_assert_max_num_queries):
    place = make()
    fresh = type(place).objects.get(pk=place.pk)
    with django_assert_max_num_queries(4):
        imprint_for(fresh)
