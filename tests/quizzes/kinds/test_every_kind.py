"""Laws that hold for every kind of question."""

import json
from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from quizzes.kinds import KINDS, BadResponse, BadSpec

from .specs import CHOSEN, DATA, WRITTEN, every_response, questions, responses

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from("abc"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
FIELDS = ["choices", "answer", "pairs", "order", "text", "number", "target", "x", "y"]
SPEC_FIELDS = [
    "choices",
    "rule",
    "answer",
    "pairs",
    "extra",
    "items",
    "accepted",
    "level",
    "value",
    "tolerance",
    "units",
]
SPEC_FIELDS += ["screen", "right", "feedback"]
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@given(st.data())
def test_a_share_is_an_exact_fraction_from_0_to_1(kind, data):
    spec = data.draw(questions(kind))
    share = KINDS[kind].share(spec, data.draw(responses(kind, spec)))
    assert isinstance(share, Fraction)
    assert 0 <= share <= 1


@every_kind
@given(st.data())
def test_the_correct_response_earns_exactly_1(kind, data):
    spec = data.draw(questions(kind))
    assert KINDS[kind].share(spec, KINDS[kind].correct_response(spec)) == 1


@every_kind
@given(st.data())
def test_no_answer_earns_nothing_and_says_nothing(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    assert it.share(spec, None) == 0
    assert it.feedback(spec, None) == it.answer_labels(spec, None) == it.counted_as(spec, None) == []


@every_kind
@given(st.data())
def test_a_checked_response_is_plain_json_and_checked_again_stays_the_same(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    checked = it.checked(spec, data.draw(responses(kind, spec)))
    assert it.checked(spec, json.loads(json.dumps(checked))) == checked


@every_kind
@given(st.data())
def test_a_stored_question_is_plain_json_and_loads_as_it_was(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    assert it.load(json.loads(json.dumps(it.dump(spec)))) == spec


@pytest.mark.parametrize("kind", CHOSEN)
@given(st.data())
def test_a_random_guess_is_the_mean_share_of_all_responses(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    shares = [it.share(spec, response) for response in every_response(kind, spec)]
    assert it.random_guess(spec) == sum(shares) / len(shares)


@pytest.mark.parametrize("kind", WRITTEN)
@given(st.data())
def test_a_written_answer_is_not_guessed(kind, data):
    assert KINDS[kind].random_guess(data.draw(questions(kind))) == 0


@pytest.mark.parametrize("kind", ["single", "multiple", "matching"])
@given(st.data())
def test_the_order_a_trainer_wrote_the_options_in_never_changes_a_share(kind, data):
    it, question = KINDS[kind], data.draw(DATA[kind])
    name = "pairs" if kind == "matching" else "choices"
    spec, other = it.load(question), it.load(question | {name: data.draw(st.permutations(question[name]))})
    response = data.draw(responses(kind, spec))
    assert it.share(spec, response) == it.share(other, response)


@every_kind
@given(st.data())
def test_options_are_shown_in_the_order_that_was_drawn(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    order = data.draw(st.permutations(it.option_keys(spec)))
    shown = it.with_order(spec, order)
    assert [option.key for option in shown] == order or not order
    assert sorted(shown, key=lambda option: option.key) == sorted(it.options(spec), key=lambda option: option.key)


@pytest.mark.parametrize("kind", ["single", "multiple", "matching", "ordering"])
@given(st.data())
def test_an_order_that_leaves_an_option_out_is_refused(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    with pytest.raises(ValueError, match="every option once"):
        it.with_order(spec, it.option_keys(spec)[1:])


@every_kind
@given(st.data())
def test_every_response_has_words(kind, data):
    it, spec = KINDS[kind], data.draw(questions(kind))
    response = data.draw(responses(kind, spec))
    assert all(it.answer_labels(spec, response))
    assert all(it.counted_as(spec, response))


@every_kind
@given(st.data(), JSON, st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_whatever_is_sent_is_graded_or_refused(kind, data, anything, fields):
    it, spec = KINDS[kind], data.draw(questions(kind))
    for response in (anything, fields):
        try:
            checked = it.checked(spec, response)
        except BadResponse as refused:
            event(refused.code)
        else:
            assert 0 <= it.share(spec, checked) <= 1


@every_kind
@given(st.data(), JSON, st.dictionaries(st.sampled_from(SPEC_FIELDS), JSON, max_size=4))
def test_whatever_is_written_is_a_question_or_has_its_faults_named(kind, data, anything, fields):
    for question in (anything, fields, data.draw(DATA[kind]) | fields):
        try:
            spec = KINDS[kind].load(question)
        except BadSpec as error:
            event(error.faults[0].code)
        else:
            assert KINDS[kind].share(spec, KINDS[kind].correct_response(spec)) == 1


@every_kind
@given(st.data(), st.sampled_from([None, [], "a", 3, True]))
def test_a_response_that_is_no_object_is_unreadable(kind, data, response):
    spec = data.draw(questions(kind))
    with pytest.raises(BadResponse) as refused:
        KINDS[kind].checked(spec, response)
    assert refused.value.code == "unreadable"
