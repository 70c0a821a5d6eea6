"""What a visitor carries away: leaflet, poster, script files."""

import io
import zipfile

import pytest
from django.urls import reverse

from lessons.models import GlossaryTerm
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    block,
    step,
)
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reading():
    GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")


def test_the_leaflet_comes_as_a_pdf_with_an_ascii_name(client):
    app = AppPageFactory(key="vneid")
    LessonPageFactory(parent=app)
    response = client.get(reverse("lessons:leaflet", args=["vneid"]))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert 'filename="to-roi-vneid.pdf"' in response["Content-Disposition"]


def test_an_unchanged_leaflet_is_not_sent_again(client):
    app = AppPageFactory()
    LessonPageFactory(parent=app)
    url = reverse("lessons:leaflet", args=[app.key])
    etag = client.get(url)["ETag"]
    # Compressing on the way makes the tag a weak one.
    for known in (etag, f"W/{etag}", f'"cu", {etag}'):
        response = client.get(url, headers={"If-None-Match": known})
        assert (response.status_code, response["ETag"]) == (304, etag)


def test_the_photocopy_variant_is_another_file(client):
    page = PosterPageFactory()
    url = reverse("lessons:poster", args=[page.key])
    assert client.get(url).content != client.get(url, {"ban": "den-trang"}).content


def test_a_step_too_long_for_the_sheet_is_named_in_a_message(client):
    tall = ScreenFactory(rows=[block("notice", {"text": "Một thông báo dài trên màn hình. " * 4}) for _ in range(12)])
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("dai", title="Bước có màn hình quá cao", screen=tall, target="")])
    response = client.get(reverse("lessons:leaflet", args=[app.key]))
    assert response.status_code == 409
    assert "Bước có màn hình quá cao" in response.content.decode()


def test_a_sign_the_font_lacks_is_named_in_a_message(client):
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step("mot", title="Chào 🙂 bà con")])
    response = client.get(reverse("lessons:leaflet", args=[app.key]))
    assert response.status_code == 409
    assert "🙂" in response.content.decode()


def test_an_app_without_marked_steps_has_no_leaflet_yet_and_says_why(client):
    app = AppPageFactory()
    response = client.get(reverse("lessons:leaflet", args=[app.key]))
    assert response.status_code == 409


def test_a_draft_poster_is_not_given_out(client):
    page = PosterPageFactory()
    page.unpublish()
    assert client.get(reverse("lessons:poster", args=[page.key])).status_code == 404


def test_the_script_comes_as_plain_text_without_signs(client):
    page = RadioScriptPageFactory()
    response = client.get(reverse("lessons:script_text", args=[page.key]))
    text = response.content.decode()
    assert "ô tê pê" in text
    assert "\r\n" in text
    assert not set(text) & set("()[]0123456789/*")


def test_the_script_comes_as_a_word_file(client):
    page = RadioScriptPageFactory()
    response = client.get(reverse("lessons:script_docx", args=[page.key]))
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(response.content)).namelist()


def test_a_script_with_an_unexplained_term_gives_no_file_and_names_the_term(client):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Mở CNSCĐ ra."]})])
    for name in ("script_text", "script_docx"):
        response = client.get(reverse(f"lessons:{name}", args=[page.key]))
        assert response.status_code == 409
        assert "CNSCĐ" in response.content.decode()


def test_the_radio_page_shows_spoken_sentences_and_three_durations(client):
    page = RadioScriptPageFactory()
    html = client.get(page.url).content.decode()
    assert "Không đọc mã ô tê pê cho ai." in html
    assert html.count("giây") >= 4


def test_the_poster_page_shows_the_screen_and_the_lines(client):
    html = client.get(PosterPageFactory().url).content.decode()
    assert "Mở kho ứng dụng." in html
    assert 'class="screen' in html


@pytest.mark.parametrize("factory", [PosterPageFactory, RadioScriptPageFactory])
def test_output_pages_cost_few_queries(client, django_assert_max_num_queries, factory):
    page = factory()
    client.get(page.url)
    with django_assert_max_num_queries(12):
        client.get(page.url)


@pytest.mark.parametrize("name", ["leaflet", "poster", "script_text", "script_docx"])
def test_sheets_and_scripts_are_only_fetched(client, name):
    assert client.post(reverse(f"lessons:{name}", args=["bat-ky"])).status_code == 405


def test_the_editor_says_that_a_poster_points_at_a_row_its_screen_lacks(client):
    client.force_login(UserFactory(is_superuser=True))
    page = PosterPageFactory()
    data = editor_data(client, page)
    data.update({"target": "khong-co", "action-publish": "1"})
    response = client.post(f"/quan-tri/pages/{page.pk}/edit/", data)
    assert "cai (Cài đặt)" in str(response.context["form"].errors["target"])
