"""A quiz on paper: questions that stay whole, a key on its own pages, a code for this choice and order."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.pdf import Imprint, Overflow, render_pdf, render_png
from quizzes.choosing import newest_versions
from quizzes.kinds import KINDS
from quizzes.models import Question, QuestionVersion, Quiz, QuizItem
from quizzes.paper.forms import CODE_LENGTH, CODE_LETTERS, form_code
from quizzes.printing.documents import QUIZ_SHEET, QuestionOnPaper, QuizSheetDocument
from quizzes.printing.questions import ON_PAPER, question_on_paper
from quizzes.printing.sheets import quiz_sheet
from tests.factories.quizzes import MULTIPLE_CHOICES, PICTURE_TAP, SCREEN, SPECS, QuestionVersionFactory, QuizFactory
from tests.quizzes.samples import paper, paper_of_every_way, question, tall_tap
from tests.shared.pdf import checks
from tests.shared.pdf.footers import is_blank_above_the_footer
from tests.shared.pdf.layouts import count_pixels, is_coloured, page_sizes_mm
from tests.shared.pdf.pages import page_texts

KEY = "Đáp án — không phát cho học viên"


def pdf_of(document: QuizSheetDocument, **options: Any) -> bytes:
    return render_pdf(QUIZ_SHEET.path, asdict(document), **options)


@pytest.mark.parametrize("variant", QUIZ_SHEET.variants)
def test_every_question_and_answer_stands_in_every_variant(variant: Any) -> None:
    document = paper()
    pdf = pdf_of(document, variant=variant)
    printed = checks.text(pdf)
    assert set(page_sizes_mm(pdf)) == {(210, 297)}
    assert "Mã đề: ABCDE" in printed
    for one in document.questions:
        assert one.text in printed
    assert printed.count("Đường dẫn trong tin nhắn") == len(document.questions)


def test_the_key_stands_on_its_own_page_and_nowhere_else() -> None:
    *asked, key = page_texts(pdf_of(paper()))
    assert KEY in key
    assert "1 1 Bước đọc lại 1 2 1, 3 Bước đọc lại 2 3 1 Bước đọc lại 3" in key
    assert all("Bước đọc lại" not in page and "1, 3" not in page and "Đáp án" not in page for page in asked)


def test_a_paper_for_the_class_has_no_key() -> None:
    asked, handed_out = page_texts(pdf_of(paper()))[:-1], page_texts(pdf_of(paper(with_key=False)))
    assert handed_out == asked


def test_changing_what_is_right_changes_nothing_on_the_pages_of_the_class() -> None:
    other = paper(questions=tuple(question(n, right=(3,), step="Khác") for n in range(1, 7)))
    same = paper(questions=tuple(question(n) for n in range(1, 7)))
    assert page_texts(pdf_of(other))[:-1] == page_texts(pdf_of(same))[:-1]


def test_questions_and_key_count_their_own_pages() -> None:
    *asked, key = page_texts(pdf_of(paper(30)))
    assert all(f"Trang {n}/{len(asked)}" in page for n, page in enumerate(asked, start=1))
    assert "Trang 1/1" in key


def test_a_question_with_several_right_answers_says_so() -> None:
    assert checks.text(pdf_of(paper())).count("(chọn các câu đúng)") == 1


def test_the_bookmarks_list_the_questions_the_table_and_the_key() -> None:
    document = paper()
    asked = [f"{one.number}. {one.text}" for one in document.questions]
    assert checks.bookmarks(pdf_of(document)) == [document.title, "Bảng trả lời", *asked, KEY]


@pytest.mark.parametrize("variant", ["plain", "large"])
def test_thirty_questions_of_six_long_answers_stay_whole(variant: Any) -> None:
    answers = tuple(f"Đáp {n} {'một câu trả lời rất dài '.ljust(25) * 8}"[:200].strip() for n in range(1, 7))
    asked = tuple(question(n, text=f"Hỏi {n}. " + "Một câu hỏi dài. " * 17, answers=answers) for n in range(1, 31))
    pages = page_texts(pdf_of(paper(questions=asked), variant=variant))
    for n in range(1, 31):
        (home,) = [page for page in pages if f"Hỏi {n}." in page]
        assert home.count("Đáp 1 ") == home.count("Đáp 6 ") == home.count("Hỏi ")


def test_a_question_taller_than_a_page_is_refused_by_its_number() -> None:
    endless = question(2, answers=("Một câu trả lời rất dài. " * 60,) * 6)
    with pytest.raises(Overflow) as caught:
        pdf_of(paper(questions=(question(1), endless)))
    assert caught.value.part == "câu 2"


@pytest.mark.parametrize("variant", ["plain", "large"])
@pytest.mark.parametrize("rows", range(4, 11))
def test_a_tall_screen_never_stands_in_the_footer(rows: int, variant: Any) -> None:
    document = paper(questions=(tall_tap(1, rows), *(question(n) for n in (2, 3)), tall_tap(4, rows)))
    for page in render_png(QUIZ_SHEET.path, asdict(document), ppi=72, variant=variant):
        assert is_blank_above_the_footer(page)


def test_a_tall_screen_steps_down_to_stand_in_what_is_left_of_the_page() -> None:
    first, *_ = page_texts(pdf_of(paper(questions=(tall_tap(1, 7), question(2)))))
    assert "Mục 7 của màn hình" in first


def test_a_screen_taller_than_a_page_is_refused_by_its_question() -> None:
    with pytest.raises(Overflow) as caught:
        pdf_of(paper(questions=(question(1), tall_tap(2, 30))))
    assert caught.value.part == "câu 2"


@pytest.mark.parametrize("variant", ["plain", "large"])
def test_the_last_page_does_not_hold_a_lone_question(variant: Any) -> None:
    """One more than the last page of a full sheet would take alone."""
    for count in range(8, 24):
        *_, last = page_texts(pdf_of(paper(count, with_key=False), variant=variant))
        assert last.count("Câu hỏi mẫu") > 1


@pytest.mark.parametrize("variant", ["plain", "large"])
def test_a_long_title_leaves_the_code_in_every_footer(variant: Any) -> None:
    document = paper(title="Câu hỏi về cổng dịch vụ công quốc gia và cách nộp hồ sơ ở nhà cho cả gia đình")
    *asked, key = page_texts(pdf_of(document, variant=variant))
    assert all(page.count("Mã đề ABCDE:") == 1 for page in asked)
    assert "Đáp án: Mã đề ABCDE:" in key


def test_a_title_that_the_footer_has_no_room_for_ends_with_a_sign() -> None:
    title = "Câu hỏi về cổng dịch vụ công quốc gia và cách nộp hồ sơ ở nhà cho cả gia đình"
    *asked, _key = page_texts(pdf_of(paper(title=title), variant="large"))
    assert all("Mã đề ABCDE: Câu hỏi về cổng" in page and "… Trang" in page for page in asked)
    *asked, _key = page_texts(pdf_of(paper(title="Câu hỏi ngắn"), variant="large"))
    assert all("Mã đề ABCDE: Câu hỏi ngắn Trang" in page for page in asked)


def test_every_question_has_its_box_in_the_table() -> None:
    first, *_ = page_texts(pdf_of(paper(12, with_key=False)))
    assert "Câu 1 2 3 4 5 6 7 8 9 10 Trả lời Câu 11 12 Trả lời" in first


def test_large_print_has_no_type_below_sixteen_points() -> None:
    assert checks.font_sizes(pdf_of(paper(), variant="large"))[0] >= 16


def test_the_other_variants_have_twelve_points_for_the_questions() -> None:
    assert 12 in checks.font_sizes(pdf_of(paper()))


def test_the_photocopy_has_no_colour() -> None:
    for page in render_png(QUIZ_SHEET.path, asdict(paper()), ppi=60, variant="mono"):
        assert count_pixels(page, is_coloured) == 0


def test_the_team_is_named_when_it_has_filled_itself_in() -> None:
    assert "Tổ ấp Mẫu" not in checks.text(pdf_of(paper()))
    assert "Tổ ấp Mẫu." in checks.text(pdf_of(paper(imprint=Imprint(name="Tổ ấp Mẫu"))))


# --- the code of a paper ----------------------------------------------------------------------------
NAMES = st.lists(
    st.tuples(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), st.integers(1, 99)),
    unique_by=lambda name: name[0],
    min_size=1,
    max_size=12,
)


def versions(names: list[tuple[str, int]]) -> list[QuestionVersion]:
    return [QuestionVersion(question=Question(key=key), number=number) for key, number in names]


@given(NAMES)
def test_the_same_versions_in_the_same_order_always_have_the_same_code(names: list[tuple[str, int]]) -> None:
    code = form_code(versions(names))
    assert code == form_code(versions(names))
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CODE_LETTERS)


@given(NAMES, st.data())
def test_another_version_or_order_has_another_code(names: list[tuple[str, int]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(names) - 1))
    key, number = names[place]
    reworded = [*names[:place], (key, number + 1), *names[place + 1 :]]
    assert form_code(versions(reworded)) != form_code(versions(names))
    if len(names) > 1:
        assert form_code(versions(names[1:] + names[:1])) != form_code(versions(names))


@pytest.mark.django_db
def test_rewording_a_question_makes_another_paper() -> None:
    quiz = QuizFactory(questions=3)
    before = quiz_sheet(quiz).document
    first = newest_versions(quiz)[0]
    QuestionVersionFactory(question=first.question, number=2, text="Cài VNeID ở đâu là đúng?")
    after = quiz_sheet(quiz).document
    assert after.questions[0].text == "Cài VNeID ở đâu là đúng?"
    assert after.form != before.form


@pytest.mark.django_db
def test_renaming_the_quiz_keeps_the_code_of_its_paper() -> None:
    quiz = QuizFactory()
    before = quiz_sheet(quiz).document.form
    quiz.title, quiz.pass_percent = "Tên khác", 50
    quiz.save()
    assert quiz_sheet(quiz).document.form == before


@pytest.mark.django_db
def test_the_document_names_right_answers_by_their_number() -> None:
    quiz = QuizFactory(questions=1, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    (asked,) = quiz_sheet(quiz).document.questions
    assert (asked.asks, asked.right, asked.step) == ("several", (1, 2), "Mở kho ứng dụng")


@pytest.mark.django_db
def test_a_quiz_without_questions_makes_no_paper() -> None:
    with pytest.raises(ValueError, match="no question"):
        quiz_sheet(QuizFactory(questions=0))


# --- every kind of question ------------------------------------------------------------------------
def on_paper(kind: str, spec: dict[str, Any] | None = None) -> QuestionOnPaper:
    return question_on_paper(1, QuestionVersion(kind=kind, text="Câu hỏi", spec=spec or SPECS[kind]))


def test_every_kind_can_be_asked_on_paper() -> None:
    assert set(ON_PAPER) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "asks", "right"),
    [
        ("single", "one", (1,)),
        ("multiple", "several", (1, 2)),
        ("true_false", "one", (2,)),
        ("matching", "match", (4, 3, 2)),
        ("ordering", "order", (2, 3, 1)),
        ("tap", "one", (3,)),
    ],
)
def test_an_answer_on_paper_is_a_number(kind: str, asks: str, right: tuple[int, ...]) -> None:
    asked = on_paper(kind)
    assert (asked.asks, asked.right) == (asks, right)
    assert max(right) <= len(asked.answers)


def test_any_tab_is_right_where_their_row_is() -> None:
    assert on_paper("tap", {"screen": SCREEN, "right": ["muc"]}).right == (4, 5)


@pytest.mark.parametrize(
    ("kind", "spec", "written"),
    [
        ("short", None, "mã OTP"),
        (
            "short",
            {"accepted": [{"text": "OTP"}, {"text": "mã số", "share": 0.5}, {"text": "mã OTP"}]},
            "OTP hoặc mã OTP",
        ),
        ("short", {"accepted": [{"text": words} for words in ("a", "b", "c", "d")]}, "a hoặc b hoặc c"),
        ("number", None, "50.000 đồng"),
        ("number", {"value": "50 nghìn đồng", "units": ["đồng"]}, "50 nghìn đồng"),
        ("number", {"value": "37,5", "tolerance": "0,5", "units": ["độ"]}, "37,5 độ, lệch không quá 0,5"),
        ("number", {"value": 200, "tolerance_percent": "5 %"}, "200, lệch không quá 5%"),
    ],
)
def test_what_is_written_stands_in_the_key_in_words(kind: str, spec: dict[str, Any] | None, written: str) -> None:
    asked = on_paper(kind, spec)
    assert (asked.asks, asked.written, asked.answers) == ("write", written, ())


@pytest.mark.django_db
@pytest.mark.parametrize("variant", QUIZ_SHEET.variants)
def test_a_paper_of_every_kind_asks_each_and_gives_its_key(variant: Any) -> None:
    quiz = quiz_of_every_kind()
    *asked, key = page_texts(quiz_sheet(quiz).pdf(variant))
    printed = " ".join(asked)
    for words in ("1 Đúng 2 Sai", "a Cấp cứu", "4. 115", "Thứ tự đúng:", "Trả lời:", "3 Wi-Fi", "Màn hình chính"):
        assert words in printed
    for answer in ("a 4, b 3, c 2", "2, 3, 1", "mã OTP", "50.000 đồng"):
        assert answer in key
        assert answer not in printed
    assert "Câu 1 2 3 4 5 8 9 Trả lời" in asked[0]


def test_a_screen_is_one_figure_with_its_words() -> None:
    pdf = pdf_of(paper_of_every_way())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        alts = [str(part.Alt) for part in opened.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
    assert alts.count("Màn hình Cài đặt.") == 1


def test_the_way_back_is_a_sentence_among_the_places() -> None:
    screen = {**SCREEN, "bar": {"title": "Cài đặt", "back": True}}
    assert "Mũi tên quay lại, cạnh chữ “Cài đặt”" in on_paper("tap", {"screen": screen, "right": ["muc"]}).answers


def test_where_several_places_are_right_any_one_is() -> None:
    *_, key = page_texts(pdf_of(paper_of_every_way()))
    assert "7 1 hoặc 2" in key


def test_a_paper_that_only_asks_to_write_has_no_table_to_copy_into() -> None:
    asked = tuple(question(n, asks="write", answers=(), right=(), written="có") for n in (1, 2))
    assert "Bảng trả lời" not in checks.text(pdf_of(paper(questions=asked, with_key=False)))


def quiz_of_every_kind() -> Quiz:
    quiz = QuizFactory(questions=0)
    for position, (kind, spec) in enumerate([*SPECS.items(), ("tap", PICTURE_TAP)], start=1):
        question = QuestionVersionFactory(kind=kind, spec=spec).question
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return quiz
