import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.admin import regrading_rows
from quizzes.models import Attempt, Certificate, Regrade
from quizzes.regrading import service
from quizzes.regrading.work import work
from tests.factories.quizzes import CertificationFactory

from .regrading import begun, choices, corrected, first_question, quiz_with, regraded, taken
from .trainer import sign_in_trainer

pytestmark = pytest.mark.django_db
RIGHTS = ("access_admin", "change_question", "change_quiz")


@pytest.fixture
def trainer(client):
    return sign_in_trainer(client, *RIGHTS)


@pytest.fixture
def told(monkeypatch):
    found = []
    monkeypatch.setattr(service.grade_anew.get_backend(), "enqueue", lambda task, args, kwargs: found.append(args))
    return found


def address(quiz, regrade=None):
    question = first_question(quiz).pk
    if regrade:
        return reverse("question_admin:regraded", args=[question, regrade.pk])
    return reverse("question_admin:regrade", args=[question])


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main")[1])
    return " ".join(unescape(text).split())


def press(client, quiz, version, reason="Khóa sai", **options):
    return client.post(address(quiz), {"reason": reason, "version": version.pk}, **options)


def test_the_page_says_what_would_change_and_changes_nothing(client, trainer):
    quiz = quiz_with()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    for given in ("a", "a", "b"):
        taken(quiz, given)
    begun(quiz, None)
    corrected(quiz)
    response = client.get(address(quiz))
    found = response.context["found"]
    assert (found.up, found.down, found.open) == (2, 1, 1)
    assert [one.number for one in response.context["groups"]] == [2, 1]
    assert (response.context["number_earned"], response.context["number_of_doubts"]) == (2, 1)
    said = words(response)
    assert "0 → 1" in said
    for attempt in Attempt.objects.filter(state="closed"):
        assert attempt.member.full_name in said
    assert not Regrade.objects.exists()


def test_members_are_listed_page_by_page(client, trainer, monkeypatch):
    monkeypatch.setattr("quizzes.admin.regrading.PAGE", 2)
    quiz = quiz_with()
    made = [taken(quiz, "a") for _ in range(5)]
    corrected(quiz)
    shown = [[one.attempt for one in client.get(address(quiz), {"p": n}).context["changes"]] for n in (1, 2, 3)]
    assert shown == [made[:2], made[2:4], made[4:]]


@pytest.mark.parametrize("page", ["9", "0", "-1", "x", "²", "9" * 30])
def test_a_page_there_is_not_is_the_nearest(client, trainer, page):
    quiz = quiz_with()
    attempt = taken(quiz, "a")
    corrected(quiz)
    assert [one.attempt for one in client.get(address(quiz), {"p": page}).context["changes"]] == [attempt]


def test_the_button_sets_a_worker_to_work(client, trainer, told, django_capture_on_commit_callbacks):
    quiz = quiz_with()
    taken(quiz, "a")
    version = corrected(quiz)
    with django_capture_on_commit_callbacks(execute=True):
        response = press(client, quiz, version)
    regrade = Regrade.objects.get()
    assert response.url == address(quiz, regrade)
    assert (regrade.actor, regrade.reason, told) == (trainer, "Khóa sai", [(regrade.pk,)])
    running = client.get(response.url)
    assert 'http-equiv="refresh"' in running.content.decode()
    assert (running.context["progress"].graded, running.context["progress"].total) == (0, 1)


def test_without_a_reason_nothing_begins(client, trainer):
    quiz = quiz_with()
    taken(quiz, "a")
    response = press(client, quiz, corrected(quiz), reason=" ")
    assert response.context["form"].errors["reason"]
    assert not Regrade.objects.exists()


def test_a_dry_run_of_an_older_version_is_not_applied(client, trainer):
    quiz = quiz_with()
    taken(quiz, "a")
    shown = corrected(quiz)
    corrected(quiz, choices("c"))
    response = press(client, quiz, shown)
    assert str(service.NotTheNewest.message) in words(response)
    assert response.context["form"].initial["version"] == first_question(quiz).versions.first().pk
    assert not Regrade.objects.exists()


def test_a_version_of_another_question_is_refused(client, trainer):
    quiz, other = quiz_with(), quiz_with()
    taken(quiz, "a")
    assert press(client, quiz, corrected(other)).status_code == 404


def test_while_one_runs_the_page_leads_to_it(client, trainer, told):
    quiz = quiz_with()
    taken(quiz, "a")
    regrade = service.begin(version=corrected(quiz), reason="Khóa sai", actor=trainer, now=timezone.now())
    response = client.get(address(quiz))
    assert address(quiz, regrade) in response.content.decode()
    assert "found" not in response.context


def test_one_that_stands_still_is_woken(client, trainer, told):
    quiz = quiz_with()
    taken(quiz, "a")
    regrade = service.begin(version=corrected(quiz), reason="Khóa sai", actor=trainer, now=timezone.now())
    assert client.post(address(quiz, regrade)).status_code == 302
    assert told == [(regrade.pk,)]
    work(regrade=regrade)
    assert 'http-equiv="refresh"' not in client.get(address(quiz, regrade)).content.decode()


def test_the_finished_page_says_what_was_done_and_what_is_to_be_decided(client, trainer):
    quiz = quiz_with()
    CertificationFactory(rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    for given in ("a", "c", "b"):
        taken(quiz, given)
    held = Certificate.objects.get()
    regrade = regraded(corrected(quiz))
    response = client.get(address(quiz, regrade))
    numbers = response.context["numbers"]
    assert (numbers.up, numbers.down, numbers.turned_yes, numbers.turned_no) == (1, 1, 1, 1)
    assert [one.certificate for one in response.context["doubts"]] == [held]
    assert list(response.context["earned"]) == [Certificate.objects.exclude(pk=held.pk).get()]
    assert [one.passed_after for one in response.context["changes"]] == [False, True]
    assert held.holder_name in words(response)


def test_earlier_regrades_are_told_with_who_and_why(client, trainer):
    quiz = quiz_with()
    taken(quiz, "a")
    regraded(corrected(quiz), reason="Đáp án cũ sai")
    response = client.get(address(quiz))
    assert [(one.reason, one.changes) for one in response.context["log"]] == [("Đáp án cũ sai", 1)]
    assert "Đáp án cũ sai" in words(response)


def test_a_regrade_of_another_question_is_not_shown(client, trainer):
    quiz, other = quiz_with(), quiz_with()
    taken(other)
    regrade = regraded(corrected(other))
    assert client.get(reverse("question_admin:regraded", args=[first_question(quiz).pk, regrade.pk])).status_code == 404


def test_who_may_not_change_quizzes_sees_nothing(client):
    sign_in_trainer(client, "access_admin", "change_question")
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    regrade = regraded(version)
    for response in (client.get(address(quiz)), client.get(address(quiz, regrade)), press(client, quiz, version)):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    edit = reverse("question_admin:edit", args=[first_question(quiz).pk])
    assert address(quiz) not in client.get(edit).content.decode()


def test_a_question_with_an_earlier_wording_leads_to_the_page(client, trainer):
    quiz = quiz_with()
    edit = reverse("question_admin:edit", args=[first_question(quiz).pk])
    assert address(quiz) not in client.get(edit).content.decode()
    corrected(quiz)
    assert address(quiz) in client.get(edit).content.decode()


def test_what_members_wrote_is_not_markup(client, trainer):
    quiz = quiz_with("short")
    taken(quiz, {"text": "<b>mã</b>"})
    accepted = [{"text": "<b>mã</b>", "share": "1", "feedback": ""}]
    corrected(quiz, {"accepted": accepted, "level": "exact", "case": False})
    assert "<b>mã</b>" not in client.get(address(quiz)).content.decode()


def test_only_so_many_groups_are_shown_and_the_rest_is_counted(client, trainer, monkeypatch):
    monkeypatch.setattr("quizzes.admin.regrading.MOST_SHOWN", 2)
    monkeypatch.setattr(regrading_rows, "MOST_SHOWN", 2)
    quiz = quiz_with("short")
    for n in range(3):
        taken(quiz, {"text": f"từ {n}"})
    accepted = [{"text": f"từ {n}", "share": "1", "feedback": ""} for n in range(3)]
    corrected(quiz, {"accepted": accepted, "level": "exact", "case": False})
    response = client.get(address(quiz))
    assert (len(response.context["groups"]), response.context["more_groups"]) == (2, 1)


def test_what_is_left_alone_is_told_with_its_reason_and_there_is_no_button(client, trainer):
    quiz = quiz_with()
    taken(quiz)
    corrected(quiz, {"accepted": [{"text": "a"}]}, kind="short")
    response = client.get(address(quiz))
    [(why, one)] = response.context["left_alone"]
    assert str(why) in words(response)
    assert one.number == 1
    assert "<form" not in response.content.decode().split('class="regrading"')[1]
