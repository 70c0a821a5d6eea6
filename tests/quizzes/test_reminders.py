"""What the holder of a certificate is told at home, in words."""

import datetime as dt

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from quizzes.certification.changes import announce, call_off, make_due
from quizzes.certification.states import State
from quizzes.models import CertificateLesson
from quizzes.reminders import reminders
from quizzes.selectors import outlooks
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
TODAY, A_DAY = timezone.localdate(), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def paper(ends_in=200, **given):
    return CertificateFactory(
        awarded_on=TODAY - 300 * A_DAY, valid_until=TODAY + ends_in * A_DAY, **({"member": UserFactory()} | given)
    )


def reminded(certificate, day=TODAY):
    certificate.refresh_from_db()
    return reminders([certificate], day)[0]


def changed(certificate, reason="Nút đăng ký đã dời chỗ", effective_on=TODAY):
    CertificateLesson.objects.create(certificate=certificate, lesson_key="vneid", edition=1)
    change = announce(
        lesson_key="vneid",
        edition=2,
        label="Cài VNeID",
        steps=[{"key": "mo", "label": "Mở"}],
        reason=reason,
        effective_on=effective_on,
        now=timezone.now(),
    )
    make_due.func(change.pk)
    return change


@pytest.mark.parametrize(("days", "words"), [(12, "12 days left"), (1, "1 day left"), (0, "last day today")])
def test_the_days_that_are_left_are_said(days, words):
    found = reminded(paper(days))
    assert (found.state, found.left, found.asks) == (State.DUE, words, True)


def test_in_the_days_of_grace_those_of_renewing_are_counted():
    found = reminded(paper(-5))
    assert (found.state, found.days_left) == (State.GRACE, 25)
    assert f"{TODAY + 25 * A_DAY:%d/%m/%Y}" in found.words


def test_the_last_day_that_is_said_is_the_last_on_which_it_can_be_renewed():
    certificate = paper(-5)
    last = reminded(certificate).last_day
    assert [reminded(certificate, day).may_renew for day in (last, last + A_DAY)] == [True, False]


def test_one_that_is_in_force_for_long_asks_for_nothing(django_assert_num_queries):
    certificates = [paper()]
    with django_assert_num_queries(0):
        (found,) = reminders(certificates, TODAY)
    assert (found.state, found.asks, found.words) == (State.CURRENT, False, "")


def test_a_change_that_made_it_due_is_named_with_its_reason():
    certificate = paper()
    change = changed(certificate)
    found = reminded(certificate)
    assert (found.state, found.changes) == (State.DUE, (change,))
    call_off(change=change, by=UserFactory(), now=timezone.now())
    assert reminded(certificate).changes == ()


def test_a_change_of_a_day_to_come_is_not_told_yet():
    certificate = paper(12)
    changed(certificate, effective_on=TODAY + 3 * A_DAY)
    assert reminded(certificate).changes == ()
    assert len(reminded(certificate, TODAY + 3 * A_DAY).changes) == 1


def test_many_that_are_due_cost_one_query(django_assert_num_queries):
    certificates = [paper(12) for _ in range(3)]
    with django_assert_num_queries(1):
        reminders(certificates, TODAY)


@pytest.fixture
def home(client, course):
    """The home of a member, as a text."""

    def look(member):
        client.force_login(member)
        client.cookies["django_language"] = "en"
        return client.get(reverse("lessons:my_learning")).content.decode()

    return look


def test_the_home_says_what_is_due_and_why(home):
    certificate = paper(12)
    changed(certificate)
    html = home(certificate.member)
    for words in ("12", "Cài VNeID", "Nút đăng ký đã dời chỗ", reverse("quizzes:renew", args=[certificate.pk])):
        assert words in html


def test_the_home_offers_a_download_of_what_holds_only(home):
    holds, lapsed = paper(), paper(-90)
    address = reverse("quizzes:certificate_pdf", args=[f"KNS-{holds.code[:4]}-{holds.code[4:]}"])
    assert f"{address}?tai=1" in home(holds.member)
    assert "?tai=1" not in home(lapsed.member)


def test_the_home_says_what_waits_for_the_leader(home):
    html = home(paper(counts_from=None).member)
    assert html.count('class="note ') == 1  # and not once more as something to earn
    assert 'class="note warn"' in html
    assert "/pdf/" not in html


def test_who_has_just_earned_one_that_waits_is_not_told_to_earn_it():
    certificate = paper(counts_from=None)
    (outlook,) = outlooks(certificate.member)
    html = render_to_string("quizzes/outlook.html", {"outlook": outlook})
    assert outlook.waits
    assert "<li>" not in html


def test_more_certificates_do_not_add_queries_to_the_home(home, django_assert_max_num_queries):
    member = paper(12).member
    with CaptureQueriesContext(connection) as one:
        home(member)
    for _ in range(5):
        paper(12, member=member)
    with django_assert_max_num_queries(len(one)):
        home(member)
