"""What a trainer may get wrong in the form of a certification: each is told at its field, in the trainer's language."""

import pytest

from tests.factories.quizzes import CertificationFactory

from .certification_case import RIGHTS, as_text, change, faults, four_quizzes, in_vietnamese, over
from .trainer import sign_in_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client, *RIGHTS)


@pytest.fixture
def quizzes():
    return four_quizzes()


@pytest.fixture
def certification(quizzes):
    return over(quizzes[0])


def test_a_change_without_a_reason_is_refused_at_its_field(client, certification):
    response = change(client, certification, valid_months=6, reason=None)
    assert list(faults(response)) == ["reason"]
    assert certification.versions.count() == 1


@pytest.mark.parametrize(
    ("percent", "field"), [("0", "quiz_percent_1"), ("101", "quiz_percent_1"), ("tám mươi", "quiz_percent_1")]
)
def test_a_per_cent_out_of_range_is_refused_at_its_field(client, certification, percent, field):
    assert list(faults(change(client, certification, quiz_percent_1=percent))) == [field]


@pytest.mark.parametrize(
    ("field", "value"), [("valid_months", 0), ("valid_months", 121), ("renew_days", 366), ("grace_days", -1)]
)
def test_terms_out_of_range_are_refused_at_their_field(client, certification, field, value):
    assert list(faults(change(client, certification, **{field: value}))) == [field]


def test_terms_under_which_it_is_due_at_once_are_refused(client, certification):
    assert list(faults(change(client, certification, valid_months=1, renew_days=28))) == ["renew_days"]


def test_more_than_the_number_of_choices_cannot_be_asked_for(client, certification, quizzes):
    changes = {"choice_1": quizzes[1].key, "choice_2": quizzes[2].key, "at_least": 3}
    found = faults(change(client, certification, **changes))
    assert list(found) == ["at_least"]
    assert "2" in found["at_least"][0]


def test_an_empty_rule_is_refused(client, certification):
    assert list(faults(change(client, certification, quiz_1=None, quiz_percent_1=None))) == ["quiz_1"]


def test_a_quiz_chosen_twice_and_a_per_cent_of_no_quiz_are_refused(client, certification, quizzes):
    found = faults(change(client, certification, quiz_2=quizzes[0].key, quiz_percent_3=60))
    assert list(found) == ["quiz_2", "quiz_3"]


def test_a_quiz_that_does_not_exist_is_refused_at_its_field(client, certification):
    assert list(faults(change(client, certification, quiz_1="khong-co"))) == ["quiz_1"]


def test_a_circle_is_refused_by_the_titles_in_it(client, certification):
    other = CertificationFactory(title="Vòng ngoài", rule={"certification": certification.key})
    found = faults(change(client, certification, certifications=[other.key]))
    assert list(found) == ["certifications"]
    assert "“Tổ viên” → “Vòng ngoài”" in found["certifications"][0]


def deep(levels):
    rule = {"milestone": "a"}
    for _ in range(levels):
        rule = {"all": [rule]}
    return rule


DEEP = in_vietnamese("rules may stand inside each other %(depth)d deep", depth=6)
NUMBER = "must be a whole number from %(low)d to %(high)d, not %(value)s"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", in_vietnamese("Write the rule, or choose it from the lists.")),
        (
            '{"all":\n [}',
            in_vietnamese(
                "This is not JSON; it stops making sense in line %(line)d, at character %(column)d.", line=2, column=3
            ),
        ),
        ('{"all": [],\n "all": []}', in_vietnamese("“%(name)s” stands twice in one place.", name="all")),
        ("[" * 10_000, DEEP),
        ("9" * 5000, in_vietnamese("Write a whole number from %(low)d to %(high)d.", low=1, high=100)),
        (" " * 10 + "7" * 20_001, in_vietnamese("This is too much text for a rule.")),
        (deep(7), DEEP),
        ({"all": []}, "all: " + in_vietnamese("must be a list of at least one rule")),
        ({"quiz": "khong-co", "percent": 80}, in_vietnamese("There is no quiz “%(key)s”.", key="khong-co")),
        (
            {"milestone": "lesson:khong-co"},
            in_vietnamese("There is no lesson or other milestone “%(key)s”.", key="lesson:khong-co"),
        ),
        ({"certification": "khong-co"}, in_vietnamese("There is no certification “%(key)s”.", key="khong-co")),
        ({"certification": "to-vien"}, in_vietnamese("The rule asks for the very certificate it gives.")),
        (
            {"any": [{"milestone": "a"}], "at_least": 2},
            "at_least: " + in_vietnamese(NUMBER, low=1, high=1, value=2),
        ),
        (
            {"all": [{"quiz": "a", "percent": "80"}]},
            "all/1/percent: " + in_vietnamese(NUMBER, low=1, high=100, value=80),
        ),
        ('{"milestone": "a\\u0000"}', in_vietnamese("a key is a word, not %(value)s", value="'a\\x00'")),
        (
            "7",
            in_vietnamese("a rule is expected here, such as {quiz: vneid, percent: 80}"),
        ),
    ],
)
def test_a_text_that_is_no_rule_is_refused_with_the_place(client, certification, text, words):
    found = faults(as_text(client, certification, text))
    assert list(found) == ["text"]
    assert words in found["text"][0]


def test_a_quiz_that_renews_another_certification_is_not_offered(client, certification, quizzes):
    CertificationFactory(renewal_quiz=quizzes[3])
    found = faults(change(client, certification, renewal=str(quizzes[3].pk)))
    assert list(found) == ["renewal"]
