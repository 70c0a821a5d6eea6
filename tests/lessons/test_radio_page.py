"""The public page of a radio script and the files one takes from it."""

import io
import zipfile

import pytest
from django.urls import reverse

from lessons.broadcast.scripts import parts_of
from lessons.models import GlossaryTerm, ScriptVersion
from lessons.radio.parts import digest
from tests.factories.lessons import AppPageFactory, LessonPageFactory, RadioScriptPageFactory, block, step

pytestmark = pytest.mark.django_db
LONG = [f"Câu thứ {number} nói về cách mở máy thật chậm rãi." for number in range(12)]


@pytest.fixture(autouse=True)
def _readings():
    GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")


def article(client, page, query=""):
    html = client.get(page.url + query).content.decode()
    return html.split("<article")[1].split("</article>")[0]


def long_page(**values):
    warning = block("warning", {"lines": ["Không đọc mã OTP cho ai."]})
    return RadioScriptPageFactory(cues=[block("content", {"lines": LONG}), warning], **values)


def test_a_cut_stands_at_an_address_of_its_own_and_keeps_the_warning(client):
    page = long_page()
    shown = article(client, page, "?ban=30")
    assert "Không đọc mã ô tê pê cho ai." in shown
    assert shown.count("chậm rãi") < article(client, page).count("chậm rãi")


@pytest.mark.parametrize("asked", ["", "7", "abc", "-30", "030"])
def test_a_length_that_is_not_offered_shows_the_whole(client, asked):
    page = long_page()
    assert article(client, page, f"?ban={asked}") == article(client, page)


def test_the_written_text_shows_what_is_read_otherwise(client):
    shown = article(client, long_page())
    assert "<b>OTP</b>" in shown.split("<details")[1]
    assert "[ô tê pê]" in shown.split("<details")[1]


def test_a_hard_word_stands_once_in_the_table(client):
    page = RadioScriptPageFactory(cues=[block("content", {"lines": ["Mã OTP. Giữ mã OTP."]})])
    assert article(client, page).count('<th scope="row">OTP</th>') == 1


def test_the_page_names_the_version_it_shows(client):
    page = long_page()
    assert "Phiên bản 1, ngày" in article(client, page)


def test_a_sentence_with_a_slot_is_read_by_stations_only(client):
    page = RadioScriptPageFactory(cues=[block("closing", {"lines": ["Mời đến {nơi gặp}.", "Cảm ơn bà con."]})])
    read, stations = article(client, page).split('class="block noprint"', 1)
    assert "nơi gặp" not in read
    assert "Mời đến {nơi gặp}." in stations


def test_a_withdrawn_script_says_so_and_gives_no_file(client):
    page = long_page()
    ScriptVersion.objects.update(is_current=False, withdrawn_at=page.last_published_at, withdrawn_reason="Sai số.")
    assert "Sai số." in article(client, page)
    assert reverse("lessons:script_text", args=[page.key]) not in client.get(page.url).content.decode()
    for name in ("script_text", "script_docx", "script_pdf", "script_ssml"):
        response = client.get(reverse(f"lessons:{name}", args=[page.key]))
        assert response.status_code == 409
        assert "Sai số." in response.content.decode()


def translated(of=None):
    page = long_page()
    values = {"language": "khm", "text": "Một.\nHai.", "of": of or digest(parts_of(page))}
    page.translations = [block("translation", values)]
    page.save_revision().publish()
    return page


def test_a_translation_of_the_text_is_shown(client):
    shown = article(client, translated())
    assert "<span>Một.</span><span>Hai.</span>" in shown
    assert shown.count("<strong>") == 0


def test_a_translation_of_an_older_text_says_so(client):
    assert article(client, translated("cu")).count("<strong>") == 1


def test_the_sheet_for_the_announcer_is_a_pdf_of_the_cut(client):
    page = long_page()
    whole = client.get(reverse("lessons:script_pdf", args=[page.key]))
    short = client.get(reverse("lessons:script_pdf", args=[page.key]), {"ban": "30"})
    assert whole.content.startswith(b"%PDF-")
    assert short.headers["Content-Disposition"].endswith(f'"{page.key}-30.pdf"')
    assert whole.headers["ETag"] != short.headers["ETag"]


def test_the_text_of_a_cut_is_shorter(client):
    page = long_page()
    whole = client.get(reverse("lessons:script_text", args=[page.key])).content
    short = client.get(reverse("lessons:script_text", args=[page.key]), {"ban": "30"}).content
    assert len(short) < len(whole)


def test_a_speech_engine_gets_marked_up_text(client):
    response = client.get(reverse("lessons:script_ssml", args=[long_page().key]))
    assert response.headers["Content-Type"].startswith("application/ssml+xml")
    assert b"<s>" in response.content


def test_a_word_file_can_have_lines_for_a_translation(client):
    url = reverse("lessons:script_docx", args=[long_page().key])

    def document(**query):
        return zipfile.ZipFile(io.BytesIO(client.get(url, query).content)).read("word/document.xml").decode()

    assert "Lời dịch" in document(dich="1")
    assert "Lời dịch" not in document()


@pytest.mark.parametrize("asked", ["7", "abc", "²"])
def test_a_file_of_a_length_that_is_not_offered_is_not_found(client, asked):
    url = reverse("lessons:script_text", args=[long_page().key])
    assert client.get(url, {"ban": asked}).status_code == 404


def test_the_page_of_a_script_made_from_a_lesson_costs_few_queries(client, django_assert_max_num_queries):
    app = AppPageFactory()
    lesson = LessonPageFactory(parent=app, body=[step(f"b-{n}") for n in range(8)])
    cues = [block("warning", {"lines": []}), block("steps", {"lesson": lesson.pk, "keys": []})]
    page = RadioScriptPageFactory(parent=app, source=lesson, cues=cues)
    client.get(page.url)
    with django_assert_max_num_queries(14):
        client.get(page.url)
