import datetime as dt

import pytest
from django.utils import timezone

from quizzes.certification import rules
from quizzes.certification.preview import Preview, preview
from quizzes.milestones import reach
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .taking import take

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def seen(data, key=""):
    return preview(rules.parse(data), day=TODAY, certification_key=key)


def test_it_counts_who_has_met_the_rule_among_those_in_a_team_today():
    quiz = QuizFactory(questions=4)
    good, poor = MembershipFactory().user, MembershipFactory().user
    gone = MembershipFactory(valid_to=TODAY).user
    take(good, quiz)
    take(poor, quiz, wrong=2)
    take(gone, quiz)
    assert seen({"quiz": quiz.key, "percent": 80}) == Preview(members=2, would=1, hold=0)
    assert seen({"quiz": quiz.key, "percent": 50}).would == 2


def test_milestones_and_certificates_are_looked_at_too():
    member, other = MembershipFactory().user, MembershipFactory().user
    reach(member=member, key="bai", label="Bài", now=NOW)
    CertificateFactory(member=other, certification=CertificationFactory(key="nhom"))
    assert seen({"any": [{"milestone": "bai"}, {"certification": "nhom"}]}).would == 2
    assert seen({"all": [{"milestone": "bai"}, {"certification": "nhom"}]}).would == 0


def test_it_says_how_many_hold_it_today():
    certification = CertificationFactory()
    CertificateFactory(member=MembershipFactory().user, certification=certification)
    CertificateFactory(
        member=MembershipFactory().user, certification=certification, awarded_on=TODAY - dt.timedelta(days=800)
    )
    assert seen({"milestone": "bai"}, certification.key) == Preview(members=2, would=0, hold=1)


def test_it_costs_the_same_queries_for_many_members(django_assert_max_num_queries):
    quiz = QuizFactory()
    for _ in range(6):
        take(MembershipFactory().user, quiz)
    with django_assert_max_num_queries(3):
        assert seen({"quiz": quiz.key, "percent": 80}).would == 6
