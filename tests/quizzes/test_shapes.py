import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.certification import rules
from quizzes.certification.rules import QuizAtLeast
from quizzes.certification.shapes import Shape, data_of, shape_of

KEYS = st.sampled_from(["vneid", "dvc", "qr"])
QUIZZES = st.lists(st.builds(QuizAtLeast, KEYS, st.integers(1, 100)), max_size=4).map(tuple)
SHAPES = st.builds(Shape, QUIZZES, st.frozensets(KEYS), st.frozensets(KEYS), QUIZZES).filter(
    lambda shape: shape.quizzes or shape.milestones or shape.certifications or shape.choices
)


@given(SHAPES, st.data())
def test_a_shape_comes_back_from_the_rule_it_says(shape, data):
    if shape.choices:
        at_least = data.draw(st.integers(1, len(shape.choices)))
        shape = Shape(shape.quizzes, shape.milestones, shape.certifications, shape.choices, at_least)
    assert shape_of(rules.parse(data_of(shape))) == shape


def test_a_single_quiz_is_a_shape_too():
    assert shape_of(QuizAtLeast("vneid", 80)) == Shape(quizzes=(QuizAtLeast("vneid", 80),))


def test_an_empty_shape_is_no_rule():
    with pytest.raises(rules.RuleError, match="at least one rule"):
        rules.parse(data_of(Shape()))


@pytest.mark.parametrize(
    "data",
    [
        {"all": [{"all": [{"milestone": "a"}]}]},
        {"any": [{"milestone": "a"}, {"quiz": "vneid", "percent": 80}]},
        {"any": [{"all": [{"quiz": "vneid", "percent": 80}]}]},
        {"all": [{"any": [{"quiz": "vneid", "percent": 80}]}, {"any": [{"quiz": "qr", "percent": 80}]}]},
    ],
)
def test_what_says_more_is_no_shape(data):
    assert shape_of(rules.parse(data)) is None
