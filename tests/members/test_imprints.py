"""What is printed at the foot of sheets for a place, and who may print or change it."""

import dataclasses
import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lms.members.groups import OFFICER, PUBLISHER, TRAINER, ensure_groups
from lms.members.imprints import (
    PlaceError,
    imprint_for,
    may_change,
    may_print_for,
    place_from_token,
    places_of,
    save_imprint,
    taken_over,
    token_of,
)
from lms.members.models import SheetImprint, Team
from lms.members.models.imprint import WORDS
from lms.shared.pdf.imprint import Imprint
from tests.factories.members import (
    LONG_AGO,
    CommuneFactory,
    MembershipFactory,
    ProvinceFactory,
    SheetImprintFactory,
    TeamFactory,
    UserFactory,
)
from tests.quizzes.test_concurrency import at_once

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


def province():
    return ProvinceFactory(name__name="Cà Mau", name__code="96")


def commune(**values):
    parent = values.pop("parent", None) or province()
    return CommuneFactory(name="Thới Bình", name__code="32065", name__province=parent, **values)


def village_team(place=None, **values):
    return TeamFactory(commune=place or commune(), village__kind="ap", village__name="Mẫu", **values)


def commune_team(place=None, **values):
    return TeamFactory(level="commune", village=None, commune=place or commune(), **values)


def staff(key):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    return user


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


# --- who may ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["member", "deputy", "leader"])
def test_members_print_for_their_team_and_its_commune(role):
    row = MembershipFactory(team=village_team(), role=role)
    assert may_print_for(row.user, row.team)
    assert may_print_for(row.user, row.team.commune)


def test_members_of_a_village_do_not_print_for_its_neighbours():
    row = MembershipFactory(team=village_team(), role="leader")
    beside = TeamFactory(commune=row.team.commune)
    assert not may_print_for(row.user, beside)
    assert not may_print_for(row.user, commune_team(row.team.commune))
    assert not may_print_for(row.user, CommuneFactory())


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_of_the_communes_team_print_for_its_villages(role, answer):
    row = MembershipFactory(team=commune_team(), role=role)
    assert may_print_for(row.user, TeamFactory(commune=row.team.commune)) is answer
    assert not may_print_for(row.user, TeamFactory())


def test_nobody_prints_for_a_province_through_a_team():
    row = MembershipFactory(team=commune_team(), role="leader")
    assert not may_print_for(row.user, row.team.commune.names.get().parent)


@pytest.mark.parametrize(
    "gone", [{"valid_to": timezone.localdate()}, {"team__closed_on": YESTERDAY}], ids=["left", "closed"]
)
def test_who_left_or_whose_team_is_closed_prints_and_changes_nothing(gone):
    row = MembershipFactory(role="leader", **gone)
    assert not may_print_for(row.user, row.team)
    assert not may_change(row.user, row.team)
    assert places_of(row.user) == []


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_change_the_words_of_their_very_team(role, answer):
    row = MembershipFactory(team=village_team(), role=role)
    assert may_change(row.user, row.team) is answer
    assert not may_change(row.user, row.team.commune)
    assert not may_change(row.user, TeamFactory(commune=row.team.commune))


@pytest.mark.parametrize(("role", "answer"), [("member", False), ("deputy", True), ("leader", True)])
def test_leaders_of_the_communes_team_change_the_communes_words(role, answer):
    row = MembershipFactory(team=commune_team(), role=role)
    assert may_change(row.user, row.team.commune) is answer
    assert may_change(row.user, row.team) is answer
    assert not may_change(row.user, CommuneFactory())
    assert not may_change(row.user, TeamFactory(commune=row.team.commune))


@pytest.mark.parametrize(("key", "answer"), [(PUBLISHER, True), (OFFICER, True), (TRAINER, False)])
@pytest.mark.parametrize("make", [village_team, commune_team, commune, province])
def test_publishers_and_officers_print_and_change_for_all(key, answer, make):
    user, place = staff(key), make()
    assert may_print_for(user, place) is answer
    assert may_change(user, place) is answer


@pytest.mark.parametrize("make", [village_team, commune, province])
def test_a_stranger_neither_prints_nor_changes(make):
    place = make()
    assert not may_print_for(AnonymousUser(), place)
    assert not may_change(AnonymousUser(), place)
    assert places_of(AnonymousUser()) == []


# --- tokens -----------------------------------------------------------------------------------------
def test_a_member_chooses_among_team_and_commune():
    team = MembershipFactory(team=village_team()).team
    assert places_of(team.memberships.get().user) == [
        (f"to-{team.pk}", "Tổ công nghệ số cộng đồng ấp Mẫu, xã Thới Bình, tỉnh Cà Mau"),
        ("xa-32065", "Xã Thới Bình, tỉnh Cà Mau"),
    ]


def test_a_leader_of_the_communes_team_chooses_among_its_open_villages_too():
    row = MembershipFactory(team=commune_team(), role="leader")
    village = village_team(row.team.commune)
    TeamFactory(commune=row.team.commune, closed_on=YESTERDAY)
    assert [token for token, _label in places_of(row.user)] == [f"to-{row.team.pk}", "xa-32065", f"to-{village.pk}"]


def test_in_village_and_commune_every_place_is_offered_once():
    place, user = commune(), UserFactory()
    village, whole = village_team(place), commune_team(place)
    for team in (whole, village):
        MembershipFactory(user=user, team=team, role="leader")
    assert [token for token, _label in places_of(user)] == [f"to-{village.pk}", f"to-{whole.pk}", "xa-32065"]


def test_what_is_offered_may_be_printed_for():
    row = MembershipFactory(team=commune_team(), role="leader")
    village_team(row.team.commune)
    assert all(may_print_for(row.user, place_from_token(token)) for token, _label in places_of(row.user))


def test_many_villages_cost_no_more_queries_than_one(django_assert_max_num_queries):
    row = MembershipFactory(team=commune_team(), role="leader")
    for _ in range(12):
        TeamFactory(commune=row.team.commune)
    with django_assert_max_num_queries(7):
        assert len(places_of(row.user)) == 14


@pytest.mark.parametrize("make", [village_team, commune_team, commune, province])
def test_a_token_leads_back_to_its_place(make):
    place = make()
    assert place_from_token(token_of(place)) == place


def test_a_token_says_what_it_names():
    place = commune()
    assert [token_of(place), token_of(place.names.get().parent)] == ["xa-32065", "tinh-96"]


def test_a_code_names_the_unit_that_bears_it_today():
    place = commune()
    place.names.update(valid_to=YESTERDAY)
    today = CommuneFactory(name__code="32065", name__valid_from=YESTERDAY)
    assert place_from_token("xa-32065") == today
    with pytest.raises(PlaceError):
        token_of(place)


@pytest.mark.parametrize("token", ["", "32065", "xa-", "to-٣", "xa-32065; DROP", "tinh_96", "to-" + "9" * 30])
def test_a_token_of_another_form_is_refused_with_the_right_ones(token):
    with pytest.raises(PlaceError, match=r"xa-.*tinh-"):
        place_from_token(token)


@pytest.mark.parametrize("token", ["xa-99999", "xa-96", "tinh-32065"])
def test_a_code_that_no_such_unit_bears_is_named(token):
    commune()
    with pytest.raises(PlaceError, match=token.partition("-")[2]):
        place_from_token(token)


def test_a_closed_team_is_no_place_to_print_for():
    with pytest.raises(PlaceError):
        place_from_token(f"to-{TeamFactory(closed_on=YESTERDAY).pk}")
    with pytest.raises(PlaceError):
        place_from_token(f"to-{10**17}")
    assert Team.objects.exists()


@given(st.text(max_size=30))
def test_any_text_is_a_place_or_a_clear_refusal(text):
    with pytest.raises(PlaceError) as refused:
        place_from_token(text)
    assert str(refused.value)


def test_the_form_of_the_words_is_that_of_the_sheets():
    names = {field.name for field in dataclasses.fields(Imprint)}
    assert names <= {field.name for field in SheetImprint._meta.get_fields()}
