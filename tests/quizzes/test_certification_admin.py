import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.certification.versions import save_certification
from quizzes.models import Certification, Quiz
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory

from .certification_case import (
    ADD,
    RIGHTS,
    as_text,
    change,
    edit_url,
    faults,
    four_quizzes,
    in_vietnamese,
    opened,
    over,
)
from .taking import take
from .trainer import sign_in_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client, *RIGHTS)


@pytest.fixture
def quizzes():
    return four_quizzes()


@pytest.fixture
def certification(quizzes):
    return over(quizzes[0])


def test_a_member_without_rights_does_not_get_in(client):
    client.force_login(UserFactory())
    assert client.get(reverse("certification_admin:index")).status_code == 302


def test_a_trainer_without_the_permission_does_not_get_in(client):
    sign_in_trainer(client, "access_admin", "change_quiz")
    assert client.get(reverse("certification_admin:index")).status_code == 302


def test_certifications_are_listed_with_their_holders_today(client, certification):
    CertificateFactory(certification=certification)
    CertificateFactory(certification=certification, awarded_on=timezone.localdate() - dt.timedelta(days=900))
    response = client.get(reverse("certification_admin:index"))
    assert [(one.title, one.holders) for one in response.context["object_list"]] == [("Tổ viên", 1)]


def test_a_rule_is_put_together_from_rows_and_ticks(client, quizzes):
    lesson, other = LessonPageFactory(live=True), CertificationFactory()
    data = opened(client) | {
        "title": "Nhóm trưởng",
        "course": "Khóa mẫu",
        "small_print": "Không phải văn bằng.",
        "quiz_1": quizzes[0].key,
        "quiz_percent_1": 90,
        "quiz_2": quizzes[1].key,
        "choice_1": quizzes[2].key,
        "choice_percent_1": 60,
        "choice_2": quizzes[3].key,
        "at_least": 2,
        "milestones": [f"lesson:{lesson.key}"],
        "certifications": [other.key],
        "valid_months": 24,
    }
    client.post(reverse(ADD), data)
    made = Certification.objects.get(key="nhom-truong")
    assert made.rule == {
        "all": [
            {"quiz": quizzes[0].key, "percent": 90},
            {"quiz": quizzes[1].key, "percent": 72},  # its pass mark
            {"milestone": f"lesson:{lesson.key}"},
            {"certification": other.key},
            {"any": [{"quiz": quizzes[2].key, "percent": 60}, {"quiz": quizzes[3].key, "percent": 74}], "at_least": 2},
        ]
    }
    assert (made.valid_months, made.versions.get().number) == (24, 1)


def test_saving_without_a_change_leaves_rule_and_versions_alone(client, certification):
    Certification.objects.filter(pk=certification.pk).update(rule=certification.rule["all"][0])
    certification.versions.update(rule=certification.rule["all"][0])
    assert change(client, certification, reason=None).status_code == 302
    certification.refresh_from_db()
    assert "quiz" in certification.rule
    assert certification.versions.count() == 1


def test_a_changed_rule_is_kept_with_who_and_why(client, trainer, certification):
    client.post(edit_url(certification), opened(client, certification) | {"quiz_percent_1": 95, "reason": "Đề dễ hơn."})
    version = certification.versions.first()
    assert (version.number, version.made_by, version.reason) == (2, trainer, "Đề dễ hơn.")
    html = client.get(edit_url(certification)).content.decode()
    assert "Đề dễ hơn." in html
    assert trainer.full_name in html
    assert in_vietnamese("at least %(percent)d%% in “%(quiz)s”", percent=95, quiz="Câu hỏi 1") in html


def test_a_new_version_does_not_touch_certificates_already_awarded(client, certification):
    certificate = CertificateFactory(certification=certification)
    before = {
        name: getattr(certificate, name) for name in ("version_id", "due_on", "valid_until", "lapses_on", "title")
    }
    events = certificate.events.count()
    changes = {"title": "Tên mới", "valid_months": 1, "renew_days": 5, "grace_days": 0, "quiz_percent_1": 100}
    assert change(client, certification, **changes).status_code == 302
    certificate.refresh_from_db()
    assert {name: getattr(certificate, name) for name in before} == before
    assert certificate.events.count() == events
    assert certification.versions.first().number == 2


def test_the_preview_says_how_many_would_hold_it_and_saves_nothing(client, certification, quizzes):
    good, poor = MembershipFactory().user, MembershipFactory().user
    take(good, quizzes[0])  # which earns it
    take(poor, quizzes[0], wrong=1)
    data = opened(client, certification) | {"quiz_percent_1": 50, "action-preview": "1"}
    response = client.post(edit_url(certification), data)
    seen = response.context["seen"]
    assert (seen.would, seen.members, seen.hold) == (2, 2, 1)
    assert response.context["form"].errors == {}
    certification.refresh_from_db()
    assert certification.rule["all"][0]["percent"] == 80


def test_a_preview_of_what_is_not_complete_says_so(client):
    response = client.post(reverse(ADD), opened(client) | {"action-preview": "1"})
    assert response.context["seen"] is None
    assert "quiz_1" in faults(response)


def test_rows_grow_with_what_is_filled(client, quizzes):
    data = opened(client) | {f"quiz_{n}": quizzes[n - 1].key for n in (1, 2, 3, 4)}
    form = client.post(reverse(ADD), data | {"action-preview": "1"}).context["form"]
    assert "quiz_6" in form.fields


def test_a_rule_of_another_shape_is_shown_and_saved_as_text(client, quizzes):
    rule = {"any": [{"all": [{"quiz": quizzes[0].key, "percent": 80}]}, {"quiz": quizzes[1].key, "percent": 90}]}
    certification = CertificationFactory(rule=rule)
    save_certification(certification=certification, now=timezone.now())
    form = client.get(edit_url(certification)).context["form"]
    assert form["kind"].value() == "text"
    assert json.loads(form["text"].value()) == rule
    assert change(client, certification).status_code == 302
    assert certification.versions.count() == 1
    assert as_text(client, certification, rule | {"at_least": 2}).status_code == 302
    certification.refresh_from_db()
    assert certification.rule == rule | {"at_least": 2}


def test_a_rule_whose_lesson_is_gone_says_so_when_it_is_opened(client):
    certification = CertificationFactory(rule={"milestone": "lesson:mat-roi"})
    response = client.get(edit_url(certification))
    assert "lesson:mat-roi" in response.context["form"].fault
    assert response.context["form"]["kind"].value() == "text"


def test_a_quiz_for_renewal_is_made_with_one_choice(client, certification):
    assert change(client, certification, renewal="new").status_code == 302
    certification.refresh_from_db()
    assert (certification.renewal_quiz.title, certification.renewal_quiz.key) == ("Gia hạn: Tổ viên", "gia-han-to-vien")
    assert certification.versions.count() == 1
    assert change(client, certification).status_code == 302
    assert Quiz.objects.filter(renews=certification).count() == 1


def test_a_certification_cannot_be_deleted(client, certification):
    client.post(reverse("certification_admin:delete", args=[certification.pk]))
    assert Certification.objects.filter(pk=certification.pk).exists()
