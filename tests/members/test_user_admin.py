"""The administrators' pages for accounts: they ask for what we keep and find Vietnamese names."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from lms.members.groups import OFFICER, ensure_groups
from lms.members.models import User
from tests.factories.members import UserFactory

from .pin_case import with_pin

pytestmark = pytest.mark.django_db

INDEX = "wagtailusers_users:index"
ADD = "wagtailusers_users:add"
EDIT = "wagtailusers_users:edit"


@pytest.fixture
def admin(client):
    user = UserFactory(username="quantri", full_name="Quản trị mẫu", is_superuser=True)
    client.force_login(user)
    return user


def answers(**changed):
    return {
        "username": "apmau01",
        "full_name": "Thành viên  mẫu 01",
        "login_phone": "0912 345 678",
        "contact_phone": "",
        "password1": "mot-mat-khau-dai",
        "password2": "mot-mat-khau-dai",
        **changed,
    }


def listed(page):
    return [user.full_name for user in page.context["page_obj"]]


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("edit", [False, True])
def test_the_forms_ask_for_what_we_keep_and_nothing_else(client, edit):
    url = reverse(EDIT, args=[UserFactory().pk]) if edit else reverse(ADD)
    page = client.get(url)
    asked = {"username", "full_name", "login_phone", "contact_phone", "password1", "password2"}
    assert set(page.context["form"].fields) == asked | {"is_superuser", "groups"} | ({"is_active"} if edit else set())
    html = page.content.decode()
    assert all(f'name="{name}"' in html for name in asked)
    assert "email" not in html


@pytest.mark.usefixtures("admin")
def test_an_account_is_made_with_name_and_phone_in_their_one_form(client):
    group = Group.objects.first()
    client.post(reverse(ADD), answers(groups=[group.pk]))
    user = User.objects.get(username="apmau01")
    assert (user.full_name, user.login_phone) == ("Thành viên mẫu 01", "+84912345678")
    assert user.check_password("mot-mat-khau-dai")
    assert list(user.groups.all()) == [group]


@pytest.mark.usefixtures("admin")
def test_accounts_without_a_phone_do_not_clash(client):
    client.post(reverse(ADD), answers(login_phone=""))
    client.post(reverse(ADD), answers(login_phone="", username="apmau02"))
    assert User.objects.filter(login_phone=None, username__startswith="apmau").count() == 2


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"login_phone": "0168 234 5678"}, "login_phone"),
        ({"login_phone": "0290 3831 111"}, "login_phone"),  # a landline
        ({"contact_phone": "113"}, "contact_phone"),
        ({"full_name": " \u200b "}, "full_name"),
        ({"username": "ap mau"}, "username"),
        ({"username": "APMAU09"}, "username"),  # taken, in another case
        ({"username": "0912345678"}, "username"),  # a phone number
        ({"login_phone": "0987 654 321"}, "login_phone"),  # another's
        ({"password2": "khac"}, "password2"),
        ({"password1": "ngan", "password2": "ngan"}, "password2"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_makes_nothing(client, wrong, field):
    UserFactory(username="apmau09", login_phone="+84987654321")
    before = User.objects.count()
    page = client.post(reverse(ADD), answers(**wrong))
    assert set(page.context["form"].errors) == {field}
    assert User.objects.count() == before


@pytest.mark.usefixtures("admin")
def test_editing_without_a_password_keeps_the_old_one(client):
    user = UserFactory(username="apmau01", login_phone="+84912345678")
    page = client.get(reverse(EDIT, args=[user.pk]))
    assert 'value="0912 345 678"' in page.content.decode()
    client.post(reverse(EDIT, args=[user.pk]), answers(full_name="Tên mới", password1="", password2="", is_active="on"))
    user.refresh_from_db()
    assert user.full_name == "Tên mới"
    assert user.check_password("mat-khau-thu")


@pytest.mark.usefixtures("admin")
def test_the_list_is_sorted_by_given_name(client):
    for name in ("Mẫu Đức", "Mẫu An", "Mẫu Duy"):
        UserFactory(full_name=name)
    assert listed(client.get(reverse(INDEX))) == ["Mẫu An", "Mẫu Duy", "Mẫu Đức", "Quản trị mẫu"]


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("typed", ["đức", "duc", "DUC mau", "0912 345 678"])
def test_the_list_is_searched_without_marks_and_by_phone(client, typed):
    UserFactory(full_name="Mẫu Đức", login_phone="+84912345678")
    UserFactory(full_name="Mẫu An")
    assert listed(client.get(reverse(INDEX), {"q": typed})) == ["Mẫu Đức"]


@pytest.mark.usefixtures("admin")
def test_the_list_shows_phones_as_one_writes_them(client):
    UserFactory(login_phone="+84912345678")
    assert "0912 345 678" in client.get(reverse(INDEX)).content.decode()


@pytest.mark.usefixtures("admin")
def test_the_list_costs_the_same_for_few_and_for_many(client, django_assert_max_num_queries):
    for _ in range(40):
        UserFactory()
    with django_assert_max_num_queries(12):
        client.get(reverse(INDEX))


def test_officers_see_the_list_but_make_no_accounts(client):
    user = UserFactory()
    user.groups.add(ensure_groups()[OFFICER])
    client.force_login(user)
    assert client.get(reverse(INDEX)).status_code == 200
    assert client.get(reverse(ADD)).status_code == 302


# --- one's own account ------------------------------------------------------------------------------
def test_the_account_page_asks_for_one_full_name_and_no_email(client, admin):
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name-full_name"' in html
    assert "Quản trị mẫu" in html
    assert not any(word in html for word in ("email", "first_name", "last_name", "avatar-avatar"))


def test_one_changes_ones_name_there(client, admin):
    page = {"name-full_name": "Quản trị  mới", "theme-theme": "system", "theme-contrast": "system"}
    page |= {"theme-density": "default", "locale-preferred_language": "vi"}
    client.post(reverse("wagtailadmin_account"), page)
    admin.refresh_from_db()
    assert admin.full_name == "Quản trị mới"


def test_an_empty_name_is_refused_there(client, admin):
    page = {"name-full_name": " ", "theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    assert client.post(reverse("wagtailadmin_account"), page).status_code == 200
    admin.refresh_from_db()
    assert admin.full_name == "Quản trị mẫu"


def test_a_member_without_the_right_to_enter_sees_no_account_page(client):
    client.force_login(UserFactory())
    assert client.get(reverse("wagtailadmin_account")).status_code == 302


# --- PINs -------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("admin")
def test_a_member_is_added_without_a_password(client):
    client.post(reverse(ADD), answers(password1="", password2=""))
    user = User.objects.get(username="apmau01")
    assert not user.has_usable_password()


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("right", ["is_superuser", "groups"])
def test_staff_are_not_added_without_a_password(client, right):
    given = {"is_superuser": "on", "groups": [ensure_groups()[OFFICER].pk]}[right]
    page = client.post(reverse(ADD), answers(password1="", password2="", **{right: given}))
    assert "password1" in page.context["form"].errors
    assert not User.objects.filter(username="apmau01").exists()


@pytest.mark.usefixtures("admin")
def test_a_member_with_a_pin_becomes_staff_with_a_password_only(client):
    user = with_pin(username="apmau01")
    url, group = reverse(EDIT, args=[user.pk]), ensure_groups()[OFFICER]
    page = client.post(url, answers(password1="", password2="", groups=[group.pk], is_active="on"))
    assert "password1" in page.context["form"].errors
    assert not user.groups.exists()
    client.post(url, answers(groups=[group.pk], is_active="on"))
    user.refresh_from_db()
    assert not user.has_pin
    assert user.check_password("mot-mat-khau-dai")
    assert list(user.groups.all()) == [group]


@pytest.mark.usefixtures("admin")
def test_changing_a_members_phone_leaves_the_pin(client):
    user = with_pin(username="apmau01")
    client.post(reverse(EDIT, args=[user.pk]), answers(password1="", password2="", is_active="on"))
    user.refresh_from_db()
    assert user.login_phone == "+84912345678"
    assert user.has_pin
    assert user.check_password("482 915")
