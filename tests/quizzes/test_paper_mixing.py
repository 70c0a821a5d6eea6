"""Forms of a paper, as keys of questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzes.paper.mixing import FORMS, Content, form

KEYS = st.lists(st.integers(0, 40).map(lambda n: f"cau-{n}"), min_size=1, max_size=30, unique=True)
NUMBERS = st.integers(1, FORMS)


@st.composite
def contents(draw):
    keys = draw(KEYS)
    cuts = sorted(draw(st.lists(st.integers(0, len(keys)), min_size=2, max_size=2)))
    pools = [(keys[cuts[0] : cuts[1]], draw(st.integers(1, 8))), (keys[cuts[1] :], draw(st.integers(1, 8)))]
    return Content("de", keys[: cuts[0]], pools, draw(st.booleans()))


@given(contents(), NUMBERS)
def test_a_form_is_the_same_for_ever(content, number):
    assert form(content, number) == form(content, number)


@given(contents(), NUMBERS, st.randoms())
def test_the_order_in_which_a_database_gives_a_pool_changes_nothing(content, number, random):
    shuffled = [(random.sample(list(pool), len(pool)), count) for pool, count in content.pools]
    assert form(Content("de", content.fixed, shuffled, content.shuffle), number) == form(content, number)


@given(contents(), NUMBERS)
def test_a_form_asks_all_fixed_questions_and_so_many_of_each_pool_none_twice(content, number):
    keys = form(content, number)
    assert len(set(keys)) == len(keys)
    assert set(content.fixed) <= set(keys)
    for pool, count in content.pools:
        assert len(set(pool) & set(keys)) == min(count, len(pool))


@given(contents())
def test_the_first_form_asks_fixed_questions_in_their_order(content):
    assert form(content, 1)[: len(content.fixed)] == list(content.fixed)


@given(contents(), NUMBERS)
def test_a_quiz_that_is_not_shuffled_keeps_fixed_questions_first_on_every_form(content, number):
    kept = Content(content.seed, content.fixed, content.pools, shuffle=False)
    assert form(kept, number)[: len(content.fixed)] == list(content.fixed)


def test_a_pool_large_enough_gives_four_forms_without_a_question_in_common():
    pool = [f"cau-{n}" for n in range(20)]
    drawn = [set(form(Content("de", [], [(pool, 5)]), n)) for n in range(1, FORMS + 1)]
    assert len(set().union(*drawn)) == 20


@given(st.integers(1, 6), st.booleans())
def test_four_forms_differ_where_a_pool_has_something_to_choose(count, shuffle):
    pool = [f"cau-{n}" for n in range(count + 3)]
    forms = [form(Content("de", [], [(pool, count)], shuffle), n) for n in range(1, FORMS + 1)]
    assert len(set(map(tuple, forms))) == FORMS


def test_shuffled_fixed_questions_stand_in_four_orders():
    fixed = ["a", "b", "c", "d"]
    forms = [form(Content("de", fixed, shuffle=True), n) for n in range(1, FORMS + 1)]
    assert forms[0] == fixed
    assert len(set(map(tuple, forms))) == FORMS


def test_two_quizzes_draw_differently_from_one_shelf():
    pool = [f"cau-{n}" for n in range(30)]
    assert form(Content("de-1", [], [(pool, 10)]), 1) != form(Content("de-2", [], [(pool, 10)]), 1)
