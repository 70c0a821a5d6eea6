import pytest
from django.urls import reverse

from quizzes.models import Question, QuestionVersion, Quiz
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

from .taking import take
from .trainer import RIGHTS, RULES, sign_in_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    return sign_in_trainer(client, *RIGHTS, "delete_quiz")


def rows(*choices):
    """Form fields of (text, correct) rows."""
    form = {f"text_{n}": text for n, (text, _) in enumerate(choices, start=1)}
    return form | {f"correct_{n}": "on" for n, (_, correct) in enumerate(choices, start=1) if correct}


def wording(**changes):
    return {
        "text": "Câu đã sửa?",
        "kind": "single",
        "feedback": "Vì sao.",
        "teaches": "vneid-cai-dat/mo-kho",
        **rows(("Đúng", True), ("Sai", False)),
    } | changes


def test_a_member_without_rights_does_not_get_in(client):
    client.force_login(UserFactory())
    assert client.get(reverse("quiz_admin:index")).status_code == 302


def test_quizzes_are_listed_with_their_number_of_questions(client, trainer):
    QuizFactory(questions=7, title="Câu hỏi mẫu", pass_percent=70)
    html = client.get(reverse("quiz_admin:index")).content.decode()
    assert "Câu hỏi mẫu" in html
    assert ">7<" in html.replace(" ", "").replace("\n", "")
    assert ">70<" in html.replace(" ", "").replace("\n", "")


def test_the_settings_of_a_quiz_are_changed(client, trainer):
    quiz = QuizFactory()
    client.post(reverse("quiz_admin:edit", args=[quiz.pk]), {**RULES, "title": "Tên mới", "pass_percent": 90})
    changed = Quiz.objects.get()
    assert (changed.title, changed.pass_percent, changed.shuffle, changed.key) == ("Tên mới", 90, False, quiz.key)


def test_a_pass_mark_above_100_is_refused_at_its_field(client, trainer):
    quiz = QuizFactory()
    response = client.post(reverse("quiz_admin:edit", args=[quiz.pk]), {**RULES, "title": "Tên", "pass_percent": 101})
    assert list(response.context["form"].errors) == ["pass_percent"]
    assert Quiz.objects.get().pass_percent == 80


def test_a_new_quiz_gets_its_key_from_its_title(client, trainer):
    client.post(reverse("quiz_admin:add"), {**RULES, "title": "Đi chợ không tiền mặt", "shuffle": "on"})
    assert Quiz.objects.get().key == "di-cho-khong-tien-mat"


def test_a_quiz_cannot_be_deleted(client, trainer):
    quiz = QuizFactory()
    client.post(reverse("quiz_admin:delete", args=[quiz.pk]))
    assert Quiz.objects.filter(pk=quiz.pk).exists()


def test_questions_are_listed_by_their_newest_wording_and_found_without_marks(client, trainer):
    QuizFactory(questions=1, questions__text="Tìm kho ứng dụng")
    QuizFactory(questions=1, questions__text="Quét mã")
    url = reverse("question_admin:index")
    assert "Quét mã" in client.get(url).content.decode()
    found = client.get(url, {"q": "KHO ung"}).content.decode()
    assert "Tìm kho ứng dụng" in found
    assert "Quét mã" not in found


def test_the_form_shows_the_newest_wording(client, trainer):
    question = QuizFactory(questions=1).items.get().question
    html = client.get(reverse("question_admin:edit", args=[question.pk])).content.decode()
    assert "CH Play hoặc App Store" in html
    assert "Chỉ cài từ kho ứng dụng có sẵn trên máy." in html
    assert f">{question.key}<" not in html.replace(" ", "").replace("\n", "")


def test_saving_a_question_makes_the_next_version_and_what_was_asked_stays(client, trainer):
    quiz = QuizFactory(questions=1)
    attempt = take(trainer, quiz)
    asked = attempt.items.get().version
    response = client.post(reverse("question_admin:edit", args=[asked.question_id]), wording(), follow=True)
    assert "Câu đã sửa?" in response.content.decode()
    newest = QuestionVersion.objects.order_by("-number").first()
    assert (newest.number, newest.text) == (2, "Câu đã sửa?")
    assert [choice["key"] for choice in newest.spec["choices"]] == ["a", "b"]
    assert newest.teaches_step == asked.teaches_step
    asked.refresh_from_db()
    assert asked.spec["choices"][0]["text"] == "CH Play hoặc App Store"


def test_a_choice_taken_out_leaves_the_other_keys_alone(client, trainer):
    question = QuizFactory(questions=1).items.get().question
    form = wording(**rows(("Đúng", True), ("", False), ("Sai", False), ("Mới", False)))
    client.post(reverse("question_admin:edit", args=[question.pk]), form)
    assert [choice["key"] for choice in question.versions.first().spec["choices"]] == ["a", "c", "d"]


def test_two_right_choices_in_a_single_choice_are_refused_with_what_to_do(client, trainer):
    question = QuizFactory(questions=1).items.get().question
    form = wording(**rows(("Đúng", True), ("Cũng đúng", True)))
    response = client.post(reverse("question_admin:edit", args=[question.pk]), form)
    assert response.status_code == 200
    assert "Cũng đúng" in response.content.decode()
    assert response.context["form"].non_field_errors()
    assert question.versions.count() == 1


def test_a_new_question_is_added_to_the_quiz_chosen(client, trainer):
    quiz = QuizFactory(questions=1)
    client.post(reverse("question_admin:add"), wording(quiz=quiz.pk, teaches=""))
    assert quiz.items.count() == 2
    assert Question.objects.get(quiz_items__position=2).versions.get().text == "Câu đã sửa?"
