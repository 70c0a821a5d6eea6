"""The factories make what they say."""

import pytest

from tests.factories import lessons, members, quizzes

pytestmark = pytest.mark.django_db


def test_every_page_factory_makes_a_published_page_below_its_app():
    for factory in (lessons.LessonPageFactory, lessons.PosterPageFactory, lessons.RadioScriptPageFactory):
        page = factory()
        assert page.live
        assert page.get_parent().specific_class.__name__ == "AppPage"


def test_a_membership_stands_in_a_village_team_of_a_named_commune():
    membership = members.MembershipFactory()
    assert membership.team.village.commune == membership.team.commune
    assert str(membership.team.commune).startswith("Xã Mẫu")


def test_a_quiz_has_the_questions_asked_for():
    assert quizzes.QuizFactory(questions=10).items.count() == 10
