"""Names go after years without activity, by `manage.py anonymise_inactive`."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from lessons.progress.services import opened
from lms.members import own_data
from lms.members.models import Erasure, User
from lms.members.own_data import NAMELESS, years_before
from quizzes.attempts import start
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - dt.timedelta(days=4 * 365)


def old(**values):
    return UserFactory(date_joined=LONG_AGO, **values)


def run(*args):
    out = StringIO()
    call_command("anonymise_inactive", *args, stdout=out)
    return out.getvalue()


def nameless():
    return set(User.objects.filter(full_name=NAMELESS).values_list("pk", flat=True))


def test_names_go_of_those_who_did_nothing_for_years():
    gone = [old(), old(last_login=LONG_AGO)]
    UserFactory()
    run()
    assert nameless() == {user.pk for user in gone}
    assert set(Erasure.objects.values_list("why", flat=True)) == {"inactive"}


def test_a_dry_run_only_counts():
    old()
    MembershipFactory(user=old(), valid_from=LONG_AGO.date())
    out = run("--dry-run")
    assert "2" in out
    assert "1" in out
    assert nameless() == set()


def test_whoever_did_anything_since_stays():
    reader, taker, holder, comer, joiner = (old() for _ in range(5))
    opened(member=reader, lesson=LessonPageFactory())
    start(member=taker, quiz=QuizFactory(), now=NOW)
    CertificateFactory(member=holder, awarded_on=(NOW - dt.timedelta(days=30)).date())
    User.objects.filter(pk=comer.pk).update(last_login=NOW)
    MembershipFactory(user=joiner, valid_from=timezone.localdate())
    run()
    assert nameless() == set()


def test_staff_are_left_to_the_administrators():
    old().groups.add(Group.objects.get(name="Editors"))
    old(is_superuser=True)
    run()
    assert nameless() == set()


def test_in_batches_every_member_is_reached():
    for _ in range(5):
        old()
    run("--batch", "2")
    assert len(nameless()) == 5


def test_cut_short_it_goes_on_where_it_stopped(monkeypatch):
    for _ in range(3):
        old()
    done = []

    def breaks(**values):
        if len(done) == 1:
            raise RuntimeError("power cut")
        done.append(own_data.anonymise(**values))

    command = "lms.management.commands.anonymise_inactive.anonymise"
    monkeypatch.setattr(command, breaks)
    with pytest.raises(RuntimeError):
        run()
    assert len(nameless()) == 1
    monkeypatch.setattr(command, own_data.anonymise)
    assert "2" in run()
    assert len(nameless()) == 3


def test_a_certificate_of_such_a_member_does_not_say_that_it_was_asked_for():
    user = old()
    certificate = CertificateFactory(member=user, awarded_on=LONG_AGO.date())
    run()
    certificate.refresh_from_db()
    assert "yêu cầu" not in certificate.holder_name
    assert user.full_name not in certificate.holder_name


def test_no_years_at_all_are_refused(settings):
    settings.LMS_KEEP_INACTIVE_YEARS = 0
    user = UserFactory()
    with pytest.raises(CommandError):
        run()
    assert nameless() == set()
    assert user.pk


def test_a_leap_day_goes_back_to_the_last_of_february():
    leap = dt.datetime(2028, 2, 29, 5, tzinfo=dt.UTC)
    assert years_before(leap, 3).date() == dt.date(2025, 2, 28)
