"""A sheet of who has not agreed is not keyed in until the consent was signed on paper."""

import pytest
from django.utils import timezone

from lms.members.consents import withdraw
from lms.members.models import Consent
from quizzes.errors import NotAgreed
from quizzes.models import Attempt
from quizzes.paper.confirming import confirm
from quizzes.paper.keying import stamp
from tests.factories.members import MembershipFactory
from tests.factories.quizzes import QuizFactory
from tests.members.consent_case import publish, text  # noqa: F401 - a fixture

from .classes import form_of, keyed
from .paper_pages import member_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(text, client):  # noqa: F811
    """A leader who has agreed, signed in; a member of the team who has not."""
    leader = MembershipFactory(role="leader")
    Consent.objects.create(user=leader.user, text=text, channel="web", given_at=text.published_at)
    client.force_login(leader.user)
    return leader.user, MembershipFactory(team=leader.team).user, form_of(QuizFactory())


def test_the_page_of_the_sheet_asks_for_the_paper_first(case, client):
    _leader, member, form = case
    page = client.get(member_at(form, member))
    assert "fields" not in page.context
    assert client.post(member_at(form, member), {"cau-1": "1", "go": "save"}).status_code == 409
    assert Attempt.objects.count() == 0


def test_noting_it_opens_the_sheet(case, client):
    leader, member, form = case
    client.post(member_at(form, member), {"go": "consent", "version": 1})
    consent = Consent.objects.get(user=member)
    assert (consent.channel, consent.recorded_by) == ("paper", leader)
    assert client.get(member_at(form, member)).context["fields"]


def test_a_text_that_changed_meanwhile_is_not_the_one_that_was_signed(case, client):
    _leader, member, form = case
    publish("Bản hai.")
    client.post(member_at(form, member), {"go": "consent", "version": 1})
    assert not Consent.objects.filter(user=member).exists()


def test_no_way_around_the_page_keeps_anything(case):
    leader, member, form = case
    with pytest.raises(NotAgreed):
        keyed(member, form, leader)
    assert Attempt.objects.count() == 0


def test_what_was_keyed_in_before_a_withdrawal_is_not_confirmed(case, client):
    """Confirming would still lead to milestones and certificates of one who wants nothing kept any more."""
    leader, member, form = case
    client.post(member_at(form, member), {"go": "consent", "version": 1})
    attempt = keyed(member, form, leader)
    withdraw(user=member)
    with pytest.raises(NotAgreed):
        confirm(attempt=attempt, seen=stamp(attempt), by=leader, now=timezone.now())
    attempt.refresh_from_db()
    assert attempt.awaits_confirmation
