"""The leader's page: who in my team is ready."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.office.selectors import ready_count
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import AppPageFactory
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def paper(member, *, days=200, certification=None):
    """A certificate that runs out in `days` days."""
    return CertificateFactory(
        member=member,
        awarded_on=TODAY() - dt.timedelta(days=400),
        valid_until=TODAY() + dt.timedelta(days=days),
        **({"certification": certification} if certification else {}),
    )


@pytest.fixture
def led(client):
    """A team whose leader is signed in."""
    membership = MembershipFactory(role="leader")
    client.force_login(membership.user)
    return membership.team


def test_a_leader_sees_who_is_ready_and_whose_paper_runs_out(client, led):
    ready, late = MembershipFactory(team=led).user, MembershipFactory(team=led).user
    paper(ready)
    paper(late, days=12)
    html = client.get(reverse("office:my_teams")).content.decode()
    assert ready.full_name in html
    assert "12" in html
    assert html.count('class="tag ok"') == 2


def test_members_are_sorted_by_their_given_name(client, led):
    for name in ("Trần Văn Ý", "Nguyễn Thị Ánh", "Lê Văn Đức"):
        MembershipFactory(team=led, user=UserFactory(full_name=name))
    html = client.get(reverse("office:team", args=[led.pk])).content.decode()
    assert html.index("Nguyễn Thị Ánh") < html.index("Lê Văn Đức") < html.index("Trần Văn Ý")


def test_a_lapsed_paper_does_not_count_as_ready(led):
    paper(MembershipFactory(team=led).user, days=-3)
    assert ready_count(led, TODAY()) == (2, 0, 0)


def test_who_left_the_team_is_not_counted(led):
    MembershipFactory(team=led, valid_to=TODAY())
    assert ready_count(led, TODAY())[0] == 1


def test_another_teams_page_is_forbidden(client, led):
    assert client.get(reverse("office:team", args=[TeamFactory().pk])).status_code == 403


def test_a_plain_member_is_told_that_the_page_is_for_leaders(client):
    client.force_login(MembershipFactory().user)
    response = client.get(reverse("office:my_teams"))
    assert response.status_code == 200
    assert "people" not in response.context


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(reverse("office:my_teams")).status_code == 302


def test_a_page_of_thirty_costs_no_more_queries_than_one(client, led, django_assert_max_num_queries):
    certification = CertificationFactory()
    for _ in range(30):
        paper(MembershipFactory(team=led).user, certification=certification)
    with django_assert_max_num_queries(14):
        client.get(reverse("office:team", args=[led.pk]))


def test_my_learning_leads_a_leader_to_the_team(client, led, course):
    assert reverse("office:my_teams") in client.get(reverse("lessons:my_learning")).content.decode()


def test_my_learning_shows_a_plain_member_no_team_page(client, course):
    client.force_login(MembershipFactory().user)
    assert reverse("office:my_teams") not in client.get(reverse("lessons:my_learning")).content.decode()


def test_the_team_page_leads_to_the_sheets_of_each_app_with_the_teams_words(client, led):
    app = AppPageFactory()
    html = client.get(reverse("office:team", args=[led.pk])).content.decode()
    assert f"{reverse('lessons:studio', args=[app.key])}?noi=to-{led.pk}" in html
