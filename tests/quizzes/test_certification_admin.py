import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from quizzes.certification.versions import save_certification
from quizzes.models import Certification, Quiz
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .taking import take
from .trainer import sent, sign_in_trainer

pytestmark = pytest.mark.django_db
RIGHTS = ("access_admin", "add_certification", "change_certification", "view_certification", "delete_certification")
ADD = "certification_admin:add"


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client, *RIGHTS)


def edit_url(certification):
    return reverse("certification_admin:edit", args=[certification.pk])


def in_vietnamese(template, **values):
    """What a trainer reads."""
    with translation.override("vi"):
        return gettext(template) % values if values else gettext(template)


def opened(client, certification=None):
    """What the browser sends when the form is opened and saved."""
    url = edit_url(certification) if certification else reverse(ADD)
    return sent(client.get(url).context["form"])


def change(client, certification, **changes):
    data = opened(client, certification) | {"reason": "Sửa thử."} | changes
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(edit_url(certification), data)


def faults(response):
    assert response.status_code == 200
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def asking(*keys):
    """A saved certification whose rule asks for these certifications."""
    rule = {"all": [{"certification": key} for key in keys]}
    return CertificationFactory(rule=rule)


@pytest.fixture
def quizzes():
    return [QuizFactory(title=f"Câu hỏi {n}", pass_percent=70 + n) for n in range(1, 5)]


@pytest.fixture
def certification(quizzes):
    row = CertificationFactory(key="to-vien", title="Tổ viên", rule={"all": [{"quiz": quizzes[0].key, "percent": 80}]})
    save_certification(certification=row, now=timezone.now())
    return row


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


def test_a_change_without_a_reason_is_refused_at_its_field(client, certification):
    response = change(client, certification, valid_months=6, reason=None)
    assert list(faults(response)) == ["reason"]
    assert certification.versions.count() == 1


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


@pytest.mark.parametrize(
    ("percent", "field"), [("0", "quiz_percent_1"), ("101", "quiz_percent_1"), ("tám mươi", "quiz_percent_1")]
)
def test_a_per_cent_out_of_range_is_refused_at_its_field(client, certification, percent, field):
    assert list(faults(change(client, certification, quiz_percent_1=percent))) == [field]


@pytest.mark.parametrize(
    ("field", "value"), [("valid_months", 0), ("valid_months", 121), ("renew_days", 366), ("grace_days", -1)]
)
def test_terms_out_of_range_are_refused_at_their_field(client, certification, field, value):
    assert list(faults(change(client, certification, **{field: value}))) == [field]


def test_terms_under_which_it_is_due_at_once_are_refused(client, certification):
    assert list(faults(change(client, certification, valid_months=1, renew_days=28))) == ["renew_days"]


def test_more_than_the_number_of_choices_cannot_be_asked_for(client, certification, quizzes):
    changes = {"choice_1": quizzes[1].key, "choice_2": quizzes[2].key, "at_least": 3}
    found = faults(change(client, certification, **changes))
    assert list(found) == ["at_least"]
    assert "2" in found["at_least"][0]


def test_an_empty_rule_is_refused(client, certification):
    assert list(faults(change(client, certification, quiz_1=None, quiz_percent_1=None))) == ["quiz_1"]


def test_a_quiz_chosen_twice_and_a_per_cent_of_no_quiz_are_refused(client, certification, quizzes):
    found = faults(change(client, certification, quiz_2=quizzes[0].key, quiz_percent_3=60))
    assert list(found) == ["quiz_2", "quiz_3"]


def test_a_quiz_that_does_not_exist_is_refused_at_its_field(client, certification):
    assert list(faults(change(client, certification, quiz_1="khong-co"))) == ["quiz_1"]


def test_a_circle_is_refused_by_the_titles_in_it(client, certification):
    other = asking(certification.key)
    Certification.objects.filter(pk=other.pk).update(title="Vòng ngoài")
    found = faults(change(client, certification, certifications=[other.key]))
    assert list(found) == ["certifications"]
    assert "“Tổ viên” → “Vòng ngoài”" in found["certifications"][0]


def as_text(client, certification, text):
    return change(client, certification, kind="text", text=text if isinstance(text, str) else json.dumps(text))


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


def deep(levels):
    rule = {"milestone": "a"}
    for _ in range(levels):
        rule = {"all": [rule]}
    return rule


DEEP = in_vietnamese("rules may stand inside each other %(depth)d deep", depth=6)
NUMBER = "must be a whole number from %(low)d to %(high)d, not %(value)s"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", in_vietnamese("Write the rule, or choose it from the lists.")),
        (
            '{"all":\n [}',
            in_vietnamese(
                "This is not JSON; it stops making sense in line %(line)d, at character %(column)d.", line=2, column=3
            ),
        ),
        ('{"all": [],\n "all": []}', in_vietnamese("“%(name)s” stands twice in one place.", name="all")),
        ("[" * 10_000, DEEP),
        ("9" * 5000, in_vietnamese("Write a whole number from %(low)d to %(high)d.", low=1, high=100)),
        (" " * 10 + "7" * 20_001, in_vietnamese("This is too much text for a rule.")),
        (deep(7), DEEP),
        ({"all": []}, "all: " + in_vietnamese("must be a list of at least one rule")),
        ({"quiz": "khong-co", "percent": 80}, in_vietnamese("There is no quiz “%(key)s”.", key="khong-co")),
        (
            {"milestone": "lesson:khong-co"},
            in_vietnamese("There is no lesson or other milestone “%(key)s”.", key="lesson:khong-co"),
        ),
        ({"certification": "khong-co"}, in_vietnamese("There is no certification “%(key)s”.", key="khong-co")),
        ({"certification": "to-vien"}, in_vietnamese("The rule asks for the very certificate it gives.")),
        (
            {"any": [{"milestone": "a"}], "at_least": 2},
            "at_least: " + in_vietnamese(NUMBER, low=1, high=1, value=2),
        ),
        (
            {"all": [{"quiz": "a", "percent": "80"}]},
            "all/1/percent: " + in_vietnamese(NUMBER, low=1, high=100, value=80),
        ),
        ('{"milestone": "a\\u0000"}', in_vietnamese("a key is a word, not %(value)s", value="'a\\x00'")),
        (
            "7",
            in_vietnamese("a rule is expected here, such as {quiz: vneid, percent: 80}"),
        ),
    ],
)
def test_a_text_that_is_no_rule_is_refused_with_the_place(client, certification, text, words):
    found = faults(as_text(client, certification, text))
    assert list(found) == ["text"]
    assert words in found["text"][0]


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


def test_a_quiz_that_renews_another_certification_is_not_offered(client, certification, quizzes):
    CertificationFactory(renewal_quiz=quizzes[3])
    found = faults(change(client, certification, renewal=str(quizzes[3].pk)))
    assert list(found) == ["renewal"]


def test_a_certification_cannot_be_deleted(client, certification):
    client.post(reverse("certification_admin:delete", args=[certification.pk]))
    assert Certification.objects.filter(pk=certification.pk).exists()
