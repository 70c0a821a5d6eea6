import pytest

from quizzes.errors import BadQuestion
from quizzes.models import QuestionVersion
from quizzes.questions import add_question, classify, free_key, key_changed, newest_version, revise_question
from tests.factories.quizzes import (
    CHOICES,
    MULTIPLE_CHOICES,
    SPECS,
    CategoryFactory,
    QuestionVersionFactory,
    QuizFactory,
)

pytestmark = pytest.mark.django_db


def revised(version, **changes):
    wording = {name: getattr(version, name) for name in ("text", "kind", "spec", "feedback")} | changes
    return revise_question(question=version.question, **wording)


def test_an_edit_makes_the_next_version_and_leaves_the_first():
    first = QuestionVersionFactory(text="Câu một")
    second = revised(first, text="Câu hai")
    first.refresh_from_db()
    assert (first.text, second.text, second.number) == ("Câu một", "Câu hai", 2)
    assert newest_version(first.question) == second


def test_saving_without_a_change_makes_no_version():
    first = QuestionVersionFactory()
    assert revised(first) == first
    assert QuestionVersion.objects.count() == 1


def test_the_step_it_teaches_stays_unless_another_is_named():
    first = QuestionVersionFactory()
    assert revised(first, text="Câu hai").teaches_step == first.teaches_step
    teaches = {"teaches_lesson": "khac", "teaches_step": "buoc", "teaches_label": "Bước khác"}
    assert revised(first, teaches=teaches).teaches_label == "Bước khác"


def test_a_step_that_is_only_called_otherwise_by_now_makes_no_version():
    first = QuestionVersionFactory()
    teaches = {"teaches_lesson": first.teaches_lesson, "teaches_step": first.teaches_step, "teaches_label": "Tên mới"}
    assert revised(first, teaches=teaches) == first
    assert revised(first, text="Câu hai", teaches=teaches).teaches_label == "Tên mới"


def test_words_are_stored_in_one_normal_form():
    version = revised(QuestionVersionFactory(), text="  Ca\u0302u   ho\u0309i\u200b ")
    assert version.text == "C\u00e2u h\u1ecfi"


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("single", CHOICES[:1]),
        ("single", CHOICES[1:]),
        ("single", MULTIPLE_CHOICES),
        ("multiple", MULTIPLE_CHOICES[:2]),
        ("multiple", [*MULTIPLE_CHOICES[2:], CHOICES[1]]),
        ("single", [CHOICES[0], {**CHOICES[1], "key": "a"}]),
        ("single", [CHOICES[0], {**CHOICES[0], "key": "b", "correct": False}]),
        ("single", [CHOICES[0], {**CHOICES[1], "text": " "}]),
        ("single", [{"key": str(n), "text": str(n), "correct": n == 0} for n in range(7)]),
    ],
)
def test_a_question_that_cannot_be_graded_is_refused_and_nothing_is_written(kind, choices):
    first = QuestionVersionFactory()
    with pytest.raises(BadQuestion):
        revised(first, kind=kind, spec={"choices": choices})
    assert QuestionVersion.objects.get() == first


def test_a_new_question_stands_at_the_end_of_its_quiz():
    quiz = QuizFactory(questions=2)
    question = add_question(quiz=quiz, text="Gõ số điện thoại ở đâu?", kind="single", spec={"choices": CHOICES})
    assert (question.key, quiz.items.get(question=question).position) == ("go-so-dien-thoai-o-dau", 3)


def test_a_taken_key_gets_a_number():
    quiz = QuizFactory(key="cau-hoi")
    assert free_key(type(quiz), "Câu hỏi!") == "cau-hoi-2"
    assert free_key(type(quiz), "???") == "quiz"


def test_a_question_for_no_quiz_and_no_category_is_refused():
    with pytest.raises(BadQuestion):
        add_question(text="Câu hỏi?", kind="single", spec={"choices": CHOICES})
    assert not QuestionVersion.objects.exists()


def test_a_question_may_wait_in_the_bank_without_a_quiz():
    category = CategoryFactory()
    question = add_question(category=category, tags=["OTP"], text="Hỏi?", kind="single", spec={"choices": CHOICES})
    assert (question.category, question.quiz_items.count(), question.tags.get().name) == (category, 0, "OTP")


def test_tags_are_one_in_any_spelling_of_their_letters():
    first, second = QuestionVersionFactory().question, QuestionVersionFactory().question
    classify(question=first, category=None, tags=["\u0110i\u1ec7n tho\u1ea1i"])
    classify(question=second, category=None, tags=[" \u0111ie\u0323\u0302n  tho\u1ea1i\u202e"])
    assert first.tags.get() == second.tags.get()
    classify(question=second, category=None, tags=[])
    assert not second.tags.exists()


@pytest.mark.parametrize(
    ("kind", "spec", "changed"),
    [
        ("single", {"choices": [{**CHOICES[0], "text": "Kho ứng dụng"}, *CHOICES[1:]]}, False),
        ("single", {"choices": [{**CHOICES[0], "feedback": "Đúng rồi."}, *CHOICES[1:]]}, False),
        ("single", {"choices": [{**CHOICES[0], "correct": False}, {**CHOICES[1], "correct": True}]}, True),
        ("multiple", SPECS["multiple"] | {"rule": "all_or_nothing"}, True),
        ("true_false", SPECS["true_false"] | {"feedback_true": "Không."}, False),
        ("true_false", SPECS["true_false"] | {"answer": True}, True),
        ("matching", SPECS["matching"] | {"extra": []}, True),
        ("short", SPECS["short"] | {"level": "exact"}, True),
        ("number", SPECS["number"] | {"tolerance": "1"}, True),
        ("tap", SPECS["tap"] | {"right": ["thong-bao"], "feedback": {}}, True),
        ("tap", SPECS["tap"] | {"feedback": {}}, False),
    ],
)
def test_only_a_change_that_may_change_a_mark_is_a_change_of_the_key(kind, spec, changed):
    first = QuestionVersionFactory(kind=kind)
    assert key_changed(first, revised(first, spec=spec)) is changed


def test_a_question_that_became_one_of_another_kind_has_no_key_to_compare():
    first = QuestionVersionFactory()
    assert not key_changed(first, revised(first, kind="number", spec=SPECS["number"]))
