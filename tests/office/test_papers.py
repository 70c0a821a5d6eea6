"""Certificates on the leader's page: who is to be reminded, who waits for a word, one file for all."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from lms.members.teams import leave
from lms.office import papers
from lms.office.selectors import papers_of
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory
from tests.quizzes.certificate_roles import ROLES, officer, somebody
from tests.shared.pdf.checks import text

pytestmark = pytest.mark.django_db
TODAY, A_DAY = timezone.localdate(), dt.timedelta(days=1)


def paper(member, ends_in=200, **given):
    return CertificateFactory(
        member=member, awarded_on=TODAY - 400 * A_DAY, valid_until=TODAY + ends_in * A_DAY, **given
    )


def waiting(member):
    certification = CertificationFactory(needs_confirmation=True)
    return CertificateFactory(member=member, counts_from=None, certification=certification)


@pytest.fixture
def leader(client):
    user = MembershipFactory(role="leader").user
    client.force_login(user)
    return user


@pytest.fixture
def team(leader):
    return leader.memberships.get().team


def member_of(team, name="Thành viên mẫu"):
    return MembershipFactory(team=team, user=UserFactory(full_name=name)).user


def address(certificate, team):
    return reverse("office:confirm_paper", args=[team.pk, certificate.pk])


# --- reminding --------------------------------------------------------------------------------------


def test_the_most_urgent_come_first(team):
    for name, days in (("Hết hạn", -90), ("Còn lâu", 300), ("Gia hạn thêm", -5), ("Sắp hết", 3), ("Còn ít", 25)):
        paper(member_of(team, name), days)
    urgent = [one.certificate.holder_name for one in papers_of(team, TODAY).urgent]
    assert urgent == ["Gia hạn thêm", "Sắp hết", "Còn ít", "Hết hạn"]


def test_the_page_says_how_many_days_are_left(client, team):
    paper(member_of(team, "Nguyễn Thị Sắp"), 12)
    html = client.get(reverse("office:team", args=[team.pk])).content.decode()
    urgent = html[html.index('aria-labelledby="urgent"') :].partition("</section>")[0]
    assert "Nguyễn Thị Sắp" in urgent
    assert "12" in urgent


def test_who_left_the_team_is_nobodys_business_here(team):
    gone = member_of(team)
    paper(gone, 3)
    leave(user=gone, team=team, on=TODAY)
    assert papers_of(team, TODAY).all == []


def test_a_team_that_has_nothing_to_do_is_not_bothered(client, team):
    paper(member_of(team))
    html = client.get(reverse("office:team", args=[team.pk])).content.decode()
    assert 'id="urgent"' not in html
    assert 'id="waiting"' not in html


# --- confirming -------------------------------------------------------------------------------------


def test_a_leader_confirms_one_by_one(client, team, leader):
    first, second = waiting(member_of(team)), waiting(member_of(team))
    assert address(first, team) in client.get(reverse("office:team", args=[team.pk])).content.decode()
    assert client.post(address(first, team))["Location"] == reverse("office:team", args=[team.pk])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (state_of(first), state_of(second)) == ("current", "waiting")
    assert first.events.get(kind="confirmed").actor == leader


def test_confirming_twice_changes_nothing(client, team):
    certificate = waiting(member_of(team))
    client.post(address(certificate, team))
    again = client.post(address(certificate, team))
    assert again.status_code == 409
    assert certificate.code[:4] in again.content.decode()
    assert certificate.events.filter(kind="confirmed").count() == 1


def test_a_leader_finds_no_button_at_the_own_certificate(client, team, leader):
    own = waiting(leader)
    html = client.get(reverse("office:team", args=[team.pk])).content.decode()
    assert 'id="waiting"' in html
    assert address(own, team) not in html
    assert client.post(address(own, team)).status_code == 403


def test_a_look_confirms_nothing(client, team):
    certificate = waiting(member_of(team))
    assert client.get(address(certificate, team)).status_code == 405
    assert state_of(certificate) == "waiting"


def test_the_certificate_of_another_team_is_not_found(client, team):
    other = waiting(MembershipFactory().user)
    assert client.post(address(other, team)).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_who_confirms_on_the_teams_page(client, role):
    certificate = waiting(MembershipFactory().user)
    if user := somebody(role, certificate.member):
        client.force_login(user)
    status = client.post(address(certificate, certificate.member.memberships.get().team)).status_code
    assert status == (302 if role in ("stranger", "leader") else 403)
    assert certificate.events.filter(kind="confirmed").exists() is (role == "leader")


# --- one file for the team --------------------------------------------------------------------------


def test_every_certificate_that_holds_is_in_one_file(client, team):
    for name, days in (("Nguyễn Thị Ánh", 200), ("Trần Văn Ý", 3), ("Lê Hết", -5)):
        paper(member_of(team, name), days)
    waiting(member_of(team, "Phạm Chờ"))
    response = client.get(reverse("office:team_pdf", args=[team.pk]))
    printed = text(response.content)
    assert response["Content-Disposition"] == f'attachment; filename="giay-ghi-nhan-to-{team.pk}.pdf"'
    assert printed.index("Nguyễn Thị Ánh") < printed.index("Trần Văn Ý")
    assert "Lê Hết" not in printed
    assert "Phạm Chờ" not in printed


def test_the_file_comes_in_the_variants_of_the_single_sheet(client, team):
    paper(member_of(team))
    url = reverse("office:team_pdf", args=[team.pk])
    assert client.get(url, {"ban": "den-trang"})["Content-Disposition"].endswith('-den-trang.pdf"')
    assert client.get(url, {"ban": "nha-in"}).status_code == 404


def test_a_team_with_very_many_gets_several_files(client, team, monkeypatch, tmp_path):
    monkeypatch.setattr(papers, "A_FILE", 2)
    for _ in range(3):
        paper(member_of(team))
    url = reverse("office:team_pdf", args=[team.pk])
    assert f"{url}?phan=2" in client.get(reverse("office:team", args=[team.pk])).content.decode()
    file = tmp_path / "team.pdf"
    sizes = []
    for number in (1, 2):
        file.write_bytes(client.get(url, {"phan": number}).content)
        sizes.append(len(PdfReader(file).pages))
    assert sizes == [2, 1]
    assert [client.get(url, {"phan": typed}).status_code for typed in ("3", "0", "x")] == [404, 404, 404]


def test_a_team_without_a_certificate_is_told_so(client, team):
    response = client.get(reverse("office:team_pdf", args=[team.pk]))
    assert response.status_code == 404
    assert reverse("office:team", args=[team.pk]) in response.content.decode()


@pytest.mark.parametrize("role", [*ROLES, "officer here"])
def test_who_has_the_file_of_the_team(client, role):
    holder = MembershipFactory().user
    team = holder.memberships.get().team
    user = officer(team.commune) if role == "officer here" else somebody(role, holder)
    if user:
        client.force_login(user)
    status = client.get(reverse("office:team_pdf", args=[team.pk]), {"phan": "x"}).status_code
    assert status == (404 if role in ("leader", "officer", "officer here") else 302 if role == "stranger" else 403)
