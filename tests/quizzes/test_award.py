import datetime as dt

import pytest
from django.utils import timezone

from lms.members.models import Membership
from lms.members.teams import team_name
from quizzes import attempts, links
from quizzes.certification.codes import ALPHABET
from quizzes.certification.states import State
from quizzes.milestones import reach
from quizzes.models import Attempt, Certificate, CertificateEvent, Milestone
from quizzes.selectors import best_results, certificates_of, outlooks, state_of
from quizzes.signals import attempt_closed, certificate_changed
from tests.factories.members import (
    CommuneFactory,
    MembershipFactory,
    ProvinceFactory,
    TeamFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .taking import NOON, answered, course_of, take

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 16)


@pytest.fixture
def changes():
    heard = []

    def listen(certificate, kind, **_kwargs):
        heard.append((certificate.pk, kind))

    certificate_changed.connect(listen)
    yield heard
    certificate_changed.disconnect(listen)


def test_the_last_of_three_passed_quizzes_awards_the_certificate(changes):
    quizzes, certification = course_of(3)
    member = MembershipFactory().user
    for quiz in quizzes[:2]:
        take(member, quiz)
    assert not Certificate.objects.exists()
    take(member, quizzes[2])
    certificate = Certificate.objects.get()
    assert (certificate.member, certificate.certification) == (member, certification)
    assert (certificate.awarded_on, certificate.valid_until) == (DAY, dt.date(2027, 11, 16))
    assert changes == [(certificate.pk, "awarded")]


def test_the_certificate_is_a_snapshot_of_who_where_and_on_which_marks():
    quizzes, certification = course_of(2, questions=10)
    membership = MembershipFactory()
    take(membership.user, quizzes[0], wrong=2)
    take(membership.user, quizzes[1])
    certificate = Certificate.objects.get()
    assert certificate.holder_name == membership.user.full_name
    assert certificate.team_name == team_name(membership.team, timezone.localdate())
    assert certificate.unit == membership.team.commune
    assert certificate.small_print == certification.small_print
    first, second = Attempt.objects.order_by("pk")
    assert [(one["quiz"], one["attempt"], one["title"], one["percent"]) for one in certificate.evidence] == [
        (quizzes[0].key, first.pk, quizzes[0].title, 80),
        (quizzes[1].key, second.pk, quizzes[1].title, 100),
    ]
    assert [(one["mark"], one["max_mark"]) for one in certificate.evidence] == [("8", "10"), ("10", "10")]
    assert len(certificate.code) == 8
    assert set(certificate.code) <= set(ALPHABET)
    event = certificate.events.get()
    assert (event.kind, event.effective_at, event.unit) == ("awarded", NOON, certificate.unit)


def test_it_cites_the_editions_of_the_lessons_that_were_asked():
    asked = []
    before = links._editions
    links.register_editions(
        lambda keys: asked.append(list(keys)) or [{"key": "vneid-cai-dat", "lesson": "Cài VNeID", "edition": 3}]
    )
    try:
        (quiz,), _ = course_of(1)
        take(UserFactory(), quiz)
    finally:
        links.register_editions(before)
    assert asked == [["vneid-cai-dat"]]
    assert Certificate.objects.get().editions == [{"key": "vneid-cai-dat", "lesson": "Cài VNeID", "edition": 3}]


def test_a_member_of_no_team_gets_a_certificate_without_team():
    (quiz,), _ = course_of(1)
    take(UserFactory(), quiz)
    certificate = Certificate.objects.get()
    assert (certificate.team_name, certificate.unit) == ("", None)


def test_the_village_team_of_that_day_is_named_before_the_commune_team():
    member = UserFactory()
    MembershipFactory(user=member, team=TeamFactory(level="commune", village=None))
    MembershipFactory(user=member, valid_to=DAY)
    today = MembershipFactory(user=member, valid_from=DAY)
    (quiz,), _ = course_of(1)
    take(member, quiz)
    assert Certificate.objects.get().team_name == team_name(today.team, timezone.localdate())
    assert Membership.objects.count() == 3


def test_closing_that_earns_a_certificate_stays_within_its_queries(django_assert_max_num_queries):
    (quiz,), _ = course_of(1, questions=5)
    take(MembershipFactory().user, quiz)  # the first one also makes the version of the rule
    attempt = answered(MembershipFactory().user, quiz)
    with django_assert_max_num_queries(20):
        attempts.close(attempt=attempt, now=NOON)
    assert Certificate.objects.count() == 2


def test_a_mark_below_the_rule_awards_nothing():
    quizzes, _ = course_of(1, questions=10)
    take(UserFactory(), quizzes[0], wrong=3)
    assert not Certificate.objects.exists()


def test_the_best_attempt_counts_not_the_last():
    quizzes, _ = course_of(2)
    member = UserFactory()
    take(member, quizzes[0])
    take(member, quizzes[0], wrong=2)
    take(member, quizzes[1])
    assert Certificate.objects.count() == 1
    assert best_results(member)[quizzes[0].key].mark == 2


def test_passing_again_while_it_holds_awards_no_second():
    (quiz,), _ = course_of(1)
    member = UserFactory()
    take(member, quiz)
    take(member, quiz, now=NOON + dt.timedelta(days=200))
    assert Certificate.objects.count() == 1


def test_passing_again_in_the_days_before_its_end_renews_it():
    (quiz,), _ = course_of(1)
    member = UserFactory()
    take(member, quiz)
    take(member, quiz, now=NOON + dt.timedelta(days=336))
    old, new = Certificate.objects.order_by("pk")
    assert (old.superseded_by, new.awarded_on) == (new, DAY + dt.timedelta(days=336))


def test_a_lapsed_certificate_is_superseded_when_all_is_passed_again(changes):
    quizzes, _ = course_of(2)
    member = UserFactory()
    for quiz in quizzes:
        take(member, quiz)
    old, later = Certificate.objects.get(), NOON + dt.timedelta(days=400)
    take(member, quizzes[0], now=later)
    assert Certificate.objects.get() == old, "marks that earned one certificate do not earn the next"
    take(member, quizzes[1], now=later)
    old.refresh_from_db()
    new = Certificate.objects.exclude(pk=old.pk).get()
    assert (old.superseded_by, old.superseded_at) == (new, later)
    assert [state_of(one, timezone.localdate(later)) for one in certificates_of(member)] == [
        State.CURRENT,
        State.SUPERSEDED,
    ]
    assert changes[1:] == [(old.pk, "superseded"), (new.pk, "awarded")]


def test_a_revoked_certificate_is_earned_anew_only_by_later_attempts():
    (quiz,), _ = course_of(1)
    member = UserFactory()
    take(member, quiz)
    revoked_at = NOON + dt.timedelta(days=10)
    Certificate.objects.update(revoked_at=revoked_at)
    take(member, quiz, wrong=2, now=NOON + dt.timedelta(days=11))
    assert Certificate.objects.count() == 1
    take(member, quiz, now=NOON + dt.timedelta(days=12))
    assert Certificate.objects.filter(revoked_at=None).count() == 1


def test_a_certification_that_is_no_longer_awarded_is_left_alone():
    (quiz,), _ = course_of(1, is_active=False)
    take(UserFactory(), quiz)
    assert not Certificate.objects.exists()


def test_a_broken_rule_does_not_stop_a_member_from_handing_in(caplog):
    (quiz,), _ = course_of(1)
    CertificationFactory(rule={"all": []}, key="hong")
    assert take(UserFactory(), quiz).passed
    assert Certificate.objects.count() == 1
    assert "hong has a broken rule" in caplog.text


def test_the_award_is_undone_with_the_closing():
    def fail(**_kwargs):
        raise RuntimeError("no")

    (quiz,), _ = course_of(1)
    attempt = answered(UserFactory(), quiz)
    attempt_closed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            attempts.close(attempt=attempt, now=NOON)
    finally:
        attempt_closed.disconnect(fail)
    assert not Certificate.objects.exists()
    assert not CertificateEvent.objects.exists()


def test_a_milestone_that_completes_the_rule_awards():
    quiz, member = QuizFactory(), UserFactory()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}, {"milestone": "bai/vneid"}]})
    take(member, quiz)
    assert not Certificate.objects.exists()
    reach(member=member, key="bai/vneid", label="Bài VNeID", now=NOON)
    assert Certificate.objects.get().member == member


def test_a_milestone_reached_twice_stays_as_it_was():
    member = UserFactory()
    reach(member=member, key="bai/vneid", label="Bài VNeID", now=NOON)
    again = reach(member=member, key="bai/vneid", label="Tên khác", now=NOON + dt.timedelta(days=1))
    assert (again.label, again.reached_at) == ("Bài VNeID", NOON)
    assert Milestone.objects.count() == 1


def test_the_outlook_says_what_is_left_in_words():
    quizzes, _ = course_of(3)
    member = UserFactory()
    take(member, quizzes[1])
    (outlook,) = outlooks(member, quizzes[1])
    assert outlook.houses == ["now", "done", "todo"]
    assert outlook.still == [quizzes[0].title, quizzes[2].title]
    assert (outlook.left, outlook.certificate) == (2, None)


def test_the_outlook_of_a_rule_with_a_choice_names_the_options():
    one, two, three = (QuizFactory() for _ in range(3))
    rule = {"any": [{"quiz": quiz.key, "percent": 80} for quiz in (one, two, three)], "at_least": 2}
    CertificationFactory(rule=rule)
    member = UserFactory()
    take(member, one)
    (outlook,) = outlooks(member)
    assert (outlook.houses, outlook.left) == ([], 1)
    assert outlook.still[0].endswith(f"{two.title}, {three.title}")


def test_the_outlook_has_the_certificate_in_force():
    (quiz,), _ = course_of(1)
    member = UserFactory()
    take(member, quiz, now=timezone.now())
    (outlook,) = outlooks(member)
    assert outlook.certificate == Certificate.objects.get()


def test_a_team_of_very_long_names_does_not_stop_the_award():
    (quiz,), _ = course_of(1)
    commune = CommuneFactory(name="Ư" * 100, name__province=ProvinceFactory(name__name="Ơ" * 100))
    team = TeamFactory(village=VillageFactory(kind="to-dan-pho", name="Ứ" * 100, commune=commune), commune=commune)
    assert len(team_name(team, NOON.date())) > 250
    take(MembershipFactory(team=team).user, quiz)
    assert len(Certificate.objects.get().team_name) == 250
