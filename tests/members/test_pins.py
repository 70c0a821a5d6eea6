"""PINs: what is made, who may make it, what it opens."""

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group, Permission
from hypothesis import given
from hypothesis import strategies as st

from lms.members import pins
from lms.members.digits import pin_typed
from lms.members.models import PinIssue, User
from lms.members.pins import PinError, is_weak, issue_pins, last_issue, may_reset, new_pin, resettable, spaced
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory

from .pin_case import PIN, WRONG, is_in, led, reset, sign_in, with_pin


# --- the digits -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "pin",
    ["123456", "111111", "000000", "654321", "121212", "112233", "123123", "901234", "298765", "147258", "246802"],
)
def test_what_is_guessed_first_is_weak(pin):
    assert is_weak(pin)


def test_a_thousand_pins_have_six_digits_and_none_is_weak():
    made = [new_pin() for _ in range(1000)]
    assert all(len(pin) == 6 and pin.isdecimal() and not is_weak(pin) for pin in made)
    assert len(set(made)) > 950


def test_a_weak_one_is_thrown_away(monkeypatch):
    drawn = iter([123456, 11, PIN])
    monkeypatch.setattr(pins.secrets, "randbelow", lambda _limit: int(next(drawn)))
    assert new_pin() == PIN


def test_most_numbers_are_left_to_choose_from():
    strong = sum(not is_weak(f"{n:06}") for n in range(0, 10**6, 97))
    assert strong / len(range(0, 10**6, 97)) > 0.9


@pytest.mark.parametrize(
    "typed",
    ["482915", " 482 915 ", "482-915", "48.29.15", "٤٨٢٩١٥", "４８２９１５", "482\u200b915", "४८२ ९१५", "482\u00a0915"],
)
def test_a_pin_is_the_same_in_any_digits_and_with_spaces(typed):
    assert pin_typed(typed) == PIN


@given(st.text())
def test_whatever_is_typed_can_be_read(typed):
    assert pin_typed(pin_typed(typed)) == pin_typed(typed)


def test_a_pin_is_shown_in_two_groups():
    assert spaced(PIN) == "482 915"


# --- what it opens ----------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("typed", [PIN, " 482 915", "٤٨٢٩١٥", "482-915"])
@pytest.mark.parametrize("login", ["apmau01", "0912 345 678"])
def test_a_member_signs_in_with_phone_or_name_and_pin(client, login, typed):
    member = with_pin(username="apmau01", login_phone="+84912345678")
    sign_in(client, login, typed)
    assert is_in(client, member)


@pytest.mark.django_db
def test_a_password_is_taken_as_it_is_typed(client):
    UserFactory(username="biensoan", password="482 915 88")
    sign_in(client, "biensoan", "48291588")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["superuser", "group", "permission"])
def test_a_pin_opens_nothing_for_staff(client, right):
    member = with_pin(username="apmau01", is_superuser=right == "superuser")
    if right == "group":
        member.groups.add(Group.objects.create(name="Nhóm"))
    if right == "permission":
        member.user_permissions.add(Permission.objects.first())
    sign_in(client, "apmau01")
    assert not is_in(client, member)


@pytest.mark.django_db
def test_a_password_set_later_is_no_pin():
    member = with_pin()
    member.set_password("mot-mat-khau-dai")
    member.save()
    member.refresh_from_db()
    assert not member.has_pin
    assert member.check_password("mot-mat-khau-dai")


@pytest.mark.django_db
def test_a_hash_that_django_renews_stays_that_of_a_pin(settings):
    member = with_pin()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    assert member.check_password("482 915")
    assert member.has_pin
    stored = User.objects.get(pk=member.pk)
    assert stored.has_pin
    assert stored.password.startswith("scrypt")


# --- who makes it -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_new_pin_ends_the_old_one_and_every_session(client):
    leader, member = led(username="apmau01")
    sign_in(client, "apmau01")
    reset(member, leader, WRONG)
    assert client.get("/viec-hoc/").status_code == 302
    assert not User.objects.get(pk=member.pk).check_password(PIN)
    sign_in(client, "apmau01", WRONG)
    assert is_in(client, member)


@pytest.mark.django_db
def test_who_made_it_and_when_is_kept_and_the_pin_is_not():
    leader, member = led()
    reset(member, leader, WRONG)
    row = PinIssue.objects.get()
    assert (row.member, row.issued_by, row.way) == (member, leader, "shown")
    assert WRONG not in str(PinIssue.objects.values())
    assert check_password(WRONG, User.objects.get(pk=member.pk).password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "may"),
    [("leader", True), ("deputy", True), ("commune", True), ("admin", True), ("member", False), ("other", False)],
)
def test_who_may_make_a_pin(who, may):
    team = TeamFactory()
    member = MembershipFactory(team=team).user
    by = {
        "leader": lambda: MembershipFactory(team=team, role="leader").user,
        "deputy": lambda: MembershipFactory(team=team, role="deputy").user,
        "commune": lambda: (
            MembershipFactory(team=TeamFactory(level="commune", village=None, commune=team.commune), role="leader").user
        ),
        "admin": lambda: UserFactory(is_superuser=True),
        "member": lambda: MembershipFactory(team=team).user,
        "other": lambda: MembershipFactory(role="leader").user,
    }[who]()
    assert may_reset(by, member) is may


@pytest.mark.django_db
def test_nobody_makes_their_own_or_one_of_staff_or_of_a_closed_account():
    leader, member = led()
    team = leader.memberships.get().team
    staff = MembershipFactory(team=team, user=UserFactory(is_superuser=True)).user
    closed = MembershipFactory(team=team, user=UserFactory(is_active=False)).user
    assert [may_reset(leader, one) for one in (leader, staff, closed)] == [False, False, False]
    assert list(resettable(team, leader)) == [member]


@pytest.mark.django_db
def test_the_service_refuses_too():
    _leader, member = led()
    stranger = UserFactory()
    with pytest.raises(PinError):
        reset(member, stranger, WRONG)
    assert User.objects.get(pk=member.pk).check_password(PIN)


@pytest.mark.django_db
def test_of_two_forms_drawn_at_the_same_time_one_makes_the_pin():
    leader, member = led()
    seen = last_issue([member])
    issue_pins(pins={member: WRONG}, by=leader, way="shown", seen=seen)
    with pytest.raises(PinError):
        issue_pins(pins={member: PIN}, by=leader, way="shown", seen=seen)
    assert User.objects.get(pk=member.pk).check_password(WRONG)
