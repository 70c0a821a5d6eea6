import pytest
from django.test import Client

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
