import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quizzes.errors import BadQuestion
from quizzes.formats import parse
from quizzes.imports import import_questions
from quizzes.models import Category, Question, QuizItem
from tests.factories.quizzes import CategoryFactory, QuizFactory

from .formats.documents import word_file
from .trainer import sent, sign_in_trainer

pytestmark = pytest.mark.django_db
LIST = """Câu 1. Cài VNeID từ đâu?
A. CH Play
B. Đường dẫn lạ
Đáp án: A
Giải thích: Chỉ cài từ kho.
Câu 2. Trước khi trả tiền?
A. Đọc tên
B. Xem số tiền
C. Bấm ngay
Đáp án: A, B"""


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client)


@pytest.fixture
def quiz():
    return QuizFactory(questions=1)


def url():
    return reverse("question_admin:import")


def upload(content, name="cau-hoi.docx"):
    return SimpleUploadedFile(name, content)


def confirmed(client, response, **changes):
    """The answer to pressing the second button on the page of `response`."""
    return client.post(url(), sent(response.context["form"], confirm="1", **changes), follow=True)


def test_after_a_dry_run_without_faults_the_button_that_writes_is_the_chief_one_and_stands_last(client, quiz):
    html = client.post(url(), {"quiz": quiz.pk, "text": LIST}).content.decode()
    assert html.index('<button class="button button-secondary">') < html.index('<button class="button" name="confirm"')


def test_the_list_of_questions_leads_to_the_page(client):
    assert url() in client.get(reverse("question_admin:index")).content.decode()
    assert client.get(url()).status_code == 200


def test_the_page_is_for_those_who_may_add_questions(client, quiz):
    sign_in_trainer(client, "access_admin", "change_question")
    assert url() not in client.get(reverse("question_admin:index")).content.decode()
    assert client.post(url(), {"quiz": quiz.pk, "text": LIST}).status_code == 302
    assert client.get(url()).status_code == 302


def test_the_dry_run_shows_each_question_with_its_line_and_writes_nothing(client, quiz):
    response = client.post(url(), {"quiz": quiz.pk, "text": LIST, "confirm": "1"})
    html = response.content.decode()
    assert [one.line for _kind, _category, one in response.context["questions"]] == [1, 6]
    assert "Cài VNeID từ đâu?" in html
    assert 'name="confirm"' in html
    assert Question.objects.count() == 1


def test_what_was_shown_is_written_when_it_is_confirmed(client, quiz):
    shown = client.post(url(), {"quiz": quiz.pk, "text": LIST.replace("\n", "\r\n")})
    html = confirmed(client, shown).content.decode()
    assert quiz.title in html
    versions = [item.question.versions.get() for item in quiz.items.filter(position__gt=1)]
    assert [(one.kind, one.text, one.feedback) for one in versions] == [
        ("single", "Cài VNeID từ đâu?", "Chỉ cài từ kho."),
        ("multiple", "Trước khi trả tiền?", ""),
    ]


def test_a_list_changed_after_the_dry_run_is_shown_again_first(client, quiz):
    shown = client.post(url(), {"quiz": quiz.pk, "text": LIST})
    response = confirmed(client, shown, text=LIST.replace("Đáp án: A\n", "Đáp án: B\n"))
    assert response.context["tried"]
    assert Question.objects.count() == 1


def test_faults_are_shown_with_their_lines_the_text_stays_and_nothing_can_be_confirmed(client, quiz):
    broken = LIST.replace("Đáp án: A, B", "Đáp án: E")
    response = client.post(url(), {"quiz": quiz.pk, "text": broken})
    assert [line for line, _words in response.context["faults"]] == [10]
    html = response.content.decode()
    assert "Đáp án: E" in html
    assert 'name="confirm"' not in html
    confirmed(client, response)
    assert Question.objects.count() == 1


def test_confirming_twice_adds_the_questions_once(client, quiz):
    shown = client.post(url(), {"quiz": quiz.pk, "text": LIST})
    confirmed(client, shown)
    again = confirmed(client, shown)
    assert [line for line, _words in again.context["faults"]] == [1, 6]
    assert quiz.items.count() == 3


@pytest.mark.parametrize(
    "file",
    [
        upload(word_file(*LIST.split("\n"))),
        upload(LIST.encode("utf-16"), "cau-hoi.txt"),
        upload(word_file(*LIST.split("\n")), "ten-sai.txt"),
    ],
)
def test_a_file_is_read_into_the_field_and_then_confirmed_from_there(client, quiz, file):
    file.seek(0)
    shown = client.post(url(), {"quiz": quiz.pk, "text": "", "file": file})
    assert shown.context["form"]["text"].value() == LIST
    confirmed(client, shown)
    assert quiz.items.count() == 3


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"quiz": "999", "text": LIST}, "quiz"),
        ({"category": "1e400", "text": LIST}, "category"),
        ({"new_category": "x" * 91, "text": LIST}, "new_category"),
        ({"tags": "x" * 101, "text": LIST}, "tags"),
        ({"tags": ",".join("abcdefghijk"), "text": LIST}, "tags"),
        ({"text": LIST, "file": upload(b"abc")}, "file"),
        ({"file": upload(b"")}, "file"),
        ({"file": upload(b"PK\x03\x04")}, "file"),
        ({"file": upload("Đáp án".encode("utf-16-le"))}, "file"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(client, quiz, form, field):
    if "file" in form:
        form["file"].seek(0)
    response = client.post(url(), {"quiz": quiz.pk} | form)
    assert list(response.context["form"].errors) == [field]


def test_the_size_of_file_and_text_has_a_limit(client, quiz, settings):
    settings.LMS_QUESTION_FILE_MAX_BYTES = 100
    for form, field in ({"file": upload(b"a" * 101)}, "file"), ({"text": "ă" * 51}, "text"):
        assert list(client.post(url(), {"quiz": quiz.pk, **form}).context["form"].errors) == [field]


def test_a_text_that_is_no_list_gets_few_and_short_messages(client, quiz):
    response = client.post(url(), {"quiz": quiz.pk, "text": "chữ\n" * 5000})
    assert len(response.context["faults"]) == 1
    many = client.post(url(), {"quiz": quiz.pk, "text": "Câu 1.\n" * 500})
    assert len(many.context["faults"]) == 200
    assert many.context["more_faults"] > 0


def test_a_list_goes_into_a_new_category_with_tags_and_needs_no_quiz(client):
    form = {"text": LIST, "new_category": "  An toa\u0300n\u202e số ", "tags": "OTP, lừa đảo"}
    shown = client.post(url(), form)
    assert not Category.objects.exists()
    assert "An toàn số" in shown.content.decode()
    confirmed(client, shown)
    category = Category.objects.get()
    assert (category.title, category.key, category.questions.count()) == ("An toàn số", "an-toan-so", 2)
    assert {tag.name for tag in category.questions.first().tags.all()} == {"OTP", "lừa đảo"}
    assert not QuizItem.objects.exists()


def test_a_category_written_in_the_list_goes_before_the_one_chosen_for_it(client, quiz):
    other = CategoryFactory(title="Ví dụ mẫu")
    text = f"{LIST}\nDanh mục: ví dụ mẫu"
    confirmed(client, client.post(url(), {"quiz": quiz.pk, "text": text, "new_category": "Cài đặt"}))
    titles = quiz.items.filter(position__gt=1).values_list("question__category__title", flat=True)
    assert list(titles) == ["Cài đặt", other.title]


def test_a_list_for_no_quiz_and_no_category_names_every_question_without_one(client):
    response = client.post(url(), {"text": f"{LIST}\nDanh mục: Ví dụ mẫu"})
    assert [line for line, _words in response.context["faults"]] == [1]
    confirmed(client, response)
    assert not Question.objects.exists()


def test_a_question_that_the_category_has_already_is_named(client):
    category = CategoryFactory()
    confirmed(client, client.post(url(), {"text": LIST, "category": category.pk}))
    again = client.post(url(), {"text": LIST, "category": category.pk})
    assert [line for line, _words in again.context["faults"]] == [1, 6]
    elsewhere = client.post(url(), {"text": LIST, "new_category": "Khác"})
    assert elsewhere.context["faults"] == []


def test_what_was_shown_for_one_category_is_not_written_into_another_unseen(client):
    first, second = CategoryFactory(), CategoryFactory()
    shown = client.post(url(), {"text": LIST, "category": first.pk})
    assert confirmed(client, shown, category=second.pk).context["tried"]
    assert not Question.objects.exists()


def test_all_questions_are_written_or_none(quiz):
    parsed, _faults = parse(LIST)
    import_questions(quiz=quiz, parsed=parsed[1:])
    with pytest.raises(BadQuestion):
        import_questions(quiz=quiz, parsed=parsed)
    assert quiz.items.count() == 2
