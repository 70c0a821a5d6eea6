"""Who may have which sheet: the words of a place, and questions with their key."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lessons.models import AppPage
from lessons.printing.catalogue import KINDS
from lms.members.models import Membership
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.members import CommuneFactory, MembershipFactory, SheetImprintFactory, TeamFactory, UserFactory
from tests.factories.quizzes import QuizFactory
from tests.shared.pdf.checks import text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_app(kept_rows):
    app = AppPageFactory(key="vneid", quiz=QuizFactory())
    LessonPageFactory(parent=app)
    return app.pk


@pytest.fixture
def app(kept_app, db):
    return AppPage.objects.get(pk=kept_app)


@pytest.fixture
def member(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def sheet(kind="leaflet"):
    return reverse("lessons:sheet", args=["vneid", KINDS[kind].slug])


def picture(kind="leaflet", page=1):
    return reverse("lessons:sheet_picture", args=["vneid", KINDS[kind].slug, page])


# --- words of a place -------------------------------------------------------------------------------


def test_a_member_prints_the_words_of_the_own_team_and_nobody_keeps_them_on_the_way(client, app, member):
    SheetImprintFactory(team=member.team, hotline="0900 000 001", meeting_place="Nhà văn hóa ấp Mẫu")
    response = client.get(sheet(), {"noi": f"to-{member.team.pk}"})
    assert "0900 000 001" in text(response.content)
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]


def test_without_a_place_nobodys_words_are_printed(client, app, member):
    SheetImprintFactory(team=member.team, hotline="0900 000 001")
    client.get(sheet(), {"noi": f"to-{member.team.pk}"})
    response = client.get(sheet())
    assert "0900 000 001" not in text(response.content)
    assert response["Cache-Control"] == "public, no-cache"


def test_the_words_of_another_team_are_refused(client, app, member):
    other = SheetImprintFactory(hotline="0900 000 002").team
    for url in (sheet(), picture(), sheet("quiz-sheet")):
        assert client.get(url, {"noi": f"to-{other.pk}"}).status_code == 403


def test_the_words_of_another_commune_are_refused(client, app, member):
    commune = CommuneFactory(name__code="32999")
    assert commune.pk != member.team.commune_id
    assert client.get(sheet(), {"noi": "xa-32999"}).status_code == 403


@pytest.mark.parametrize("noi", ["to-1", "xa-32065", "gi-do"])
def test_a_visitor_prints_for_no_place(client, app, noi):
    assert client.get(sheet(), {"noi": noi}).status_code == 403


@pytest.mark.parametrize(
    "noi", ["to-0", "to-999999999999999999", "to-1 OR 1=1", "xa-00000", "tinh-", "../", "to-١", "x" * 5000]
)
def test_a_place_that_does_not_exist_is_not_found(client, app, member, noi):
    assert client.get(sheet(), {"noi": noi}).status_code == 404


def test_a_copy_known_from_another_place_does_not_open_this_one(client, app, member):
    other = TeamFactory()
    etag = client.get(sheet(), {"noi": f"to-{member.team.pk}"})["ETag"]
    assert client.get(sheet(), {"noi": f"to-{other.pk}"}, headers={"If-None-Match": etag}).status_code == 403


# --- questions --------------------------------------------------------------------------------------


def test_questions_with_their_key_are_not_for_everybody(client, app):
    assert client.get(sheet("quiz-sheet")).status_code == 403
    assert client.get(picture("quiz-sheet")).status_code == 403
    client.force_login(MembershipFactory().user)
    assert client.get(sheet("quiz-sheet")).status_code == 403


def test_a_leader_prints_the_questions(client, app):
    client.force_login(MembershipFactory(role=Membership.Role.LEADER).user)
    response = client.get(sheet("quiz-sheet"))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")


def test_one_who_led_a_team_that_is_closed_does_not(client, app):
    membership = MembershipFactory(role=Membership.Role.LEADER)
    type(membership.team).objects.filter(pk=membership.team.pk).update(closed_on="2026-01-01")
    client.force_login(membership.user)
    assert client.get(sheet("quiz-sheet")).status_code == 403


def test_whoever_writes_the_questions_prints_them(client, app):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(sheet("quiz-sheet")).status_code == 200
