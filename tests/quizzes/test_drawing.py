"""Questions drawn at random: what a draw promises, and what an attempt asks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import attempts, choosing
from quizzes.drawing import draw
from quizzes.models import QuestionVersion, QuizItem
from quizzes.questions import revise_question
from quizzes.selectors import size_of
from tests.factories.members import UserFactory
from tests.factories.quizzes import CHOICES, CategoryFactory, QuestionFactory, QuizFactory

from .taking import NOON, take

# --- the choice itself -------------------------------------------------------------------------------
draws = st.tuples(
    st.lists(st.integers(0, 30), unique=True), st.integers(1, 12), st.frozensets(st.integers(0, 30)), st.randoms()
)


@given(draws)
def test_a_draw_has_as_many_as_wanted_or_all_there_are_each_once(case):
    pool, count, last, random = case
    drawn = draw(pool, count, asked_last=last, random=random)
    assert len(drawn) == min(count, len(pool))
    assert [one for one in pool if one in set(drawn)] == drawn


@given(draws)
def test_what_was_asked_last_comes_again_only_when_no_other_is_left(case):
    pool, count, last, random = case
    drawn = draw(pool, count, asked_last=last, random=random)
    others = set(pool) - last
    assert not last.intersection(drawn) or others <= set(drawn)


def test_each_question_has_the_same_chance():
    random = Random(4)
    seen = Counter(one for _ in range(3000) for one in draw("abcde", 2, asked_last="", random=random))
    assert set(seen) == set("abcde")
    assert all(abs(count - 1200) < 120 for count in seen.values())


# --- what an attempt asks ----------------------------------------------------------------------------
def asked(attempt):
    return set(attempt.items.values_list("version__question__key", flat=True))


def keys(category):
    return set(category.questions.values_list("key", flat=True))


@pytest.mark.django_db
def test_an_attempt_asks_the_fixed_questions_and_as_many_of_each_category_as_wanted():
    one, two = CategoryFactory(questions=5), CategoryFactory(questions=4)
    quiz = QuizFactory(questions=2, draws=[(one, 3), (two, 1)])
    attempt = attempts.start(member=UserFactory(), quiz=quiz, now=NOON)
    fixed = set(quiz.items.values_list("question__key", flat=True))
    assert fixed <= asked(attempt)
    assert (len(asked(attempt) & keys(one)), len(asked(attempt) & keys(two))) == (3, 1)
    assert (attempt.max_mark, attempt.items.count(), size_of(quiz)) == (6, 6, 6)


@pytest.mark.django_db
def test_unshuffled_the_drawn_questions_come_after_the_fixed_ones_in_the_order_of_the_draws():
    one, two = CategoryFactory(questions=3), CategoryFactory(questions=3)
    quiz = QuizFactory(questions=2, shuffle=False, draws=[(two, 2), (one, 2)])
    items = attempts.start(member=UserFactory(), quiz=quiz, now=NOON).items.select_related("version__question")
    assert [item.version.question.category for item in items] == [None, None, two, two, one, one]


@pytest.mark.django_db
def test_shuffled_the_drawn_ones_stand_among_the_fixed_ones():
    quiz = QuizFactory(questions=3, draws=[(CategoryFactory(questions=3), 3)])
    firsts = set()
    for n in range(40):
        attempt = take(UserFactory(), quiz, now=NOON + dt.timedelta(hours=n))
        firsts.add(attempt.items.first().version.question.category_id is None)
    assert firsts == {True, False}


@pytest.mark.django_db
def test_a_fixed_question_of_the_quiz_is_not_drawn_again():
    category = CategoryFactory(questions=3)
    quiz = QuizFactory(questions=0, draws=[(category, 3)])
    QuizItem.objects.create(quiz=quiz, question=category.questions.first(), position=1)
    attempt = attempts.start(member=UserFactory(), quiz=quiz, now=NOON)
    assert (attempt.items.count(), asked(attempt), size_of(quiz)) == (3, keys(category), 3)


@pytest.mark.django_db
def test_a_category_with_too_few_questions_gives_all_it_has():
    category = CategoryFactory(questions=2)
    QuestionFactory(category=category)  # without a wording there is nothing to ask
    quiz = QuizFactory(questions=1, draws=[(category, 5)])
    attempt = attempts.start(member=UserFactory(), quiz=quiz, now=NOON)
    assert (attempt.max_mark, attempt.items.count(), size_of(quiz)) == (3, 3, 3)


@pytest.mark.django_db
def test_the_next_attempt_draws_what_the_last_one_did_not_ask():
    category = CategoryFactory(questions=6)
    member, quiz = UserFactory(), QuizFactory(questions=0, draws=[(category, 3)])
    first, second, third = (take(member, quiz, now=NOON + dt.timedelta(hours=n)) for n in range(3))
    assert asked(first) | asked(second) == keys(category)
    assert not asked(second) & asked(third)


@pytest.mark.django_db
def test_a_question_reworded_since_counts_as_asked_last():
    category = CategoryFactory(questions=2)
    member, quiz = UserFactory(), QuizFactory(questions=0, draws=[(category, 1)])
    first = take(member, quiz)
    [version] = QuestionVersion.objects.filter(attempt_items__attempt=first)
    revise_question(question=version.question, text="Lời mới?", kind="single", spec={"choices": CHOICES})
    second = attempts.start(member=member, quiz=quiz, now=NOON + dt.timedelta(hours=1))
    assert asked(second) == keys(category) - asked(first)


@pytest.mark.django_db
def test_what_another_member_was_asked_does_not_matter():
    category = CategoryFactory(questions=1)
    quiz = QuizFactory(questions=0, draws=[(category, 1)])
    take(UserFactory(), quiz)
    assert asked(attempts.start(member=UserFactory(), quiz=quiz, now=NOON)) == keys(category)


@pytest.mark.django_db
def test_a_drawn_question_is_asked_in_its_newest_wording():
    category = CategoryFactory(questions=1)
    newest = revise_question(
        question=category.questions.get(), text="Lời mới?", kind="single", spec={"choices": CHOICES}
    )
    quiz = QuizFactory(questions=0, draws=[(category, 1)])
    assert attempts.start(member=UserFactory(), quiz=quiz, now=NOON).items.get().version == newest


@pytest.mark.django_db
def test_drawing_costs_four_queries_more_and_the_size_of_a_quiz_one(django_assert_num_queries):
    pools = [CategoryFactory(questions=5) for _ in range(3)]
    member, quiz = UserFactory(), QuizFactory(draws=[(pool, 2) for pool in pools])
    with django_assert_num_queries(1 + 4):
        choosing.chosen_versions(quiz, member=member)
    with django_assert_num_queries(1):
        assert size_of(quiz) == 8
