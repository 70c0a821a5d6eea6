import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from quizzes.certification.naming import lines, milestone_choices, names_in
from quizzes.certification.rules import parse
from quizzes.certification.versions import new_renewal_quiz, save_certification
from quizzes.errors import BadRule
from quizzes.milestones import reach
from quizzes.models import Quiz
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def certification():
    return CertificationFactory(key="giay", rule={"quiz": QuizFactory(key="de", title="Đề mẫu").key, "percent": 80})


def save(certification, **changes):
    for name, value in changes.items():
        setattr(certification, name, value)
    return save_certification(certification=certification, now=NOW, by=None, reason="")


def test_each_change_of_rule_or_terms_is_the_next_version(certification):
    assert save(certification).number == 1
    assert save(certification, valid_months=24).number == 2
    assert save(certification, rule={"quiz": "de", "percent": 90}).number == 3
    assert [version.valid_months for version in certification.versions.all()] == [24, 24, 12]


def test_what_is_no_rule_nor_term_makes_no_version(certification):
    first = save(certification)
    assert save(certification, title="Tên khác", small_print="Chữ nhỏ khác.") == first
    certification.refresh_from_db()
    assert certification.title == "Tên khác"


@pytest.mark.parametrize(
    "rule",
    [
        {"quiz": "khong-co", "percent": 80},
        {"milestone": "lesson:khong-co"},
        {"certification": "khong-co"},
        {"certification": "giay"},
        {"all": [{"any": [{"quiz": "de", "percent": 80}, {"certification": "giay"}]}]},
    ],
)
def test_a_rule_that_names_what_is_not_there_or_itself_is_not_saved(certification, rule):
    with pytest.raises(BadRule):
        save(certification, rule=rule)
    certification.refresh_from_db()
    assert certification.rule == {"quiz": "de", "percent": 80}


def test_a_circle_of_three_is_not_saved(certification):
    CertificationFactory(key="hai", rule={"certification": "giay"})
    CertificationFactory(key="ba", rule={"certification": "hai"})
    with pytest.raises(BadRule):
        save(certification, rule={"certification": "ba"})
    save(certification, rule={"quiz": "de", "percent": 85})


@pytest.mark.parametrize("changes", [{"valid_months": 0}, {"valid_months": 121}, {"valid_months": 1, "renew_days": 30}])
def test_terms_out_of_range_are_not_saved(certification, changes):
    with pytest.raises(ValidationError):
        save(certification, **changes)


def test_a_rule_may_ask_for_lessons_that_stand_and_for_what_was_reached(certification):
    lesson = LessonPageFactory(live=True)
    reach(member=UserFactory(), key="hop-dau", label="Buổi họp đầu", now=NOW)
    rule = {"all": [{"milestone": f"lesson:{lesson.key}"}, {"milestone": "hop-dau"}]}
    assert save(certification, rule=rule).rule == rule
    assert milestone_choices()[-1] == ("hop-dau", "Buổi họp đầu")


def test_a_rule_is_told_in_titles(certification):
    lesson = LessonPageFactory(live=True, title="Cài VNeID")
    quiz = {"quiz": "de", "percent": 80}
    rule = parse(
        {
            "all": [
                quiz,
                {"milestone": f"lesson:{lesson.key}"},
                {"any": [quiz, {"all": [quiz, {"certification": "giay"}]}], "at_least": 1},
            ]
        }
    )
    with translation.override("en"):
        told = lines(rule, names_in([rule]))
    assert told[0] == "at least 80% in “Đề mẫu”"
    assert told[1].endswith("Cài VNeID” completed")
    assert told[2].endswith(f"(at least 80% in “Đề mẫu”; holds “{certification.title}”)")


def test_a_quiz_for_renewal_has_a_title_that_fits(certification):
    certification.title = "Giấy " * 30
    quiz = new_renewal_quiz(certification)
    assert quiz.title.startswith("Gia hạn: Giấy")
    assert len(quiz.title) <= Quiz._meta.get_field("title").max_length
    assert quiz.title.endswith(" Giấy…")
