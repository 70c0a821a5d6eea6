import pytest
from django.urls import resolve, reverse

from lessons.models import CoursePage


def test_the_names_that_templates_use_have_addresses():
    addresses = {name: reverse(name) for name in ("home", "privacy", "help", "members:sign_in")}
    assert addresses == {
        "home": "/",
        "privacy": "/quyen-rieng-tu/",
        "help": "/tro-giup/",
        "members:sign_in": "/dang-nhap/",
    }


@pytest.mark.parametrize(
    ("address", "name"),
    [("/viec-hoc/", "lessons:my_learning"), ("/tim/", "lessons:search"), ("/kt/", "quizzes:check")],
)
def test_no_page_hides_an_address_of_an_app(address, name):
    assert resolve(address).view_name == name


@pytest.mark.django_db
def test_the_home_is_the_course(client, course):
    assert client.get("/").context["page"] == CoursePage.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/quyen-rieng-tu/", "/tro-giup/"])
def test_pages_about_the_site_answer_everyone(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_robots_stay_out_of_the_admin_and_of_certificates(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert b"Disallow: /quan-tri/" in answer.content
    assert b"Disallow: /kt/" in answer.content


@pytest.mark.django_db
def test_stored_files_are_served_but_never_run(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens/a.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    answer = client.get("/media/screens/a.html")
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "screens/", "", "a" * 300, "%00"]
)
def test_nothing_outside_the_stored_files_is_served(client, settings, tmp_path, path):
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "media/screens").mkdir(parents=True)
    settings.MEDIA_ROOT = tmp_path / "media"
    assert client.get(f"/media/{path}").status_code in (400, 404)


@pytest.mark.django_db
def test_the_chosen_language_is_kept_and_the_reader_goes_back(client):
    answer = client.get("/ngon-ngu/en/?next=/tro-giup/")
    assert answer["Location"] == "/tro-giup/"
    assert client.get("/tro-giup/")["Content-Language"] == "en"


@pytest.mark.django_db
def test_a_browser_set_to_english_still_gets_vietnamese(client):
    assert client.get("/tro-giup/", headers={"Accept-Language": "en"})["Content-Language"] == "vi"


@pytest.mark.django_db
@pytest.mark.parametrize("next_", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_choosing_a_language_leads_to_no_other_site(client, next_):
    assert client.get("/ngon-ngu/en/", {"next": next_})["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("next_", ["foo", "members:sign_in", "?x", "%00"])
def test_choosing_a_language_goes_back_to_addresses_only(client, next_):
    assert client.get("/ngon-ngu/en/", {"next": next_})["Location"] == "/"


@pytest.mark.django_db
def test_a_language_we_do_not_have_is_not_found(client):
    assert client.get("/ngon-ngu/xx/").status_code == 404
