"""Saving by the page's script: what is acknowledged, what forged requests come to, and that no key leaves early."""

import datetime as dt
import re
import uuid
from copy import deepcopy

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Answer, Attempt, EarlierAnswer, QuestionVersion
from tests.factories.members import UserFactory
from tests.factories.quizzes import PICTURE_TAP, SPECS, QuizFactory

from .asking import at, begun, form_of, page, signed_in
from .taking import NOON, answer, take
from .test_kinds_views import GIVEN

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def member(client):
    return signed_in(client)


def started(member, questions=3, **fields):
    quiz = QuizFactory(questions=questions, shuffle=False, **fields)
    return attempts.start(member=member, quiz=quiz, now=timezone.now() - dt.timedelta(minutes=10))


def send(client, attempt, position=1, **fields):
    return client.post(at(attempt, position), {"key": uuid.uuid4(), **fields}, headers=JSON)


def test_the_script_is_told_how_many_answers_are_saved_and_which_stand(client, member):
    attempt = started(member)
    told = send(client, attempt, 2, choices="a").json()
    standing = Answer.objects.get()
    assert told["saved"] == 1
    assert told["saved_at"] == f"{timezone.localtime(standing.saved_at):%H:%M}"
    assert told["marks"] == ["", str(standing.idempotency_key)[:8], ""]
    assert told["stands"] is True
    assert told["html"] == ""


def test_an_answer_given_before_the_one_that_came_already_does_not_stand_and_the_page_is_told(client, member):
    attempt = started(member)
    send(client, attempt, choices="b", age="5")
    told = send(client, attempt, choices="a", age="60").json()
    assert told["stands"] is False
    assert told["message"]
    assert re.findall(r'value="(\w)" id="choice-\w" checked', told["html"]) == ["b"]
    assert Answer.objects.get().response == {"choices": ["b"]}
    assert EarlierAnswer.objects.get().response == {"choices": ["a"]}


@pytest.mark.parametrize("age", ["-5", "NaN", "nan", "inf", "1e400", "-1e400", "1e300", "9" * 5000, "mười", "", "0x10"])
def test_a_forged_age_saves_the_answer_within_the_attempt(client, member, age):
    attempt = started(member)
    assert send(client, attempt, choices="a", age=age).status_code == 200
    assert attempt.started_at <= Answer.objects.get().answered_at <= timezone.now()


def test_an_answer_sent_twice_is_saved_once(client, member):
    attempt, key = started(member), uuid.uuid4()
    first, second = (send(client, attempt, choices="a", key=key, age=age).json() for age in ("1", "20"))
    assert first["marks"] == second["marks"]
    assert not EarlierAnswer.objects.exists()


def test_a_key_of_another_question_is_refused(client, member):
    attempt, key = started(member), uuid.uuid4()
    send(client, attempt, 1, choices="a", key=key)
    response = send(client, attempt, 2, choices="a", key=key)
    assert response.status_code == 400
    assert response.json()["message"]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, JSON], ids=["a form", "the script"])
@pytest.mark.parametrize("field", ["answer", "key", "age"])
def test_a_field_that_came_twice_with_two_values_is_refused(client, member, field, headers):
    attempt = begun(member, "true_false")
    fields = {"answer": "true", "key": str(uuid.uuid4()), "age": "1"}
    other = {"answer": "false", "key": str(uuid.uuid4()), "age": "2"}[field]
    response = client.post(at(attempt), {**fields, field: [fields[field], other]}, headers=headers)
    assert response.status_code == 400
    assert not Answer.objects.exists()


def test_a_field_that_came_twice_alike_is_no_question(client, member):
    attempt = begun(member, "true_false")
    assert client.post(at(attempt), {"answer": ["true", "true"]}).status_code == 302
    assert Answer.objects.get().response == {"answer": True}


def test_another_members_attempt_is_not_found_and_tells_nothing(client, member):
    attempt = started(UserFactory())
    answer(attempt, 1, "a", now=timezone.now())
    for response in (send(client, attempt, choices="b"), client.get(at(attempt), headers=JSON)):
        assert response.status_code == 404
        assert attempt.items.first().version.text not in page(response)
    assert Answer.objects.get().response == {"choices": ["a"]}


@pytest.mark.parametrize("position", [0, 4, 2**31, 2**63 - 1, 10**30])
def test_a_forged_position_is_not_found(client, member, position):
    assert send(client, started(member), position, choices="a").status_code == 404


def test_an_answer_after_handing_in_is_refused_with_the_way_to_the_result(client, member):
    attempt = take(member, QuizFactory())
    response = send(client, attempt, choices="b")
    assert response.status_code == 409
    assert response.json()["over"] == reverse("quizzes:result", args=[attempt.pk])
    assert response.json()["html"] == ""


def test_a_repeated_answer_that_was_saved_before_handing_in_is_acknowledged(client, member):
    attempt, key = started(member), uuid.uuid4()
    send(client, attempt, choices="b", key=key)
    attempts.close(attempt=attempt, now=timezone.now())
    told = send(client, attempt, choices="b", key=key)
    assert told.status_code == 200
    assert told.json()["html"] == ""


def test_signing_in_is_asked_of_the_script_too(client, member):
    attempt = started(member)
    client.logout()
    assert send(client, attempt, choices="a").status_code == 302
    assert not Answer.objects.exists()


def test_an_answer_nobody_gave_changes_nothing(client, member):
    told = send(client, started(member))
    assert told.status_code == 200
    assert told.json()["saved"] == 0
    assert not Answer.objects.exists()


@pytest.mark.parametrize("name", ["taking.js", "x" * 3000, "http://[", "//bad:port:1/"])
def test_any_referrer_is_survived(client, member, name):
    assert client.get(at(started(member)), headers={"Referer": name}).status_code == 200


def test_who_comes_to_the_questions_gets_all_of_them_along_and_who_goes_on_does_not(client, member):
    attempt = started(member)
    comes = client.get(at(attempt), headers={"Referer": reverse("quizzes:start", args=[attempt.quiz.key])})
    goes = client.get(at(attempt, 2), headers={"Referer": f"http://testserver{at(attempt, 1)}"})
    assert re.findall(r'class="asked" data-url="([^"]*)"', page(comes)) == [at(attempt, n) for n in (1, 2, 3)]
    assert page(goes).count('class="asked"') == 1


def test_the_questions_along_hold_no_token_and_no_key_of_their_own(client, member):
    html = client.get(at(started(member)), headers=JSON).json()["html"]
    assert html.count('class="asked"') == 3
    assert "csrfmiddlewaretoken" not in html
    assert html.count('name="key" value=""') == 3


# By kind, the sample with the same words and another key.
OTHER_KEYS = {
    "single": lambda spec: spec["choices"][0].update(correct=False) or spec["choices"][2].update(correct=True),
    "multiple": lambda spec: spec["choices"][0].update(correct=False) or spec["choices"][2].update(correct=True),
    "true_false": lambda spec: spec.update(answer=True),
    "matching": lambda spec: spec["pairs"][0].update(right="114") or spec["pairs"][1].update(right="115"),
    "ordering": lambda spec: spec["items"].reverse(),
    "short": lambda spec: spec["accepted"][0].update(text="lời khác"),
    "number": lambda spec: spec.update(value="7"),
    "tap": lambda spec: spec.update(right=["thong-bao"], feedback={}),
}
CHANGING = [(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1"), (r'(name="key" value=)"[\w-]*"', r"\1")]


def all_that_leaves(client, attempt) -> list[str]:
    """Every page and every answer of an attempt that is open, without what is new in each."""
    kind = attempt.items.first().version.kind
    posted = GIVEN[kind][0][0]
    coming = {"Referer": reverse("quizzes:start", args=[attempt.quiz.key])}
    key = uuid.UUID(int=attempt.pk)
    responses = [
        client.get(reverse("quizzes:start", args=[attempt.quiz.key])),
        client.get(at(attempt), headers=coming),
        client.get(at(attempt), headers=JSON),
        client.post(at(attempt), {**posted, "key": key}, headers=JSON),
        client.post(at(attempt), {**posted, "key": key, "age": "500"}),
        client.post(at(attempt, 2), {"choices": "zz", "text": "\u200b", "row": "khong-co"}, headers=JSON),
        client.get(at(attempt), headers=coming),
        client.get(reverse("quizzes:overview", args=[attempt.pk])),
    ]
    texts = [response.content.decode() for response in responses]
    for pattern, kept in CHANGING:
        texts = [re.sub(pattern, kept, text) for text in texts]
    return texts


@pytest.mark.parametrize("kind", SPECS)
def test_before_closing_no_byte_of_any_answer_depends_on_the_key(client, member, kind, noon):
    attempt = begun(member, kind)
    before = all_that_leaves(client, attempt)
    Answer.objects.all().delete()
    EarlierAnswer.objects.all().delete()
    spec = deepcopy(SPECS[kind])
    OTHER_KEYS[kind](spec)
    assert spec != SPECS[kind]
    QuestionVersion.objects.update(spec=spec, feedback="Lời giải khác hẳn.", teaches_step="buoc-khac")
    assert all_that_leaves(client, attempt) == before


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def test_a_pressed_picture_is_told_as_the_place_it_meant(client, member):
    attempt = begun(member, "tap", PICTURE_TAP)
    told = send(client, attempt, **{"target.x": "128", "target.y": "386"}).json()
    assert form_of(told["html"]) == {"target": ["nut"]}


def test_saving_by_script_stays_within_its_queries(client, member, django_assert_max_num_queries):
    attempt = started(member, questions=10)
    with django_assert_max_num_queries(14):
        send(client, attempt, choices="a")
    assert Attempt.objects.get().is_open
