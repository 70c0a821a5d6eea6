"""Certificates in the editors' admin: found, filtered, awarded, renewed and revoked by officers."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.members.models import Remit
from quizzes.certification.listing import visible_to, with_state
from quizzes.models import Certificate
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

from .certificate_roles import ROLES, officer, somebody

pytestmark = pytest.mark.django_db
TODAY, A_DAY = timezone.localdate(), dt.timedelta(days=1)
INDEX = "certificate_admin:index"


@pytest.fixture
def staff(client):
    user = officer()
    client.force_login(user)
    return user


def member(name="Thành viên mẫu"):
    return MembershipFactory(user=UserFactory(full_name=name)).user


def paper(ends_in=200, **given):
    given = {"member": given.pop("member", None) or member()} | given
    return CertificateFactory(awarded_on=TODAY - 300 * A_DAY, valid_until=TODAY + ends_in * A_DAY, **given)


def listed(client, **query):
    return {row.pk for row in client.get(reverse(INDEX), query).context["page_obj"]}


def act(name, certificate):
    return reverse(f"certificate_admin:{name}", args=[certificate.pk])


# --- the list ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["nguyen thi anh", "Ánh nguyễn", "kns 23bc 4567", "23BC4567"])
def test_a_certificate_is_found_by_the_name_without_marks_and_by_its_code(client, staff, typed):
    wanted = paper(member=member("Nguyễn Thị Ánh"), code="23BC4567")
    paper(member=member("Trần Văn Ý"))
    assert listed(client, q=typed) == {wanted.pk}


def test_the_list_is_filtered_by_state_certification_and_place(client, staff):
    due, lapsed = paper(12), paper(-90)
    commune = due.member.memberships.get().team.commune
    placed = paper(unit=commune, certification=CertificationFactory())
    name = commune.names.get()
    assert listed(client, state="due") == {due.pk}
    assert listed(client, state="lapsed") == {lapsed.pk}
    assert listed(client, certification=placed.certification_id) == {placed.pk}
    assert listed(client, place=name.code) == listed(client, place=name.parent.names.get().code) == {placed.pk}


def test_a_place_with_an_endless_name_is_simply_not_found(client, staff):
    paper()
    assert listed(client, place="A" * 100_000) == set()


days = st.integers(-40, 40).map(lambda number: TODAY + number * A_DAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    awarded=days,
    waits=st.none() | st.integers(0, 30),
    due=st.integers(0, 30),
    valid=st.integers(1, 30),
    grace=st.integers(0, 20),
    revoked=st.none() | days,
    superseded=st.none() | days,
)
def test_the_database_tells_the_same_state_as_the_dates(awarded, waits, due, valid, grace, revoked, superseded):
    def noon(day):
        return day and timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

    certificate = CertificateFactory(
        recorded=False,
        awarded_on=awarded,
        counts_from=None if waits is None else awarded + waits * A_DAY,
        valid_until=awarded + valid * A_DAY,
        due_on=awarded + min(due, valid) * A_DAY,
        lapses_on=awarded + (valid + grace + 1) * A_DAY,
        revoked_at=noon(revoked),
        superseded_at=noon(superseded),
    )
    assert with_state(Certificate.objects.all(), TODAY).get(pk=certificate.pk).state == state_of(certificate)


def test_more_certificates_do_not_add_queries_to_the_list(client, staff, django_assert_max_num_queries):
    paper(unit=member().memberships.get().team.commune)
    client.get(reverse(INDEX))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(INDEX))
    for _ in range(8):
        paper(unit=member().memberships.get().team.commune)
    with django_assert_max_num_queries(len(one)):
        client.get(reverse(INDEX))


def test_an_officer_sees_the_people_of_the_own_places_only():
    here, elsewhere = paper(), paper()
    paper(member=UserFactory())  # of no team
    commune = here.member.memberships.get().team.commune
    assert list(visible_to(officer(commune))) == [here]
    province = elsewhere.member.memberships.get().team.commune.names.get().parent
    assert list(visible_to(officer(province))) == [elsewhere]
    assert visible_to(officer()).count() == 3


def test_a_member_of_two_communes_is_seen_where_the_village_team_is():
    certificate = paper()
    commune = MembershipFactory(user=certificate.member, team__level="commune", team__village=None).team.commune
    assert not visible_to(officer(commune)).exists()


# --- one certificate --------------------------------------------------------------------------------


def test_the_page_tells_every_event_with_who_why_and_where(client, staff):
    certificate = paper(unit=member().memberships.get().team.commune)
    client.post(act("revoke", certificate), {"reason": "Người khác làm hộ", "day": str(TODAY - A_DAY)})
    html = client.get(act("detail", certificate)).content.decode()
    for words in ("Người khác làm hộ", staff.full_name, f"{TODAY - A_DAY:%d/%m/%Y}", f"{TODAY:%d/%m/%Y}"):
        assert words in html


def test_a_revoked_certificate_offers_nothing_more(client, staff):
    certificate = paper()
    assert act("revoke", certificate) in client.get(act("detail", certificate)).content.decode()
    client.post(act("revoke", certificate), {"reason": "Mẫu", "day": str(TODAY)})
    html = client.get(act("detail", certificate)).content.decode()
    assert act("revoke", certificate) not in html
    assert act("renew", certificate) not in html


@pytest.mark.parametrize(
    ("typed", "status"), [({"reason": " ", "day": str(TODAY)}, 200), ({"reason": "Mẫu", "day": "2099-01-01"}, 400)]
)
def test_a_revocation_without_reason_or_of_a_day_to_come_is_refused(client, staff, typed, status):
    certificate = paper()
    response = client.post(act("revoke", certificate), typed)
    assert response.status_code == status
    assert response.context["form"].errors
    assert not certificate.events.filter(kind="revoked").exists()


def test_an_officer_renews_one_that_has_lapsed(client, staff):
    old = CertificateFactory(member=member(), awarded_on=TODAY - 500 * A_DAY)
    response = client.post(act("renew", old), {"reason": "Học lại tại lớp"})
    old.refresh_from_db()
    assert response["Location"] == act("detail", old.superseded_by)
    assert old.superseded_by.events.get().reason == "Học lại tại lớp"


def test_one_that_still_holds_is_not_renewed(client, staff):
    response = client.post(act("renew", paper()), {"reason": "Mẫu"})
    assert response.status_code == 409
    assert Certificate.objects.count() == 1


def test_an_officer_finds_a_member_and_awards(client, staff):
    holder, certification = member("Nguyễn Thị Ánh"), CertificationFactory()
    award = reverse("certificate_admin:award", args=[holder.pk])
    assert award in client.get(reverse("certificate_admin:add"), {"q": "thi anh"}).content.decode()
    client.post(award, {"certification": certification.pk, "reason": "Thi trên giấy"})
    made = Certificate.objects.get()
    assert (made.member, made.events.get().actor, made.events.get().reason) == (holder, staff, "Thi trên giấy")
    again = client.post(award, {"certification": certification.pk, "reason": "Thi trên giấy"})
    assert again.status_code == 409
    assert Certificate.objects.count() == 1


def test_nobody_finds_themself_nor_people_of_other_places(client, staff):
    holder = member("Nguyễn Thị Ánh")
    Remit.objects.create(user=staff, unit=member().memberships.get().team.commune)
    for typed in ("Nguyễn Thị Ánh", staff.full_name):
        assert client.get(reverse("certificate_admin:add"), {"q": typed}).context["people"] == []
    assert client.get(reverse("certificate_admin:award", args=[holder.pk])).status_code == 404


def test_an_officer_confirms_where_no_leader_can(client, staff):
    certificate = CertificateFactory(member=member(), counts_from=None)
    client.post(act("confirm", certificate))
    certificate.refresh_from_db()
    assert state_of(certificate) == "current"


def test_an_officer_does_nothing_for_the_own_certificate(client, staff):
    own = paper(-90, member=staff)
    assert client.get(act("detail", own)).status_code == 200
    awarding = reverse("certificate_admin:award", args=[staff.pk])
    for url in (act("renew", own), act("revoke", own), act("confirm", own), awarding):
        refused = client.post(url, {"reason": "Mẫu", "day": str(TODAY), "certification": own.certification_id})
        assert refused["Location"] == reverse("wagtailadmin_home")
    assert list(own.events.values_list("kind", flat=True)) == ["awarded"]


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_only_officers_in_charge_reach_a_certificate(client, role):
    certificate = paper(-90)
    if user := somebody(role, certificate.member):
        client.force_login(user)
    pages = [act("detail", certificate), act("renew", certificate), act("revoke", certificate)]
    pages.append(reverse("certificate_admin:award", args=[certificate.member_id]))
    statuses = {client.get(page).status_code for page in pages}
    assert statuses == ({200} if role == "officer" else {404} if role == "officer elsewhere" else {302})


@pytest.mark.parametrize("role", ROLES)
def test_who_has_the_paper(client, role):
    certificate = paper()
    if user := somebody(role, certificate.member):
        client.force_login(user)
    url = reverse("quizzes:certificate_pdf", args=[certificate.code])
    status = client.get(url, {"ban": "x"}).status_code  # let through, it has no such variant
    certificate.__class__.objects.update(revoked_at=timezone.now())
    assert status == (302 if role == "stranger" else 404)
    assert client.get(url).status_code == (302 if role == "stranger" else 410 if role in ("holder", "officer") else 404)
