import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from quizzes.certification import ledger
from quizzes.certification.recount import compare
from quizzes.models import Certificate, LedgerEntry, LedgerMonth
from tests.factories.certificates import CertificateFactory
from tests.factories.quizzes import CertificationFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 15)


@pytest.fixture
def certification():
    certification = CertificationFactory()
    for _ in range(3):
        CertificateFactory(certification=certification, awarded_on=DAY)
    return certification


def run(name, *args):
    out, err = StringIO(), StringIO()
    call_command(name, *args, stdout=out, stderr=err)
    return out.getvalue()


def test_what_the_services_wrote_equals_a_recount(certification):
    assert compare(certification).none
    assert "3" in run("recount_certificates")


def test_a_lost_entry_is_found_and_set_right(certification):
    before = ledger.counts_on(DAY)
    LedgerEntry.objects.filter(day=DAY).first().delete()
    with pytest.raises(SystemExit):
        run("recount_certificates")
    run("recount_certificates", "--repair")
    assert compare(certification).none
    assert ledger.counts_on(DAY) == before


def test_a_date_that_does_not_follow_from_the_events_is_found_and_set_right(certification):
    wrong = Certificate.objects.first()
    Certificate.objects.filter(pk=wrong.pk).update(due_on=DAY)
    assert compare(certification).rows == [wrong.pk]
    run("recount_certificates", "--repair")
    assert Certificate.objects.get(pk=wrong.pk).due_on == wrong.due_on


def test_past_months_are_folded_up_to_this_one_and_once(certification):
    before = ledger.counts_on(DAY + dt.timedelta(days=100))
    assert "01/02/2026" in run("fold_ledger")
    months = LedgerMonth.objects.count()
    assert run("fold_ledger") == ""
    assert LedgerMonth.objects.count() == months > 1
    assert ledger.counts_on(DAY + dt.timedelta(days=100)) == before


def test_an_empty_ledger_has_nothing_to_fold():
    assert run("fold_ledger") == ""
