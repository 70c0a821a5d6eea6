"""The code of a sheet names for ever what stands on it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.urls import reverse

from lessons.printing.catalogue import KINDS
from lessons.printing.shortcuts import state_of
from quizzes.models import PaperForm, QuestionVersion
from quizzes.paper import forms
from quizzes.paper.forms import form_code, form_with, questions_on, remembered
from quizzes.printing.sheets import quiz_sheet
from tests.factories.lessons import AppPageFactory, CoursePageFactory
from tests.factories.members import MembershipFactory
from tests.factories.quizzes import QuestionFactory, QuestionVersionFactory, QuizFactory

from .classes import drawing_quiz, form_of
from .test_constraints import refused

pytestmark = pytest.mark.django_db


def versions_of(form: PaperForm) -> list[int]:
    return [item.version_id for item in form.items.all()]


def test_printing_a_sheet_keeps_its_form():
    quiz = QuizFactory(questions=3)
    code = quiz_sheet(quiz).document.form
    form = PaperForm.objects.get()
    assert (form.quiz, form.code, form.number) == (quiz, code, 1)
    assert versions_of(form) == [version.pk for version in questions_on(quiz)]


def test_printing_again_keeps_one_form():
    quiz = QuizFactory()
    for with_key in (True, False):
        quiz_sheet(quiz, with_key=with_key)
    assert PaperForm.objects.count() == 1


def test_the_print_studio_and_packs_keep_the_form_too():
    app = AppPageFactory(parent=CoursePageFactory(), quiz=QuizFactory())
    code = KINDS["quiz-sheet"].make(app).document.form
    assert form_with(app.quiz, code) == PaperForm.objects.get()


def test_a_code_still_names_the_old_wording_after_a_question_is_reworded():
    quiz = QuizFactory(questions=2)
    code, before = quiz_sheet(quiz).document.form, versions_of(form_of(quiz))
    QuestionVersionFactory(question=questions_on(quiz)[0].question, number=2, text="Câu đã viết lại")
    assert quiz_sheet(quiz).document.form != code
    assert versions_of(form_with(quiz, code)) == before


def test_a_sheet_printed_before_forms_were_kept_is_found_by_what_would_be_printed_today():
    quiz = QuizFactory(questions=4)
    code = form_code(questions_on(quiz, 3))
    assert not PaperForm.objects.exists()
    assert form_with(quiz, code).number == 3


@pytest.mark.parametrize("typed", [" {} ", "{}-", "ma {}"])
def test_a_code_is_read_as_people_type_it(typed):
    quiz = QuizFactory()
    code = form_of(quiz).code
    found = form_with(quiz, typed.format(code.lower()))
    assert (found is not None) == ("ma" not in typed)


@pytest.mark.parametrize("typed", ["", "AAAAA", "A" * 1000, "ABC\x00D", "ẮẶẬỄỮ"])
def test_a_code_of_no_sheet_finds_nothing(typed):
    assert form_with(QuizFactory(), typed) is None


def test_a_code_of_another_quiz_finds_nothing():
    assert form_with(QuizFactory(), form_of(QuizFactory()).code) is None


def test_two_forms_that_would_share_a_code_get_two(monkeypatch):
    quiz = QuizFactory(questions=3)
    first = form_of(quiz)
    real = forms.form_code
    monkeypatch.setattr(forms, "form_code", lambda versions, again=0: real(versions, again) if again else first.code)
    other = remembered(quiz=quiz, versions=questions_on(quiz)[::-1], number=2)
    assert other.code != first.code
    assert versions_of(other) == versions_of(first)[::-1]


def test_a_form_has_its_code_alone_in_its_quiz():
    form = form_of(QuizFactory())
    refused("quizzes_paperform_code", PaperForm.objects.create, quiz=form.quiz, code=form.code)


def test_a_place_on_a_form_is_used_once():
    form = form_of(QuizFactory())
    refused("quizzes_paperformitem_position", form.items.create, position=1, version=QuestionVersionFactory())


def test_a_version_stands_once_on_a_form():
    form = form_of(QuizFactory())
    refused(
        "quizzes_paperformitem_version",
        form.items.create,
        position=9,
        version=form.items.select_related("version")[0].version,
    )


def test_a_form_that_another_made_at_the_same_moment_is_taken(monkeypatch):
    quiz = QuizFactory()
    form = form_of(quiz)
    real, seen = forms._coded, []

    def late(*args):
        seen.append(args)
        return real(*args) if len(seen) > 1 else None

    monkeypatch.setattr(forms, "_coded", late)
    assert form_of(quiz) == form


def test_a_fault_of_the_database_is_not_hidden(monkeypatch):
    monkeypatch.setattr(forms, "_coded", lambda *args: None)
    quiz = QuizFactory()
    form_of(quiz)
    with pytest.raises(IntegrityError):
        form_of(quiz)


# --- draws ------------------------------------------------------------------------------------------
def test_a_quiz_that_is_only_draws_can_be_printed():
    assert len(quiz_sheet(drawing_quiz(count=3)).document.questions) == 3


def test_forms_one_to_four_ask_different_draws_under_different_codes():
    quiz = drawing_quiz(pool=12, count=3, fixed=2)
    documents = [quiz_sheet(quiz, number=n).document for n in (1, 2, 3, 4)]
    assert len({document.form for document in documents}) == 4
    assert all(len(document.questions) == 5 for document in documents)
    assert sorted(PaperForm.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_draw_takes_the_newest_wording_and_never_a_fixed_question_twice():
    quiz = drawing_quiz(pool=3, count=3)
    fixed = QuestionVersion.objects.first().question
    quiz.items.create(question=fixed, position=1)
    newest = QuestionVersionFactory(question=fixed, number=2)
    asked = questions_on(quiz)
    assert asked[0] == newest
    assert len({version.question_id for version in asked}) == len(asked) == 3


def test_a_shelf_with_too_few_questions_gives_what_it_has():
    assert len(questions_on(drawing_quiz(pool=2, count=5))) == 2


def test_a_shelf_without_wordings_makes_no_sheet():
    quiz = drawing_quiz(pool=0)
    QuestionFactory(category=quiz.draws.get().category)
    with pytest.raises(ValueError, match="no question"):
        quiz_sheet(quiz)
    assert not PaperForm.objects.exists()


def test_more_questions_on_a_shelf_cost_no_more_queries(django_assert_num_queries):
    for size in (5, 40):
        quiz = drawing_quiz(pool=size)
        with django_assert_num_queries(4):
            questions_on(quiz)


def test_a_sheet_the_studio_keeps_is_made_anew_when_its_shelf_changes():
    quiz = drawing_quiz(pool=6, count=2)
    app = AppPageFactory(parent=CoursePageFactory(), quiz=quiz)
    before = state_of(app.key, with_questions=True)
    QuestionVersionFactory(question=QuestionVersion.objects.first().question, number=2)
    assert state_of(app.key, with_questions=True) != before


@pytest.mark.parametrize(
    ("asked", "status"), [("", 200), ("?de=1", 200), ("?de=4", 200), ("?de=5", 404), ("?de=x", 404)]
)
def test_the_form_is_asked_for_by_its_number(client, asked, status):
    client.force_login(MembershipFactory(role="leader").user)
    response = client.get(reverse("quizzes:quiz_sheet", args=[drawing_quiz().key]) + asked)
    assert response.status_code == status


def test_the_file_is_named_after_its_form(client):
    client.force_login(MembershipFactory(role="leader").user)
    quiz = QuizFactory(key="vneid")
    response = client.get(reverse("quizzes:quiz_sheet", args=["vneid"]) + "?de=2&dap-an=0")
    assert response["Content-Disposition"] == 'inline; filename="de-giay-vneid-de-2-khong-dap-an.pdf"'
    assert form_with(quiz, form_code(questions_on(quiz, 2))).number == 2
