"""The sign-in page: the way in, where it leads, and how long it lasts."""

import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.conf import settings as project
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "mat-khau-thu"


@pytest.fixture
def member():
    return UserFactory(username="apmau01", login_phone="+84912345678")


def post(client, login="0912 345 678", password=PASSWORD, **data):
    return client.post(reverse("members:sign_in"), {"username": login, "password": password, **data})


def staff():
    user = UserFactory(username="biensoan")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def test_the_page_stands_at_its_agreed_address(client):
    assert reverse("members:sign_in") == "/dang-nhap/"
    assert reverse("members:sign_out") == "/dang-xuat/"
    assert client.get("/dang-nhap/").status_code == 200


def test_the_page_asks_three_things_and_says_what_to_do_without_a_password(client):
    page = client.get(reverse("members:sign_in"))
    assert list(page.context["form"].fields) == ["username", "password", "full_name", "keep"]
    assert 'name="full_name"' not in page.content.decode()  # only after a wrong try with a phone number
    assert "checked" not in page.content.decode()
    assert page.content.decode().count("<section") == 2


def test_the_page_bears_the_name_of_this_site(client):
    assert project.LMS_SITE_NAME in client.get(reverse("members:sign_in")).content.decode()


def test_the_page_has_no_inline_script_or_style(client):
    html = client.get(reverse("members:sign_in")).content.decode()
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.usefixtures("member")
def test_signing_in_leads_to_what_the_member_has_learned(client):
    assert post(client).url == reverse(project.LOGIN_REDIRECT_URL)


@pytest.mark.usefixtures("member")
def test_an_empty_form_names_both_fields(client):
    page = post(client, login="", password="")
    assert set(page.context["form"].errors) == {"username", "password"}


@pytest.mark.usefixtures("member")
def test_signing_in_leads_back_to_where_the_member_was_going(client):
    assert post(client, next="/b/cai-vneid/").url == "/b/cai-vneid/"


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(
    "target",
    ["https://xau.example/", "//xau.example/", "javascript:alert(1)", "\\\\xau.example", "http:///xau.example"],
)
def test_signing_in_never_leads_to_another_site(client, target):
    assert post(client, next=target).url == reverse(project.LOGIN_REDIRECT_URL)


def test_staff_who_were_going_to_the_editors_pages_land_there(client):
    staff()
    assert post(client, login="biensoan", next="/quan-tri/").url == "/quan-tri/"


@pytest.mark.usefixtures("member")
def test_a_member_is_not_sent_round_between_the_editors_pages_and_the_door(client):
    assert post(client, next="/quan-tri/pages/").url == reverse(project.LOGIN_REDIRECT_URL)
    rejected = client.get("/quan-tri/")
    assert client.get(rejected.url).url == reverse(project.LOGIN_REDIRECT_URL)


def test_whoever_is_signed_in_already_goes_on(client, member):
    client.force_login(member)
    assert client.get(reverse("members:sign_in"), {"next": "/b/cai/"}).url == "/b/cai/"


@pytest.mark.parametrize("target", ["/dang-nhap/", "/dang-nhap/?next=/dang-nhap/", "/dang-xuat/"])
def test_nobody_is_sent_from_the_door_to_the_door(client, member, target):
    assert post(client, next=target).url == reverse(project.LOGIN_REDIRECT_URL)
    assert client.get(reverse("members:sign_in"), {"next": target}).url == reverse(project.LOGIN_REDIRECT_URL)


@pytest.mark.usefixtures("member")
def test_on_a_borrowed_phone_the_session_ends_with_the_browser(client):
    post(client)
    assert client.session.get_expire_at_browser_close()


@pytest.mark.usefixtures("member")
def test_on_ones_own_phone_the_session_stays(client):
    post(client, keep="on")
    assert not client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == project.LMS_KEEP_DAYS * 24 * 60 * 60


@pytest.mark.usefixtures("member")
def test_a_wrong_password_and_an_unknown_login_read_the_same(client):
    known = post(client, login="apmau01", password="sai-mat-khau").context["form"].non_field_errors()
    unknown = post(client, login="khong-co", password="sai-mat-khau").context["form"].non_field_errors()
    assert known
    assert known == unknown


@pytest.mark.usefixtures("member")
def test_the_error_says_how_many_tries_are_left(client):
    page = post(client, password="sai")
    assert str(project.AXES_FAILURE_LIMIT - 1) in page.context["form"].non_field_errors()[0]


# --- too many tries ---------------------------------------------------------------------------------
def fail(client, times, login="0912 345 678"):
    for _ in range(times):
        page = post(client, login=login, password="sai")
    return page


@pytest.mark.usefixtures("member")
def test_after_too_many_wrong_passwords_the_page_says_how_long_to_wait(client):
    page = fail(client, project.AXES_FAILURE_LIMIT)
    assert page.status_code == 429
    assert page.context["retry_minutes"] == project.LMS_SIGN_IN_COOL_OFF_MINUTES
    assert 0 < int(page["Retry-After"]) <= project.LMS_SIGN_IN_COOL_OFF_MINUTES * 60


@pytest.mark.usefixtures("member")
def test_while_locked_the_right_password_does_not_open(client):
    fail(client, project.AXES_FAILURE_LIMIT)
    assert post(client).status_code == 429
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("member")
def test_another_spelling_gives_no_further_tries(client):
    fail(client, project.AXES_FAILURE_LIMIT - 1)
    assert fail(client, 1, login="+84 912.345.678").status_code == 429
    assert post(client, login="apmau01").status_code == 429


def test_an_unknown_login_is_locked_just_the_same(client):
    assert fail(client, project.AXES_FAILURE_LIMIT, login="khong-co").status_code == 429


@pytest.mark.usefixtures("member")
def test_impatience_while_locked_does_not_lengthen_the_wait(client):
    fail(client, project.AXES_FAILURE_LIMIT)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=12))
    assert fail(client, 1).context["retry_minutes"] == project.LMS_SIGN_IN_COOL_OFF_MINUTES - 12


@pytest.mark.usefixtures("member")
def test_after_the_wait_the_right_password_opens_again(client):
    fail(client, project.AXES_FAILURE_LIMIT)
    waited = dt.timedelta(minutes=project.LMS_SIGN_IN_COOL_OFF_MINUTES, seconds=1)
    AccessAttempt.objects.update(attempt_time=timezone.now() - waited)
    assert post(client).status_code == 302


@pytest.mark.usefixtures("member")
def test_signing_in_forgets_the_wrong_tries_before(client):
    fail(client, project.AXES_FAILURE_LIMIT - 1)
    post(client)
    assert not AccessAttempt.objects.exists()


@pytest.mark.usefixtures("member")
def test_one_members_lock_leaves_the_others_of_the_same_office_alone(client):
    UserFactory(username="apmau02")
    fail(client, project.AXES_FAILURE_LIMIT)
    assert post(client, login="apmau02").status_code == 302


@pytest.mark.usefixtures("member")
def test_the_many_ipv6_addresses_of_one_phone_share_their_tries():
    for n in range(project.AXES_FAILURE_LIMIT):
        phone = Client(REMOTE_ADDR=f"2001:db8:1:2::{n + 1:x}")
        page = post(phone, login="apmau01", password="sai")
    assert page.status_code == 429


@pytest.mark.usefixtures("member")
def test_no_password_is_kept_with_the_tries(client):
    post(client, password="sai-mat-khau")
    assert "sai-mat-khau" not in AccessAttempt.objects.get().post_data


# --- signing out ------------------------------------------------------------------------------------
def test_signing_out_ends_the_session(client, member):
    client.force_login(member)
    assert client.post(reverse("members:sign_out")).url == reverse(project.LOGOUT_REDIRECT_URL)
    assert "_auth_user_id" not in client.session


def test_a_link_cannot_sign_a_member_out(client, member):
    client.force_login(member)
    assert client.get(reverse("members:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session


def test_the_editors_pages_have_no_door_of_their_own(client):
    page = client.get("/quan-tri/login/?next=/quan-tri/pages/")
    assert page.url == f"{reverse('members:sign_in')}?next=/quan-tri/pages/"


def test_wagtails_door_for_readers_is_ours(client):
    assert client.get("/_util/login/?next=/bai/").url == f"{reverse('members:sign_in')}?next=/bai/"


def test_a_link_cannot_sign_an_editor_out(client):
    client.force_login(staff())
    assert client.get("/quan-tri/logout/").status_code == 405
    assert "sessionid" in client.cookies
    assert client.get("/quan-tri/").status_code == 200


def test_editors_sign_out_from_their_own_pages(client):
    client.force_login(staff())
    assert client.post(reverse("wagtailadmin_logout")).url == reverse(project.LOGOUT_REDIRECT_URL)
    assert "_auth_user_id" not in client.session


def test_one_address_cannot_try_name_after_name(client, settings):
    settings.LMS_SIGN_IN_TRIES_PER_ADDRESS = 3
    answers = [client.post("/dang-nhap/", {"username": f"ai-do-{n}", "password": "12345678"}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
