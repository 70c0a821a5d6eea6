from decimal import Decimal

import pytest
from django.utils import timezone

from quizzes.models import Certificate, Regrade
from quizzes.questions import revise_question
from quizzes.regrading import report
from quizzes.regrading.dry_run import dry_run
from tests.factories.members import UserFactory
from tests.factories.quizzes import MULTIPLE_CHOICES, SPECS, CertificationFactory, QuizFactory

from .regrading import begun, choices, corrected, quiz_with, regraded, taken
from .taking import take

pytestmark = pytest.mark.django_db


def certified(*quizzes, percent=80, **fields):
    rule = {"all": [{"quiz": quiz.key, "percent": percent} for quiz in quizzes]}
    return CertificationFactory(rule=rule, **fields)


def would_earn(version):
    return [(one.member, one.certification) for one in dry_run(version).earned(timezone.now())]


def in_doubt(version):
    return [(one.certificate, one.still_earned) for one in dry_run(version).in_doubt()]


def test_an_attempt_that_passes_only_now_earns_its_certificate():
    quiz = quiz_with()
    certification, attempt = certified(quiz), taken(quiz, "a")
    version = corrected(quiz)
    assert would_earn(version) == [(attempt.member, certification)]
    regrade = regraded(version)
    [certificate] = Certificate.objects.all()
    assert (certificate.member, certificate.evidence[0]["mark"]) == (attempt.member, "1")
    assert list(report.awarded_by(regrade)) == [certificate]


def test_a_rule_that_asks_more_than_the_pass_mark_is_seen_as_well():
    quiz = quiz_with(others=9)
    certified(quiz, percent=95)
    attempt = taken(quiz, "a")
    assert attempt.passed
    version = corrected(quiz)
    assert len(would_earn(version)) == 1
    regraded(version)
    assert Certificate.objects.count() == 1


def test_where_another_quiz_is_missing_nothing_is_earned():
    quiz, other = quiz_with(), quiz_with()
    certified(quiz, other)
    taken(quiz, "a")
    version = corrected(quiz)
    assert would_earn(version) == []
    regraded(version)
    assert not Certificate.objects.exists()


def test_who_holds_the_certificate_gets_no_second_one():
    quiz, member = quiz_with(), UserFactory()
    certified(quiz)
    taken(quiz, "b", member=member), taken(quiz, "a", member=member)
    version = corrected(quiz)
    assert would_earn(version) == []
    regraded(version)
    assert Certificate.objects.count() == 1


def test_no_certificate_is_earned_by_a_mark_that_the_same_regrade_takes_away():
    """The question stands in both quizzes: one attempt rises, the other falls."""
    one, member = quiz_with(), UserFactory()
    two = quiz_with()
    two.items.update(question=one.items.get().question)
    certified(one, two)
    taken(one, "b", member=member), taken(two, "a", member=member)
    version = corrected(one)
    assert would_earn(version) == []
    regraded(version)
    assert not Certificate.objects.exists()


def test_practice_and_open_attempts_earn_nothing():
    practice, quiz = quiz_with(practice=True), quiz_with()
    certified(practice), certified(quiz)
    taken(practice, "a"), begun(quiz, {"choices": ["a"]})
    for version in (corrected(practice), corrected(quiz)):
        assert would_earn(version) == []
        regraded(version)
    assert not Certificate.objects.exists()


def test_a_certificate_on_a_mark_that_fell_is_listed_and_stands():
    quiz = quiz_with()
    certified(quiz)
    taken(quiz, "b")
    [certificate] = Certificate.objects.all()
    version = corrected(quiz)
    assert in_doubt(version) == [(certificate, False)]
    regrade = regraded(version)
    assert [(one.certificate, one.still_earned) for one in report.in_doubt_by(regrade)] == [(certificate, False)]
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.superseded_at) == (None, None)


def of_halves():
    """A question whose first two choices were said to be right, and the key that says the first and the third."""
    quiz = quiz_with("multiple", others=4, pass_percent=50)
    right = [choice | {"correct": choice["key"] in "ac"} for choice in MULTIPLE_CHOICES]
    return quiz, SPECS["multiple"] | {"choices": right}


def test_a_certificate_that_another_attempt_earns_as_well_is_listed_as_such():
    (quiz, spec), other, member = of_halves(), QuizFactory(), UserFactory()
    certified(quiz, other, percent=50)
    falls = taken(quiz, {"choices": ["a", "b"]}, member=member, wrong=2)
    stays = taken(quiz, {"choices": ["a"]}, member=member, wrong=2)
    take(member, other)
    assert (falls.mark, stays.mark) == (3, Decimal("2.5"))
    [(certificate, still)] = in_doubt(version := corrected(quiz, spec))
    assert (certificate.member, still) == (member, True)
    [doubt] = report.in_doubt_by(regraded(version))
    assert (doubt.taken.attempt_id, doubt.taken.mark, doubt.still_earned) == (falls.pk, 2, True)


def test_a_certificate_that_rests_on_another_attempt_is_not_in_doubt():
    (quiz, spec), other, member = of_halves(), QuizFactory(), UserFactory()
    certified(quiz, other, percent=50)
    taken(quiz, {"choices": ["a", "b"]}, member=member, wrong=2)
    taken(quiz, {"choices": ["a"]}, member=member)
    take(member, other)
    version = corrected(quiz, spec)
    assert dry_run(version).turned_no == 1
    assert in_doubt(version) == []


def test_two_regrades_that_lower_a_mark_together_put_the_certificate_in_doubt_once_it_no_longer_passes():
    quiz, member = quiz_with(others=4, pass_percent=70), UserFactory()
    second = quiz.items.get(position=2).question
    certified(quiz, percent=70)
    taken(quiz, "b", member=member)
    regraded(corrected(quiz))
    assert list(report.in_doubt_by(Regrade.objects.get())) == []
    text = second.versions.get().text
    regrade = regraded(revise_question(question=second, text=text, kind="single", spec=choices("c")))
    [doubt] = report.in_doubt_by(regrade)
    assert (doubt.taken.mark, doubt.still_earned) == (3, False)


def test_a_withdrawn_certificate_is_not_listed():
    quiz = quiz_with()
    certified(quiz)
    taken(quiz, "b")
    Certificate.objects.update(revoked_at=timezone.now())
    assert in_doubt(corrected(quiz)) == []


def test_a_mark_that_rises_again_is_no_longer_listed():
    quiz = quiz_with()
    certified(quiz)
    taken(quiz, "b")
    regrade = regraded(corrected(quiz))
    assert len(list(report.in_doubt_by(regrade))) == 1
    regraded(corrected(quiz, choices("b")))
    assert list(report.in_doubt_by(regrade)) == []


def test_a_mark_that_still_passes_puts_nothing_in_doubt():
    quiz = quiz_with(others=9)
    certified(quiz)
    taken(quiz, "b")
    version = corrected(quiz)
    assert dry_run(version).down == 1
    assert in_doubt(version) == []


def test_a_broken_rule_stops_nothing():
    quiz = quiz_with()
    certification = certified(quiz)
    taken(quiz, "b"), taken(quiz, "a")
    certification.rule = {"nonsense": 1}
    certification.save()
    version = corrected(quiz)
    found = dry_run(version)
    assert len(list(found.in_doubt())) == 1
    assert list(found.earned(timezone.now())) == []
    assert regraded(version).items.count() == 2


def test_the_queries_about_certificates_do_not_grow_with_the_members(django_assert_max_num_queries):
    quiz = quiz_with()
    certified(quiz)
    for given in ("a", "b") * 6:
        taken(quiz, given)
    found = dry_run(corrected(quiz))
    with django_assert_max_num_queries(6):
        assert len(list(found.earned(timezone.now()))) == 6
    with django_assert_max_num_queries(7):
        assert len(list(found.in_doubt())) == 6
