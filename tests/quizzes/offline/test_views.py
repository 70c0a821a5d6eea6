import json
import re
import uuid
from html import unescape

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from lms.shared.bundles import joined
from quizzes.composition import append
from quizzes.models import Answer, Attempt, QuizItem
from quizzes.offline.judging import judge_of
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import (
    PICTURE_TAP,
    SPECS,
    CategoryFactory,
    CertificationFactory,
    QuestionVersionFactory,
    QuizFactory,
)
from tests.page_cache import read, switch_on

pytestmark = pytest.mark.django_db


def every_kind(**fields):
    """A practice quiz with a question of every kind."""
    quiz = QuizFactory(questions=0, practice=True, **fields)
    for position, (kind, spec) in enumerate([*SPECS.items(), ("tap", PICTURE_TAP)], start=1):
        version = QuestionVersionFactory(kind=kind, spec=spec)
        QuizItem.objects.create(quiz=quiz, question=version.question, position=position)
    return quiz


def at(quiz):
    return reverse("quizzes:practice", args=[quiz.key])


def page(client, quiz):
    return client.get(at(quiz)).content.decode()


def send(client, quiz, **fields):
    body = {"id": uuid.uuid4().hex, "age": "60", "answers": json.dumps(answers(quiz))} | fields
    return client.post(reverse("quizzes:practice_sent", args=[quiz.key]), body)


def answers(quiz):
    return [[item.question.versions.get().pk, {"choices": ["a"]}] for item in quiz.items.all()]


# --- the page ---------------------------------------------------------------------------------------
def test_every_question_stands_on_one_page_with_its_key(client):
    quiz = every_kind()
    keys = [json.loads(unescape(key)) for key in re.findall(r'data-judge="([^"]*)"', page(client, quiz))]
    asked = [item.question.versions.get().asked for item in quiz.items.order_by("position")]
    assert keys == [judge_of(one) for one in asked]


def test_the_page_holds_no_id_twice(client):
    ids = re.findall(r'\sid="([^"]*)"', page(client, every_kind()))
    assert len(ids) == len(set(ids))


def test_the_answers_can_be_read_without_a_script(client):
    html = page(client, every_kind())
    told = [part.split("</details>")[0] for part in html.split(f"<summary>{gettext('See the answer')}</summary>")[1:]]
    assert len(told) == len(SPECS) + 1
    for words, part in zip(
        ["CH Play", "Xem số tiền", "", "Cấp cứu → 115", "2. Quét mã QR", "mã OTP", "50.000"], told, strict=False
    ):
        assert words in part


def test_the_page_sets_no_cookie_and_holds_no_token(client):
    response = client.get(at(QuizFactory(questions=1, practice=True)))
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.parametrize("fields", [{"practice": False}, {"attempt_limit": 2}, {"questions": 0}])
def test_no_other_quiz_has_such_a_page(client, fields):
    assert client.get(at(QuizFactory(**{"practice": True} | fields))).status_code == 404
    assert client.get("/luyen-tap/khong-co/").status_code == 404


def test_a_link_to_read_again_goes_straight_to_the_page_of_the_lesson(client, course):
    lesson = LessonPageFactory(parent=AppPageFactory(parent=course), key="bai-mot")
    quiz = QuizFactory(questions=1, questions__teaches_lesson="bai-mot", practice=True)
    assert f'href="{lesson.get_url()}#b-mo-kho"' in page(client, quiz)
    lesson.unpublish()
    assert "#b-mo-kho" not in page(client, quiz)


def test_few_queries_draw_the_page(client, django_assert_max_num_queries):
    quiz = QuizFactory(questions=10, practice=True, draws=[(CategoryFactory(questions=5), 3)])
    with django_assert_max_num_queries(9):
        assert client.get(at(quiz)).status_code == 200


def test_ten_questions_and_all_that_they_need_are_22_kilobytes(client):
    html = client.get(at(QuizFactory(questions=10, practice=True))).content
    sheet, script = joined("site.css").encode(), joined("sheet.js").encode()
    picture = open(finders.find("shared/house.svg"), "rb").read()  # noqa: SIM115
    sizes = [len(brotli.compress(part)) for part in (html, sheet, script, picture)]
    assert sizes[2] <= 10_000
    assert sum(sizes) + 4 * 500 <= 22_000, sizes  # and the headers of four answers


# --- kept for all readers ---------------------------------------------------------------------------
def test_the_page_is_drawn_once_for_all_readers(settings, tmp_path):
    quiz = QuizFactory(questions=2, practice=True)
    switch_on(settings, tmp_path)
    read(at(quiz))
    assert read(at(quiz)).queries == 0


def changed_question(quiz):
    version = quiz.items.first().question.versions.get()
    QuestionVersionFactory(question=version.question, number=2, text="Câu hỏi đã sửa")


def asked_by_an_exam(quiz):
    append(quiz=QuizFactory(questions=0), questions=[quiz.items.first().question_id])


def asked_for(quiz):
    CertificationFactory(rule={"quiz": quiz.key, "percent": 80})


def counts_now(quiz):
    quiz.practice = False
    quiz.save()


@pytest.mark.parametrize("change", [changed_question, asked_by_an_exam, asked_for, counts_now])
def test_a_change_is_seen_at_once(settings, tmp_path, django_capture_on_commit_callbacks, change):
    quiz = QuizFactory(questions=2, practice=True)
    switch_on(settings, tmp_path)
    before = read(at(quiz)).content
    with django_capture_on_commit_callbacks(execute=True):
        change(quiz)
    assert read(at(quiz)).content != before


# --- what a phone sends -----------------------------------------------------------------------------
@pytest.fixture
def quiz():
    return QuizFactory(questions=2, practice=True)


@pytest.fixture
def member(client):
    member = UserFactory()
    client.force_login(member)
    return member


def test_what_a_phone_sends_is_kept_and_the_result_is_named(client, member, quiz):
    response = send(client, quiz, member=str(member.pk))
    attempt = Attempt.objects.get()
    assert response.json() == {"result": reverse("quizzes:result", args=[attempt.pk])}
    assert (attempt.member, attempt.mark, Answer.objects.count()) == (member, 2, 2)
    assert (
        59 <= (attempt.closed_at - attempt.started_at).total_seconds() <= 61 or attempt.started_at == member.date_joined
    )


def test_sent_twice_it_is_answered_alike(client, member, quiz):
    key = uuid.uuid4().hex
    assert send(client, quiz, id=key).json() == send(client, quiz, id=key, answers="[]").json()
    assert Attempt.objects.count() == 1


def test_another_member_on_the_phone_sends_nothing_of_the_first(client, member, quiz):
    assert send(client, quiz, member=str(UserFactory().pk)).status_code == 403
    assert not Attempt.objects.exists()


def test_nobody_signed_in_is_led_to_the_door(client, quiz):
    assert send(client, quiz).status_code == 302


def test_a_form_from_elsewhere_is_refused(quiz):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory())
    assert send(strict, quiz).status_code == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"id": ""},
        {"id": "không"},
        {"answers": ""},
        {"answers": "{"},
        {"answers": "[]"},
        {"answers": "null"},
        {"answers": "7"},
        {"answers": "{}"},
        {"answers": '{"1": 2}'},
        {"answers": "[1, 2]"},
        {"answers": "[[1, 2, 3]]"},
        {"answers": '[["x", 1], [-1, 2], ["1", 3], [99999999999999999999, 4], [1.5, 5], [[], 6], [true, 7]]'},
        {"answers": "[" * 90_000},
        {"answers": " " * 100_001},
        {"answers": '[[1, "\\ud800"]]'},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_for_good(client, member, fields):
    quiz = QuizFactory(questions=0, practice=True)
    assert send(client, quiz, **fields).status_code == 410
    assert not Attempt.objects.exists()


def test_halves_of_letters_and_depths_inside_an_answer_do_no_harm(client, member):
    quiz = QuizFactory(questions=1, questions__kind="short", practice=True)
    pk = quiz.items.get().question.versions.get().pk
    for given in ('{"text": "\\ud800"}', "[" * 400 + "]" * 400, '{"text": "\\u0000"}', "NaN"):
        assert send(client, quiz, answers=f"[[{pk}, {given}]]").status_code == 200
    assert not Answer.objects.exists()


def test_a_quiz_that_is_gone_is_answered_for_good(client, member, quiz):
    url, body = reverse("quizzes:practice_sent", args=["khong-co"]), {"id": uuid.uuid4().hex, "answers": "{}"}
    assert client.post(url, body).status_code == 410
    counts_now(quiz)
    assert send(client, quiz).status_code == 410


@pytest.mark.parametrize("age", ["", "x", "-5", "1e9", "9" * 30, "86400", "nan"])
def test_no_age_does_harm(client, member, quiz, age):
    assert send(client, quiz, age=age).status_code == 200
    attempt = Attempt.objects.get()
    assert member.date_joined <= attempt.started_at <= attempt.closed_at


def test_it_is_only_posted(client, member, quiz):
    assert client.get(reverse("quizzes:practice_sent", args=[quiz.key])).status_code == 405


# --- where members meet it --------------------------------------------------------------------------
def test_the_start_page_of_a_practice_quiz_leads_to_it(client, member, quiz):
    start = reverse("quizzes:start", args=[quiz.key])
    assert at(quiz) in client.get(start).content.decode()
    counts_now(quiz)
    assert "/luyen-tap/" not in client.get(start).content.decode()


def test_the_page_of_an_app_leads_to_its_practice_quizzes(client, course):
    app = AppPageFactory(parent=course)
    LessonPageFactory(parent=app, key="bai-mot")
    quiz = QuizFactory(questions=1, questions__teaches_lesson="bai-mot", practice=True)
    assert at(quiz) in client.get(app.get_url()).content.decode()
