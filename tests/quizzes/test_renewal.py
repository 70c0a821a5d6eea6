import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import attempts, links
from quizzes.certification.recount import compare
from quizzes.certification.renewal import renewal_of, start_renewal
from quizzes.certification.sheet import code_of
from quizzes.certification.states import State
from quizzes.errors import EmptyQuiz, NotDue
from quizzes.models import Attempt, Certificate, CertificateLesson, QuizItem
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuestionVersionFactory, QuizFactory

from .taking import answer

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def changed():
    """What lessons say has changed: step "moi" of lesson "bai"."""
    before, heard = links._changes, []

    def tell(editions):
        heard.append(dict(editions))
        return [("bai", "moi", "Bấm nút mới")]

    links.register_changes(tell)
    yield heard
    links.register_changes(before)


@pytest.fixture
def quiz():
    """Six questions, two of them about the step "moi"."""
    quiz = QuizFactory(questions=0)
    for position, step in enumerate(["cu", "moi", "cu", "cu", "moi", "khac"], start=1):
        version = QuestionVersionFactory(teaches_lesson="bai", teaches_step=step)
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    return quiz


def due(quiz, *, days=350, edition=1, **fields):
    """A certificate of the quiz, awarded so many days ago, that rests on an edition of the lesson."""
    terms = fields.pop("terms", {})
    certification = CertificationFactory(rule={"quiz": quiz.key, "percent": 80}, **terms)
    made = CertificateFactory(certification=certification, awarded_on=TODAY - days * A_DAY, **fields)
    CertificateLesson.objects.create(certificate=made, lesson_key="bai", edition=edition)
    return made


def renew(certificate, *, right=True, now=NOW):
    attempt = start_renewal(member=certificate.member, certificate=certificate, now=now)
    for item in attempt.items.all():
        answer(attempt, item.position, "a" if right else "b", now=now)
    return attempts.close(attempt=attempt, now=now)


def test_it_asks_only_what_was_changed_since_the_award(quiz, changed):
    certificate = due(quiz)
    renewal = renewal_of(certificate, NOW)
    assert {version.teaches_step for version in renewal.versions} == {"moi"}
    assert len(renewal.versions) == 2
    assert renewal.by_changes
    assert renewal.changed == ("Bấm nút mới",)
    assert changed == [{"bai": 1}]


def test_where_nothing_changed_it_asks_some_of_all(quiz, settings):
    settings.LMS_RENEWAL_QUESTIONS = 3
    renewal = renewal_of(due(quiz), NOW)
    assert len({version.pk for version in renewal.versions}) == 3
    assert not renewal.by_changes


def test_where_no_question_asks_for_what_changed_it_asks_some_of_all(changed):
    quiz = QuizFactory(questions=2)
    renewal = renewal_of(due(quiz), NOW)
    assert len(renewal.versions) == 2
    assert renewal.changed
    assert not renewal.by_changes


def test_a_certification_without_questions_cannot_be_renewed_by_questions(changed):
    certificate = due(QuizFactory(questions=0))
    with pytest.raises(EmptyQuiz):
        start_renewal(member=certificate.member, certificate=certificate, now=NOW)


def test_passing_gives_a_new_certificate_in_place_of_the_old(quiz, changed):
    old = due(quiz)
    assert renew(old).passed
    old.refresh_from_db()
    new = old.superseded_by
    assert (state_of(old), state_of(new)) == (State.SUPERSEDED, State.CURRENT)
    assert new.awarded_on == TODAY
    assert new.evidence[-1]["attempt"] == Attempt.objects.get(renews=old).pk
    assert compare(old.certification).none


def test_what_the_old_one_rested_on_is_kept_and_an_earlier_renewal_is_not(quiz, changed):
    old = due(quiz, evidence=[{"quiz": quiz.key, "title": "Bài", "mark": "6", "max_mark": "6", "percent": 100}])
    renew(old)
    second = Certificate.objects.get(superseded_at=None)
    renew(second, now=NOW + 350 * A_DAY)
    evidence = Certificate.objects.get(superseded_at=None).evidence
    assert [one["quiz"] for one in evidence] == [quiz.key, f"gia-han-{old.certification.key}"]


def test_failing_leaves_everything_as_it_was(quiz, changed):
    old = due(quiz)
    assert not renew(old, right=False).passed
    assert Certificate.objects.get() == old
    assert state_of(Certificate.objects.get()) is State.DUE


@pytest.mark.parametrize(("days", "may"), [(10, False), (340, True), (380, True), (500, False)])
def test_it_is_renewed_when_due_or_in_grace_and_not_before_or_after(quiz, changed, days, may):
    certificate = due(quiz, days=days)
    if may:
        assert renewal_of(certificate, NOW)
    else:
        with pytest.raises(NotDue):
            renewal_of(certificate, NOW)


def test_one_that_was_revoked_meanwhile_is_not_renewed(quiz, changed):
    old = due(quiz)
    attempt = start_renewal(member=old.member, certificate=old, now=NOW)
    Certificate.objects.filter(pk=old.pk).update(revoked_at=NOW)
    for item in attempt.items.all():
        answer(attempt, item.position, "a", now=NOW)
    assert attempts.close(attempt=attempt, now=NOW).passed
    assert Certificate.objects.count() == 1


def test_one_that_lapsed_while_it_was_answered_is_renewed_all_the_same(quiz, changed):
    old = due(quiz, days=394)
    attempt = start_renewal(member=old.member, certificate=old, now=NOW)
    for item in attempt.items.all():
        answer(attempt, item.position, "a", now=NOW)
    attempts.close(attempt=attempt, now=NOW + 5 * A_DAY)
    assert Certificate.objects.count() == 2


def test_where_a_leader_confirmed_the_old_one_the_new_one_counts_at_once(quiz, changed):
    old = due(quiz, terms={"needs_confirmation": True})
    old.events.create(kind="confirmed", effective_at=NOW - 350 * A_DAY, recorded_at=NOW)
    renew(old)
    new = Certificate.objects.get(superseded_at=None)
    assert state_of(new) is State.CURRENT
    assert compare(old.certification).none


def test_two_clicks_begin_one_attempt(quiz, changed):
    old = due(quiz)
    first, second = (start_renewal(member=old.member, certificate=old, now=NOW) for _ in range(2))
    assert first == second


def test_the_page_says_what_changed_and_how_many_questions_and_begins(client, quiz, changed):
    old = due(quiz)
    client.force_login(old.member)
    url = reverse("quizzes:renew", args=[old.pk])
    assert "Bấm nút mới" in client.get(url).content.decode()
    response = client.post(url)
    attempt = Attempt.objects.get(renews=old)
    assert response["Location"] == reverse("quizzes:question", args=[attempt.pk, 1])


def test_anothers_certificate_is_not_found(client, quiz):
    client.force_login(UserFactory())
    assert client.get(reverse("quizzes:renew", args=[due(quiz).pk])).status_code == 404


def test_one_that_is_not_due_says_so_plainly(client, quiz):
    certificate = due(quiz, days=5)
    client.force_login(certificate.member)
    assert client.post(reverse("quizzes:renew", args=[certificate.pk])).status_code == 409
    assert not Attempt.objects.exists()


def test_the_result_shows_the_new_certificate_or_the_way_to_try_again(client, quiz, changed):
    failed, passed = due(quiz), due(quiz)
    for certificate, right in ((failed, False), (passed, True)):
        client.force_login(certificate.member)
        attempt = renew(certificate, right=right)
        html = client.get(reverse("quizzes:result", args=[attempt.pk])).content.decode()
        assert (reverse("quizzes:renew", args=[certificate.pk]) in html) is not right
        standing = Certificate.objects.get(superseded_at=None, member=certificate.member)
        assert reverse("quizzes:certificate_pdf", args=[code_of(standing)]) in html
        assert (standing == certificate) is not right


def test_a_quiz_made_for_renewing_has_a_title_of_whole_words(quiz, changed):
    certificate = due(quiz)
    certificate.certification.title = "Giấy " * 30
    certificate.certification.save()
    made = start_renewal(member=certificate.member, certificate=certificate, now=NOW).quiz
    assert made.title.startswith("Gia hạn: Giấy")
    assert made.title.endswith(" Giấy…")
