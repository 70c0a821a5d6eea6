"""A sheet keyed in is a closed, graded attempt at once; it counts later."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from quizzes import attempts, selectors
from quizzes.errors import BadResponse, NotInAttempt
from quizzes.models import Answer, Attempt, Certificate, EarlierAnswer
from quizzes.paper import keying
from quizzes.paper.confirming import confirm
from quizzes.paper.errors import ConfirmedMeanwhile, GoneMeanwhile, KeyedMeanwhile, NoSheetLeft, OwnPaper
from quizzes.paper.keying import key_in, stamp, take_away
from quizzes.paper.numbers import typed
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuestionVersionFactory, QuizFactory

from .classes import form_of, keyed
from .taking import NOON, course_of, take
from .test_quiz_sheet import quiz_of_every_kind

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def quiz():
    return QuizFactory(questions=4)


@pytest.fixture
def form(quiz):
    return form_of(quiz)


@pytest.fixture
def member():
    return UserFactory()


@pytest.fixture
def leader():
    return UserFactory()


def test_a_sheet_is_closed_graded_and_marked_as_paper_at_once(member, leader, form):
    attempt = keyed(member, form, leader, wrong=1)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.channel, attempt.mark, attempt.max_mark) == ("closed", "paper", 3, 4)
    assert (attempt.passed, attempt.keyed_by, attempt.paper_form, attempt.confirmed_at) == (False, leader, form, None)
    assert list(attempt.items.values_list("mark", flat=True)) == [0, 1, 1, 1]


def test_a_sheet_of_every_kind_earns_what_it_earns_online(member, leader):
    quiz = quiz_of_every_kind()
    form = form_of(quiz)
    right = {item.position: item.version.asked.right() for item in form.items.select_related("version")}
    half = right | {2: {"choices": ["a"]}, 6: {"text": "mã số"}}
    online = attempts.start(member=member, quiz=quiz, now=NOON)
    for item in online.items.select_related("version"):
        place = next(one.position for one in form.items.all() if one.version_id == item.version_id)
        attempts.save_answer(
            attempt=online,
            position=item.position,
            response=half[place],
            idempotency_key=uuid.uuid4(),
            now=NOON,
        )
    online = attempts.close(attempt=online, now=NOON)
    paper = key_in(member=member, form=form, responses=half, by=leader, now=NOON)
    assert (paper.mark, paper.passed) == (online.mark, online.passed)
    assert paper.mark < paper.max_mark


def test_the_wording_on_the_sheet_is_graded_even_after_a_question_was_reworded(member, leader, quiz, form):
    first = form.items.select_related("version__question")[0].version
    spec = {
        "choices": [{"key": "a", "text": "Sai rồi", "correct": False}, {"key": "b", "text": "Đúng", "correct": True}]
    }
    QuestionVersionFactory(question=first.question, number=2, spec=spec)
    assert keyed(member, form, leader).mark == 4


def test_questions_without_an_answer_earn_nothing(member, leader, form):
    attempt = key_in(member=member, form=form, responses={1: {"choices": ["a"]}, 2: None}, by=leader, now=NOON)
    assert attempt.mark == 1
    assert Answer.objects.count() == 1


def test_a_sheet_keyed_in_counts_for_nothing_until_it_is_confirmed(member, leader):
    (quiz,), _ = course_of(1)
    keyed(member, form_of(quiz), leader)
    assert selectors.best_results(member) == {}
    assert not Certificate.objects.exists()


def test_a_second_click_saves_nothing_more(member, leader, form):
    first = keyed(member, form, leader)
    second = keyed(member, form, leader, now=LATER)
    assert (second.pk, second.closed_at) == (first.pk, NOON)
    assert Attempt.objects.count() == 1


def test_the_second_person_is_told_and_nothing_of_theirs_is_saved(member, leader, form):
    first = keyed(member, form, leader)
    with pytest.raises(KeyedMeanwhile) as caught:
        keyed(member, form, UserFactory(), wrong=2)
    assert str(leader) in str(caught.value)
    assert Attempt.objects.get().mark == first.mark


def test_the_same_answers_of_another_person_are_told_too(member, leader, form):
    keyed(member, form, leader)
    with pytest.raises(KeyedMeanwhile):
        keyed(member, form, UserFactory())


def test_a_waiting_sheet_is_corrected_and_what_stood_there_is_kept_as_history(member, leader, form):
    first, deputy = keyed(member, form, leader, wrong=2), UserFactory()
    second = keyed(member, form, deputy, wrong=1, now=LATER, seen=stamp(first))
    second.refresh_from_db()
    assert (second.pk, second.number, second.mark, second.keyed_by) == (first.pk, 1, 3, deputy)
    assert [(one.item.position, one.response) for one in EarlierAnswer.objects.all()] == [(2, {"choices": ["b"]})]
    assert Answer.objects.count() == 4


def test_an_answer_taken_back_is_no_answer_any_more(member, leader, form):
    first = keyed(member, form, leader)
    second = key_in(
        member=member, form=form, responses={1: {"choices": ["a"]}}, by=leader, now=LATER, seen=stamp(first)
    )
    assert second.mark == 1
    assert (Answer.objects.count(), EarlierAnswer.objects.count()) == (1, 3)


def test_two_who_correct_the_same_sheet_do_not_overwrite_each_other_unseen(member, leader, form):
    first = keyed(member, form, leader, wrong=2)
    keyed(member, form, leader, wrong=1, seen=stamp(first))
    with pytest.raises(KeyedMeanwhile):
        keyed(member, form, UserFactory(), wrong=3, seen=stamp(first))
    assert Attempt.objects.get().mark == 3


def test_a_confirmed_sheet_cannot_be_changed_from_a_page_opened_before(member, leader, form):
    first = keyed(member, form, leader, wrong=1)
    seen = stamp(first)
    confirm(attempt=first, seen=seen, by=leader, now=LATER)
    for action in (lambda: keyed(member, form, leader, seen=seen), lambda: keyed(member, form, leader)):
        with pytest.raises(ConfirmedMeanwhile):
            action()
    assert Attempt.objects.get().mark == 3


def test_another_sheet_may_follow_a_confirmed_one(member, leader, form):
    first = keyed(member, form, leader, wrong=1)
    confirm(attempt=first, seen=stamp(first), by=leader, now=LATER)
    second = keyed(member, form, leader, now=LATER, seen=stamp(keying.standing_of(member, form)))
    assert (second.number, second.awaits_confirmation) == (2, True)


def test_a_waiting_sheet_is_taken_away_with_all_that_was_keyed_in(member, leader, form):
    attempt = keyed(member, form, leader)
    for _ in range(2):
        take_away(member=member, form=form, by=leader, seen=stamp(attempt))
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()


def test_a_confirmed_sheet_cannot_be_taken_away(member, leader, form):
    attempt = keyed(member, form, leader)
    confirm(attempt=attempt, seen=stamp(attempt), by=leader, now=LATER)
    for seen in (stamp(attempt), stamp(keying.standing_of(member, form))):
        with pytest.raises(ConfirmedMeanwhile):
            take_away(member=member, form=form, by=leader, seen=seen)
    assert Attempt.objects.exists()


def test_a_sheet_corrected_meanwhile_is_not_taken_away(member, leader, form):
    first = keyed(member, form, leader, wrong=1)
    keyed(member, form, leader, seen=stamp(first))
    with pytest.raises(KeyedMeanwhile):
        take_away(member=member, form=form, by=leader, seen=stamp(first))
    assert Attempt.objects.get().mark == 4


def test_a_correction_of_a_sheet_taken_away_is_told(member, leader, form):
    first = keyed(member, form, leader)
    take_away(member=member, form=form, by=leader, seen=stamp(first))
    with pytest.raises(GoneMeanwhile):
        keyed(member, form, leader, seen=stamp(first))
    assert not Attempt.objects.exists()


def test_sheets_of_two_forms_are_two_attempts(member, leader, quiz):
    keyed(member, form_of(quiz), leader)
    assert keyed(member, form_of(quiz, 2), leader).number == 2


def test_nobody_keys_in_or_takes_away_their_own_sheet(member, leader, form):
    with pytest.raises(OwnPaper):
        keyed(member, form, member)
    attempt = keyed(member, form, leader)
    with pytest.raises(OwnPaper):
        take_away(member=member, form=form, by=member, seen=stamp(attempt))


def test_a_sheet_counts_as_an_attempt(member, leader, quiz, form):
    quiz.attempt_limit = 1
    quiz.save()
    take(member, quiz)
    form.refresh_from_db()
    with pytest.raises(NoSheetLeft, match=f"{member.full_name}.* 1 "):
        keyed(member, form, leader)
    assert not Attempt.objects.filter(channel="paper").exists()


def test_a_sheet_that_waits_takes_an_attempt_online(member, leader, quiz, form):
    quiz.attempt_limit = 1
    quiz.save()
    form.refresh_from_db()
    keyed(member, form, leader)
    assert attempts.prospect_of(member, quiz).left == 0


def test_the_last_sheet_allowed_can_still_be_corrected(member, leader, quiz, form):
    quiz.attempt_limit = 1
    quiz.save()
    form.refresh_from_db()
    first = keyed(member, form, leader, wrong=4)
    assert keyed(member, form, leader, seen=stamp(first)).mark == 4


def test_the_waiting_time_between_attempts_is_not_asked_of_paper(member, leader):
    quiz = QuizFactory(wait_minutes=600)
    take(member, quiz)
    assert keyed(member, form_of(quiz), leader).number == 2


def test_an_attempt_open_online_is_left_alone(member, leader, quiz, form):
    online = attempts.start(member=member, quiz=quiz, now=NOON)
    keyed(member, form, leader)
    online.refresh_from_db()
    assert online.is_open
    assert attempts.close(attempt=online, now=LATER).mark == 0


def test_an_answer_to_a_question_that_is_not_on_the_sheet_is_refused(member, leader, form):
    with pytest.raises(NotInAttempt):
        key_in(member=member, form=form, responses={5: {"choices": ["a"]}}, by=leader, now=NOON)
    assert not Attempt.objects.exists()


def test_an_answer_that_cannot_be_saves_nothing_of_the_sheet(member, leader, form):
    with pytest.raises(BadResponse):
        key_in(member=member, form=form, responses={1: {"choices": ["a"]}, 2: {"choices": ["x"]}}, by=leader, now=NOON)
    assert not Attempt.objects.exists()


def test_what_was_keyed_in_is_shown_as_it_was_typed(member, leader):
    form = form_of(quiz_of_every_kind())
    right = {item.position: item.version.asked.right() for item in form.items.select_related("version")}
    attempt = key_in(member=member, form=form, responses=right, by=leader, now=NOON)
    shown = [typed(item.version, item.answer.response) for item in attempt.items.select_related("version", "answer")]
    assert shown == ["1", "1 2", "2", "4 3 2", "2 3 1", "mã OTP", "50.000", "3", "2"]


def test_a_long_sheet_costs_no_more_queries_than_a_short_one(member, leader, django_assert_max_num_queries):
    for questions in (2, 30):
        form = form_of(QuizFactory(questions=questions))
        with django_assert_max_num_queries(18):
            keyed(member, form, leader)
