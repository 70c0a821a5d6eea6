import pytest
from django.urls import reverse

from quizzes.links import LessonSteps, register_step_choices
from quizzes.models import Question
from quizzes.questions import classify
from tests.factories.quizzes import CategoryFactory, QuestionVersionFactory, QuizFactory

from .taking import take
from .trainer import sent, sign_in_trainer

pytestmark = pytest.mark.django_db
INDEX, ADD = "question_admin:index", "question_admin:add"
STEPS = [
    LessonSteps("vneid-cai-dat", "VNeID – Cài đặt", [("mo-kho", "Mở kho"), ("tim-ten", "Tìm tên ứng dụng")]),
    LessonSteps("tra-tien", "Mã QR – Trả tiền", [("quet", "Quét mã")]),
]
NEW = {"text": "Câu mới?", "kind": "true_false", "true_false_answer": "true", "feedback": "Vì sao."}
LOST = "This step is no longer in the lesson."


@pytest.fixture(autouse=True)
def trainer(client, settings):
    settings.LANGUAGE_CODE = "en"
    return sign_in_trainer(client)


@pytest.fixture(autouse=True)
def steps():
    """The lessons are those of this file."""
    from lessons.links import step_choices

    register_step_choices(lambda: STEPS)
    yield
    register_step_choices(step_choices)


def edit_url(version):
    return reverse("question_admin:edit", args=[version.question_id])


def form_of(client, version):
    return client.get(edit_url(version)).context["form"]


def saved(client, version, **changes):
    response = client.post(edit_url(version), sent(form_of(client, version), **changes), follow=True)
    assert response.redirect_chain, response.context["form"].errors
    return response


def listed(client, **asked):
    return {question.text for question in client.get(reverse(INDEX), asked).context["object_list"]}


def test_the_list_says_category_tags_quizzes_and_step(client):
    version = QuestionVersionFactory(question__category=CategoryFactory(title="Cài đặt"))
    classify(question=version.question, category=version.question.category, tags=["OTP", "kho"])
    for title in ("Đề một", "Đề hai"):
        QuizFactory(questions=0, title=title).items.create(question=version.question, position=1)
    html = client.get(reverse(INDEX)).content.decode()
    for words in ("Cài đặt", "kho, OTP", "Đề hai, Đề một", "Mở kho ứng dụng"):
        assert words in html


def test_a_longer_list_needs_no_more_queries(client, django_assert_max_num_queries):
    for _number in range(12):
        version = QuestionVersionFactory(question__category=CategoryFactory())
        classify(question=version.question, category=version.question.category, tags=["a", "b"])
        QuizFactory(questions=0).items.create(question=version.question, position=1)
    with django_assert_max_num_queries(20):
        client.get(reverse(INDEX), {"q": "cài"})


def test_the_list_is_narrowed_by_category_tag_kind_and_quiz(client):
    category = CategoryFactory()
    shelved = QuestionVersionFactory(text="Có mục", kind="number", question__category=category)
    classify(question=shelved.question, category=category, tags=["OTP"])
    quiz = QuizFactory(questions=1, questions__text="Trong đề")
    drawing = QuizFactory(questions=0, draws=[(category, 1)])
    QuestionVersionFactory(text="Mồ côi")
    assert listed(client) == {"Có mục", "Trong đề", "Mồ côi"}
    assert listed(client, category=category.pk) == {"Có mục"}
    assert listed(client, category="null") == {"Trong đề", "Mồ côi"}
    assert listed(client, tag=shelved.question.tags.get().pk) == {"Có mục"}
    assert listed(client, kind="number") == {"Có mục"}
    assert listed(client, quiz=quiz.pk) == {"Trong đề"}
    assert listed(client, quiz=drawing.pk) == {"Có mục"}
    assert listed(client, quiz="null") == {"Mồ côi"}
    assert listed(client, quiz="1e400", kind="x") == {"Có mục", "Trong đề", "Mồ côi"}


def test_a_filter_in_force_is_named_above_the_list(client):
    response = client.get(reverse(INDEX), {"quiz": "null", "category": "null"})
    assert [str(one.value) for one in response.context["active_filters"]] == ["Without a category", "Not in any quiz"]


def test_a_new_question_goes_into_a_new_category_with_tags_and_no_quiz(client):
    form = {**NEW, "new_category": " An toa\u0300n\u202e số ", "tags": '"mã  QR", OTP, otp,'}
    response = client.post(reverse(ADD), form)
    assert response.status_code == 302
    question = Question.objects.get()
    assert (question.category.title, question.quiz_items.count()) == ("An toàn số", 0)
    assert sorted(tag.name for tag in question.tags.all()) == ["mã QR", "otp"]


def test_a_category_written_anew_that_exists_is_taken(client):
    category = CategoryFactory(title="Đi chợ")
    client.post(reverse(ADD), {**NEW, "new_category": "đi chợ"})
    assert Question.objects.get().category == category


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "category"),
        ({"new_category": " \u202e "}, "category"),
        ({"new_category": "x" * 91}, "new_category"),
        ({"category": "1e400"}, "category"),
        ({"quiz": "999"}, "quiz"),
        ({"new_category": "A", "tags": "x" * 101}, "tags"),
        ({"new_category": "A", "tags": ",".join("abcdefghijk")}, "tags"),
        ({"new_category": "A", "teaches": "khong/co"}, "teaches"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, form, field):
    response = client.post(reverse(ADD), {**NEW, **form})
    assert list(response.context["form"].errors) == [field]
    assert not Question.objects.exists()


def test_a_category_chosen_and_another_one_written_is_refused(client):
    response = client.post(reverse(ADD), {**NEW, "category": CategoryFactory().pk, "new_category": "Khác"})
    assert list(response.context["form"].errors) == ["new_category"]


def test_a_question_of_no_quiz_keeps_a_category(client):
    version = QuestionVersionFactory(question__category=CategoryFactory())
    response = client.post(edit_url(version), sent(form_of(client, version), category=None))
    assert list(response.context["form"].errors) == ["category"]
    quiz = QuizFactory(questions=0)
    quiz.items.create(question=version.question, position=1)
    saved(client, version, category=None)
    version.question.refresh_from_db()
    assert version.question.category is None


def test_another_category_or_tag_makes_no_version(client):
    version = QuestionVersionFactory(question__category=CategoryFactory())
    saved(client, version, category=None, new_category="Khác", tags="OTP")
    assert version.question.versions.count() == 1
    version.question.refresh_from_db()
    assert version.question.category.title == "Khác"


def test_the_steps_are_offered_lesson_by_lesson(client):
    choices = dict(client.get(reverse(ADD)).context["form"].fields["teaches"].choices)
    assert choices["VNeID – Cài đặt"] == [
        ("vneid-cai-dat/mo-kho", "1. Mở kho"),
        ("vneid-cai-dat/tim-ten", "2. Tìm tên ứng dụng"),
    ]


def test_the_step_chosen_is_stored_with_its_name(client):
    client.post(reverse(ADD), {**NEW, "new_category": "A", "teaches": "tra-tien/quet"})
    version = Question.objects.get().versions.get()
    assert (version.teaches_lesson, version.teaches_step, version.teaches_label) == ("tra-tien", "quet", "Quét mã")


def test_the_step_may_be_taken_away(client):
    version = QuestionVersionFactory(question__category=CategoryFactory())
    saved(client, version, teaches=None)
    newest = version.question.versions.first()
    assert (newest.number, newest.teaches_lesson, newest.teaches_label) == (2, "", "")


def test_a_step_that_left_its_lesson_is_told_in_list_and_form_and_stays_until_another_is_chosen(client):
    QuestionVersionFactory(text="Còn bước")
    assert LOST not in client.get(reverse(INDEX)).content.decode()
    lost = QuestionVersionFactory(teaches_step="bo-roi", teaches_label="Bước bỏ", question__category=CategoryFactory())
    assert client.get(reverse(INDEX)).content.decode().count(LOST) == 1
    form = form_of(client, lost)
    assert (form.step.gone, form["teaches"].value()) == (True, "vneid-cai-dat/bo-roi")
    saved(client, lost, text="Đổi lời?")
    assert lost.question.versions.first().teaches_label == "Bước bỏ"
    saved(client, lost, teaches="tra-tien/quet")
    assert not form_of(client, lost).step.gone


def test_a_question_without_a_step_says_nothing_of_one(client):
    version = QuestionVersionFactory(teaches_lesson="", teaches_step="", teaches_label="")
    assert not form_of(client, version).step.gone
    assert LOST not in client.get(reverse(INDEX)).content.decode()


def test_the_form_says_how_many_attempts_keep_the_wording(client, trainer):
    quiz = QuizFactory(questions=1)
    version = quiz.items.get().question.versions.get()
    assert form_of(client, version).attempts == 0
    take(trainer, quiz)
    assert form_of(client, version).attempts == 1
    assert "1 attempt has been asked this question" in client.get(edit_url(version)).content.decode()


def test_a_corrected_key_leads_to_grading_earlier_answers_anew(client, trainer):
    quiz = QuizFactory(questions=1)
    version = quiz.items.get().question.versions.get()
    regrade = reverse("question_admin:regrade", args=[version.question_id])
    assert regrade not in saved(client, version, correct_1=None, correct_2="on").content.decode()
    take(trainer, quiz)
    assert regrade not in saved(client, version, text="Lời khác?").content.decode()
    assert regrade in saved(client, version, correct_1="on", correct_2=None).content.decode()
