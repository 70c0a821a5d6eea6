"""Search on pages of the database: what is found, in which order, with which sentence, and what stays hidden."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from lessons.models import GlossaryTerm
from lessons.search.selectors import MAX_QUERY, QueryTooLong, find, results
from tests.factories.lessons import (
    AppPageFactory,
    LessonPageFactory,
    PosterPageFactory,
    RadioScriptPageFactory,
    block,
    step,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
URL = "/tim/"
ENGLISH = {"Cookie": "ngon_ngu=en"}


def look_up(query):
    return results(find(query).hits, RequestFactory().get("/"))


def titles(query):
    return [result.title for result in look_up(query)]


@pytest.fixture
def lessons(course):
    app = AppPageFactory(parent=course, title="VNeID", summary="Định danh điện tử")
    LessonPageFactory(parent=app, title="Trả tiền bằng mã QR", body=[step("a", text="<p>Đọc tên người nhận</p>")])
    LessonPageFactory(parent=app, title="Ma quy gia danh", summary="Căn cước")
    LessonPageFactory(parent=app, title="Mang căn cước đi làm mức 2")
    return app


@pytest.mark.parametrize("query", ["mã QR", "ma qr", "MA  QR", "mã\u00a0qr", "ma\u0303 QR", "qr ma"])
def test_words_are_found_with_marks_without_and_in_any_order(lessons, query):
    assert "Trả tiền bằng mã QR" in titles(query)


def test_every_word_must_occur(lessons):
    assert titles("nguoi nhan qr") == ["Trả tiền bằng mã QR"]
    assert find("nguoi nhan qr").complete


def test_where_no_page_has_all_words_the_nearest_are_shown_and_called_so(lessons, client):
    assert titles("ma qr xyzw")[0] == "Trả tiền bằng mã QR"
    assert not find("ma qr xyzw").complete
    assert "No page has all these words" in client.get(URL, {"q": "ma qr xyzw"}, headers=ENGLISH).content.decode()


def test_half_of_the_words_is_the_least(lessons):
    assert titles("xyzw xxyy zzww qr") == []


def test_titles_with_the_typed_marks_come_before_titles_without_and_before_other_places(lessons):
    assert titles("mã q")[0] == "Trả tiền bằng mã QR"
    assert titles("ma q")[0] == "Ma quy gia danh"
    assert titles("căn cước") == ["Mang căn cước đi làm mức 2", "Ma quy gia danh"]


def test_words_of_steps_are_found_and_markup_is_not(lessons):
    assert titles("nguoi nhan") == ["Trả tiền bằng mã QR"]
    assert titles("<strong>") == []


def test_a_lesson_says_which_app_it_belongs_to(lessons):
    found = {result.title: (result.kind, result.app_title) for result in look_up("vneid") + look_up("ma qr")}
    assert found["VNeID"] == ("app", "")
    assert found["Trả tiền bằng mã QR"] == ("lesson", "VNeID")


@pytest.mark.parametrize("query", ["đọc tne người nhận", "doc tên nguoi nhna"])
def test_one_slip_a_word_is_mended_and_said(lessons, client, query):
    assert titles(query) == ["Trả tiền bằng mã QR"]
    html = client.get(URL, {"q": query}, headers=ENGLISH).content.decode()
    assert f"Nothing was found for “{query}”" in html
    assert "<strong>" in html.partition("Nothing was found")[2].partition("</p>")[0]


def test_words_are_mended_by_the_words_of_our_own_pages_alone(lessons):
    assert find("quantum").corrected == find("xyzw").corrected == ""
    assert titles("quantum") == []


def test_an_abbreviation_finds_what_it_stands_for_by_our_own_list(lessons):
    LessonPageFactory(parent=lessons, title="Nộp hồ sơ dịch vụ công")
    assert titles("dvc") == titles("DVC") == ["Nộp hồ sơ dịch vụ công"]


def test_an_abbreviation_of_the_glossary_finds_what_it_stands_for_at_once(lessons):
    assert titles("xqz") == []
    GlossaryTerm.objects.create(term="XQZ", say_as="tên người nhận")
    assert titles("xqz") == ["Trả tiền bằng mã QR"]


def test_the_whole_name_finds_a_page_that_says_it_short(lessons):
    LessonPageFactory(parent=lessons, title="Thẻ BHYT trên máy")
    assert titles("bảo hiểm y tế") == ["Thẻ BHYT trên máy"]


def test_the_sentence_shows_where_the_words_stand_and_the_step_can_be_opened(lessons, client):
    body = [step("a", title="Mở máy"), step("b", title="Kiểm tra", text="<p>Nhìn kỹ. Đếm số dư &amp; ghi lại.</p>")]
    LessonPageFactory(parent=lessons, title="Xem tiền", body=body)
    (result,) = look_up("so du")
    assert [(piece.text, piece.asked) for piece in result.sentence if piece.text] == [
        ("Đếm ", False),
        ("số dư", True),
        (" & ghi lại.", False),
    ]
    assert (result.step, result.step_title) == (2, "Kiểm tra")
    html = client.get(URL, {"q": "so du"}).content.decode()
    assert "Đếm <mark>số dư</mark> &amp; ghi lại." in html
    assert f'href="{result.url}#buoc-2"' in html
    assert 'id="buoc-2"' in client.get(result.url).content.decode()


def test_a_long_sentence_is_cut_around_what_was_asked_for(lessons):
    long = " ".join(["chữ"] * 60 + ["nhãn lồng"] + ["chữ"] * 60)
    LessonPageFactory(parent=lessons, title="Câu dài", body=[step("a", text=f"<p>{long}.</p>")])
    (result,) = look_up("nhan long")
    shown = "".join(piece.text for piece in result.sentence)
    assert shown.startswith("… chữ")
    assert shown.endswith("chữ …")
    assert len(shown) < 200


def test_words_found_in_the_title_alone_come_with_the_summary(lessons):
    (result,) = look_up("muc 2")
    assert "".join(piece.text for piece in result.sentence) == "Mở kho, tìm, cài."


def test_sheets_and_scripts_come_after_the_lesson_unless_asked_for_by_name(lessons):
    PosterPageFactory(parent=lessons, title="Mã QR", title_lines="Mã QR")
    RadioScriptPageFactory(parent=lessons, title="Mã QR trên đài")
    assert titles("mã qr")[0] == "Trả tiền bằng mã QR"
    assert titles("ap phich ma qr") == ["Mã QR"]
    assert titles("bai phat thanh ma qr") == ["Mã QR trên đài"]


def test_what_a_sheet_says_of_its_app_brings_the_app_before_the_sheet(course):
    app = AppPageFactory(parent=course, title="Nhận tiền bằng mã", summary="Dành cho người bán hàng")
    PosterPageFactory(parent=app, title="Bán hàng nhận tiền", title_lines="Bán hàng nhận tiền")
    assert titles("bán hàng nhận tiền") == ["Nhận tiền bằng mã", "Bán hàng nhận tiền"]


def test_drafts_are_not_found(lessons):
    lessons.get_children().first().specific.unpublish()
    assert titles("nguoi nhan") == []


def test_what_lies_behind_a_password_is_not_found_and_mends_no_word(lessons):
    assert titles("vneid") != []
    PageViewRestriction.objects.create(page=lessons, restriction_type="login")
    assert titles("vneid") == titles("ma qr") == titles("vnied") == []
    assert find("vnied").corrected == ""


def test_what_is_published_anew_is_found_by_its_new_words(lessons):
    lesson = lessons.get_children().first().specific
    lesson.title = "Trả tiền bằng phiếu"
    lesson.save_revision()
    assert titles("phieu") == []
    lesson.save_revision().publish()
    assert titles("phieu") == ["Trả tiền bằng phiếu"]
    assert not find("qr").complete


def test_a_page_withdrawn_while_one_reads_the_results_is_left_out(lessons):
    hits = find("ma qr").hits
    lessons.get_children().first().unpublish()
    assert results(hits, RequestFactory().get("/")) == []


@pytest.mark.parametrize("query", ["%", "_", "'; drop table", "\\", "\u0301", ""])
def test_signs_of_the_database_mean_nothing(lessons, query):
    assert titles(query) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=MAX_QUERY))
def test_no_words_break_the_search(lessons, query):
    look_up(query)


def test_too_many_characters_are_refused(lessons, client):
    with pytest.raises(QueryTooLong):
        titles("a" * (MAX_QUERY + 1))
    main = client.get(URL, {"q": "ạ" * 10_000}).content.decode().partition("<main")[2].partition("</main>")[0]
    assert 'role="alert"' in main
    assert "ạ" * (MAX_QUERY + 1) not in main


def test_the_page_shows_results_and_needs_few_queries(lessons, client, django_assert_max_num_queries):
    client.force_login(UserFactory())
    client.get(URL, {"q": "vneid"})  # the index is read once after each publication
    with django_assert_max_num_queries(8):
        html = client.get(URL, {"q": "ma qr"}).content.decode()
    assert "Trả tiền bằng mã QR" in html
    assert reverse("lessons:search") == URL


def test_what_was_typed_comes_back_escaped(lessons, client):
    html = client.get(URL, {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in html


def test_many_results_come_in_pages(course, client):
    app = AppPageFactory(parent=course)
    for n in range(23):
        LessonPageFactory(parent=app, title=f"Bài trang {n}", body=[step("a")])
    first, second = client.get(URL, {"q": "bai trang"}), client.get(URL, {"q": "bai trang", "page": "2"})
    assert first.content.decode().count('<li class="card">') == 20
    assert second.content.decode().count('<li class="card">') == 3
    assert client.get(URL, {"q": "bai trang", "page": "lạ"}).status_code == 200


def test_finding_nothing_says_what_to_do(course, client):
    html = client.get(URL, {"q": "khongcogi"}).content.decode()
    assert f'href="{reverse("home")}"' in html
    assert '<li class="card">' not in html


def test_words_between_and_after_the_steps_are_found(course):
    body = [
        step("a"),
        block("paragraph", "<p>Nên học lúc có sóng tốt</p>"),
        block("note", {"kind": "tip", "text": "<p>Mang theo kính lão</p>"}),
    ]
    LessonPageFactory(title="Bài có lời xen", body=body, after_title="Sau bài", after_text="<p>Hẹn buổi sau</p>")
    for query in ("song tot", "kinh lao", "sau bai", "hen buoi sau"):
        assert titles(query) == ["Bài có lời xen"]
