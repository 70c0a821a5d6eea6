"""Quizzes that tell at once what is right: what is shown after each answer, and that it then stands."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from quizzes import attempts, links
from quizzes.kinds import KINDS
from quizzes.models import Answer
from tests.factories.quizzes import SPECS, QuizFactory

from .asking import at, page, signed_in
from .taking import NOON, answer
from .test_kinds_views import GIVEN
from .test_saving_views import JSON

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    return signed_in(client)


@pytest.fixture(autouse=True)
def steps():
    before = links._step_url
    links.register_step_url(lambda lesson, step: f"/b/{lesson}/#b-{step}")
    yield
    links.register_step_url(before)


def begun(member, kind="single", questions=3):
    wording = {"questions__kind": kind, "questions__spec": SPECS[kind]}
    quiz = QuizFactory(questions=questions, shuffle=False, feedback="immediate", **wording)
    return attempts.start(member=member, quiz=quiz, now=NOON)


def outcome(html):
    return html.split('id="outcome"')[1].split('<div class="turn">')[0]


def test_a_wrong_answer_is_told_with_the_key_and_the_way_to_the_step(client, member):
    attempt = begun(member)
    response = client.post(at(attempt), {"choices": "b", "go": "check"})
    assert response["Location"] == f"{at(attempt)}#outcome"
    html = page(client.get(at(attempt)))
    assert 'class="alert alert-danger" id="outcome"' in html
    version = attempt.items.get(position=1).version
    for words in (
        "Đường dẫn trong tin nhắn",
        "Đường dẫn lạ có thể là bẫy.",
        "CH Play hoặc App Store",
        version.feedback,
        'href="/b/vneid-cai-dat/#b-mo-kho"',
    ):
        assert words in outcome(html)


def test_a_right_answer_is_told_without_sending_anyone_back(client, member):
    attempt = begun(member)
    client.post(at(attempt), {"choices": "a", "go": "check"})
    html = page(client.get(at(attempt)))
    assert 'class="alert alert-success" id="outcome"' in html
    assert "/b/vneid-cai-dat/" not in html


def test_what_the_heading_says_of_an_answer_is_not_said_again_below(client, member):
    attempt = begun(member, "multiple")
    key = attempt.items.get(position=1).version.spec["choices"]
    right = next(one["key"] for one in key if one["correct"])
    client.post(at(attempt), {"choices": right, "go": "check"})
    assert outcome(page(client.get(at(attempt)))).count(gettext("Partly right")) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_an_answered_question_are_fixed_and_next_leads_on(client, member, kind):
    attempt = begun(member, kind)
    client.post(at(attempt), GIVEN[kind][0][0])
    html = page(client.get(at(attempt)))
    assert '<fieldset class="mb-3" disabled>' in html
    assert 'name="go"' not in html
    assert f'<a class="btn btn-primary" href="{at(attempt, 2)}">' in html


def test_before_its_answer_a_question_tells_nothing_and_can_be_left(client, member):
    attempt = begun(member)
    html = page(client.get(at(attempt)))
    assert 'id="outcome"' not in html
    assert "bẫy" not in html
    assert f'href="{at(attempt, 2)}"' in html
    assert html.count('value="check"') == 2


def test_another_answer_to_an_answered_question_is_refused_and_what_stands_is_shown(client, member):
    attempt = begun(member)
    answer(attempt, 1, "b")
    response = client.post(at(attempt), {"choices": "a", "go": "check"})
    assert response.status_code == 409
    assert 'role="alert"' in page(response)
    assert "alert-danger" in outcome(page(response)) or 'id="outcome"' in page(response)
    assert Answer.objects.get().response == {"choices": ["b"]}


def test_the_check_pressed_twice_shows_one_outcome(client, member):
    attempt = begun(member)
    form = {"choices": "b", "go": "check"}
    assert [client.post(at(attempt), form).status_code for _ in range(2)] == [302, 302]
    assert Answer.objects.count() == 1


def test_a_check_without_an_answer_asks_for_one(client, member):
    attempt = begun(member)
    response = client.post(at(attempt), {"go": "check"})
    assert response.status_code == 400
    assert 'role="alert"' in page(response)


def test_the_script_is_told_the_outcome_of_this_question_and_of_no_other(client, member):
    attempt = begun(member)
    html = client.post(at(attempt), {"choices": "b"}, headers=JSON).json()["html"]
    assert html.count('id="outcome"') == 1
    assert html.count('class="asked"') == 1
    everything = client.get(at(attempt), headers=JSON).json()["html"]
    assert everything.count('id="outcome"') == 1


def test_the_mark_at_the_end_is_what_was_told(client, member):
    attempt = begun(member, questions=2)
    client.post(at(attempt), {"choices": "a"})
    client.post(at(attempt, 2), {"choices": "b"})
    client.post(reverse("quizzes:submit", args=[attempt.pk]))
    attempt.refresh_from_db()
    assert attempt.mark == Decimal(1)


def test_an_answered_question_takes_four_queries(client, member, django_assert_max_num_queries):
    attempt = begun(member, questions=10)
    answer(attempt, 1, "b")
    with django_assert_max_num_queries(4):
        client.get(at(attempt))
