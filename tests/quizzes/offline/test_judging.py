import json
from fractions import Fraction

import pytest

from quizzes.kinds import Asked, BadResponse
from quizzes.offline.judging import judge_of
from tests.factories.quizzes import PICTURE_TAP, SPECS

from .cases import TABLE


@pytest.mark.parametrize(("kind", "spec", "response", "share"), TABLE)
def test_the_server_grades_as_the_table_says(kind, spec, response, share):
    asked = Asked.of(kind, spec)
    if share is None:
        with pytest.raises(BadResponse):
            asked.share(response)
    else:
        assert asked.share(response) == Fraction(share)


def test_the_table_has_every_kind():
    assert {kind for kind, *_rest in TABLE} == set(SPECS)


@pytest.mark.parametrize(("kind", "spec"), [*SPECS.items(), ("tap", PICTURE_TAP)])
def test_a_key_holds_no_words_that_the_page_shows(kind, spec):
    key = judge_of(Asked.of(kind, spec))
    shown = [
        option.text for option in Asked.of(kind, spec).options(Asked.of(kind, spec).option_keys()) if kind != "tap"
    ]
    assert not any(text in json.dumps(key, ensure_ascii=False) for text in shown)


def test_a_share_goes_along_without_being_rounded():
    spec = {"accepted": [{"text": "một", "share": "0,3333"}, {"text": "hai"}]}
    accepted = judge_of(Asked.of("short", spec))["accepted"]
    assert accepted == {"môt": ["3333/10000", ""], "hai": ["1/1", ""]}


def test_what_is_said_to_a_choice_goes_along():
    assert judge_of(Asked.of("true_false", SPECS["true_false"])) == {
        "how": "marks",
        "right": ["false"],
        "say": {"true": "Ngân hàng không bao giờ hỏi mã OTP."},
    }
