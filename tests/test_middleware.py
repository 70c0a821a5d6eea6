import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page, Site

from lms.middleware import site_of
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
FORM = b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n%s\r\n--x--\r\n'


@pytest.mark.parametrize("charset", ["rot13", "idna", "utf-7", "unicode_escape", "utf-16"])
def test_a_form_in_another_encoding_is_refused_on_a_plain_page(client, course, charset):
    response = client.generic("POST", "/kt/", FORM % b"+2AA-", f"multipart/form-data; boundary=x; charset={charset}")
    assert response.status_code == 400
    assert 'lang="vi"' in response.content.decode()


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape"])
def test_an_address_is_read_in_no_other_encoding(client, course, charset):
    response = client.get("/tim/?q=%2B2AA-%5Cud800", CONTENT_TYPE=f"text/plain; charset={charset}")
    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", '"utf-8"', "no-such-encoding"])
def test_our_own_encoding_goes_by_every_name(client, course, charset):
    response = client.generic("POST", "/kt/", b"ma=x", f"application/x-www-form-urlencoded; charset={charset}")
    assert response.status_code != 400


@pytest.mark.parametrize("charset", ["utf-16", "latin-1"])
def test_who_has_visited_a_form_before_is_refused_too(course, charset):
    """With the cookie of a form, the page that says so looks for its token in what was sent."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    response = client.generic("POST", "/kt/", b"ma=x", f"application/x-www-form-urlencoded; charset={charset}")
    assert response.status_code == 400


def test_a_button_pressed_signed_out_leads_after_signing_in_to_a_page_that_says_to_press_again(client):
    member, address = UserFactory(), reverse("members:carry")
    door = client.post(address)
    assert door.url == f"{reverse('members:sign_in')}?next={address}"
    page = client.post(door.url, {"username": member.username, "password": "mat-khau-thu"}, follow=True)
    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "<h1>Bạn bấm lại nhé</h1>" in page.text


def test_a_script_that_asks_the_wrong_way_gets_no_page(client):
    assert client.delete(reverse("privacy")).content == b""


@pytest.mark.parametrize("usual", [None, "a.example", "b.example"])
@pytest.mark.parametrize("ports", [[80], [80, 8080]])
@pytest.mark.parametrize("asked", ["a.example", "A.example", "a.example:8080", "a.example:99", "c.example"])
def test_the_site_of_a_request_is_the_one_that_wagtail_finds(usual, ports, asked):
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    for host in ("a.example", "b.example"):
        for port in ports:
            is_usual = (host, port) == (usual, 80)
            Site.objects.create(hostname=host, port=port, root_page=root, is_default_site=is_usual)
    request = RequestFactory().get("/", HTTP_HOST=asked)
    assert site_of(request) == Site._find_for_request(request)


def test_where_there_is_no_site_nothing_is_found(client):
    Site.objects.all().delete()
    assert client.get("/vneid/").status_code == 404
