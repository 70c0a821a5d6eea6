from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certification import rules
from quizzes.certification.rules import AllOf, AnyOf, Facts, Gap, Holds, QuizAtLeast, Reached, RuleError

KEYS = st.sampled_from(["vneid", "dvc", "qr", "an-toan"])
LEAVES = st.one_of(
    st.builds(lambda key, percent: {"quiz": key, "percent": percent}, KEYS, st.integers(1, 100)),
    st.builds(lambda key: {"milestone": key}, KEYS),
)


@st.composite
def any_of(draw, children):
    items = draw(st.lists(children, min_size=1, max_size=4))
    return {"any": items, "at_least": draw(st.integers(1, len(items)))}


RULES = st.recursive(
    LEAVES,
    lambda children: st.lists(children, min_size=1, max_size=4).map(lambda items: {"all": items}) | any_of(children),
    max_leaves=8,
).filter(lambda data: _depth(data) <= rules.MAX_DEPTH)
FACTS = st.builds(
    Facts,
    st.dictionaries(KEYS, st.integers(0, 100).map(lambda percent: Fraction(percent, 100))),
    st.frozensets(KEYS),
)


def _depth(data):
    return 1 + max((_depth(item) for item in data.get("all", data.get("any", []))), default=-1)


def everything(rule):
    """Facts that meet every leaf."""
    return Facts({key: Fraction(1) for key in rules.quizzes_of(rule)}, rules.milestones_of(rule))


@given(RULES)
def test_full_marks_and_every_milestone_meet_any_rule(data):
    rule = rules.parse(data)
    assert rules.met(rule, everything(rule))


@given(RULES)
def test_nothing_meets_no_rule(data):
    assert not rules.met(rules.parse(data), Facts())


@given(RULES, FACTS)
def test_nothing_is_missing_exactly_when_the_rule_is_met(data, facts):
    rule = rules.parse(data)
    assert (rules.missing(rule, facts) == []) == rules.met(rule, facts)


@given(RULES, FACTS)
def test_filling_every_gap_meets_the_rule(data, facts):
    rule = rules.parse(data)
    done = everything(AllOf(tuple(one for gap in rules.missing(rule, facts) for one in gap.options[: gap.needed])))
    quizzes = {**facts.quizzes, **done.quizzes}
    assert rules.met(rule, Facts(quizzes, facts.milestones | done.milestones))


@given(RULES, FACTS, KEYS)
def test_a_better_mark_never_takes_a_certificate_away(data, facts, key):
    rule = rules.parse(data)
    better = Facts({**facts.quizzes, key: Fraction(1)}, facts.milestones | {key})
    assert rules.met(rule, better) or not rules.met(rule, facts)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"all": []}, "all: must be a list of at least one rule"),
        ({"any": [{"milestone": "a"}], "at_least": 2}, "at_least: must be a whole number from 1 to 1, not 2"),
        ({"any": [{"milestone": "a"}], "at_least": 0}, "from 1 to 1, not 0"),
        ({"quiz": "vneid", "percent": 0}, "percent: must be a whole number from 1 to 100, not 0"),
        ({"quiz": "vneid", "percent": 101}, "from 1 to 100, not 101"),
        ({"quiz": "vneid", "percent": True}, "from 1 to 100, not True"),
        ({"quiz": "vneid", "percent": "80"}, "from 1 to 100, not 80"),
        ({"quiz": "vneid"}, "percent: a whole number from 1 to 100 is missing here"),
        ({"quiz": "", "percent": 80}, "quiz: a key is a word, not ''"),
        ({"milestone": "a\x00b"}, "milestone: a key is a word"),
        ({"milestone": 7}, "a key is a word, not 7"),
        ({"milestone": ["x" * 5000]}, f"a key is a word, not \\['{'x' * 38}…$"),
        ({"quiz": "vneid", "percent": 80, "grade": "A"}, "there is no field “grade” in a rule"),
        ({"quiz": "vneid", "percent": 80, "all": []}, "exactly one of"),
        ({}, "^a rule has exactly one of"),
        (["vneid"], "^a rule is expected here"),
        ({"all": [{"milestone": "a"}, {"quiz": "b", "percent": 200}]}, "^all/2/percent: must be"),
    ],
)
def test_a_broken_rule_is_refused_by_its_place(data, message):
    with pytest.raises(RuleError, match=message):
        rules.parse(data)


def test_what_is_wrong_can_be_told_in_another_language():
    words = {
        "must be a whole number from %(low)d to %(high)d, not %(value)s": "phải từ %(low)d đến %(high)d: %(value)s"
    }
    with pytest.raises(RuleError) as caught:
        rules.parse({"any": [{"quiz": "b", "percent": 0}]})
    assert caught.value.path == ("any", 0, "percent")
    assert caught.value.in_language(words.get) == "any/1/percent: phải từ 1 đến 100: 0"


def test_rules_inside_rules_without_end_are_refused():
    data = {"milestone": "a"}
    for _ in range(50):
        data = {"all": [data]}
    with pytest.raises(RuleError, match="deep"):
        rules.parse(data)


def test_two_of_three_leave_one_to_do_after_the_first():
    rule = rules.parse({"any": [{"quiz": key, "percent": 80} for key in ("a", "b", "c")], "at_least": 2})
    left = rules.missing(rule, Facts({"a": Fraction(9, 10)}))
    assert left == [Gap((QuizAtLeast("b", 80), QuizAtLeast("c", 80)), 1)]


def test_a_rule_names_its_quizzes_and_milestones():
    rule = AllOf((QuizAtLeast("a", 80), AnyOf((Reached("doc"), QuizAtLeast("b", 50)))))
    assert rules.quizzes_of(rule) == {"a", "b"}
    assert rules.milestones_of(rule) == {"doc"}
    assert rules.leaves_a_choice(rule)


def test_certifications_that_ask_for_each_other_are_a_circle():
    of = {"a": Holds("b"), "b": AllOf((Reached("x"), Holds("c"))), "c": AnyOf((Holds("a"), Reached("y")))}
    assert rules.circle(of) == ["a", "b", "c", "a"]
    assert rules.circle({"a": Holds("a")}) == ["a", "a"]
    assert rules.circle(of | {"c": Reached("y")}) == []
