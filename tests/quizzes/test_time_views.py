"""Quizzes with a time limit: what is said before and meanwhile, and that any visit sees the time run out."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Answer
from tests.factories.quizzes import QuizFactory

from .asking import at, page, signed_in
from .taking import answer
from .test_saving_views import JSON

pytestmark = pytest.mark.django_db

PAGES = ["question", "overview", "result", "submit"]


@pytest.fixture
def member(client):
    return signed_in(client)


def begun(member, *, minutes_ago=1):
    """An attempt of 20 minutes, with the first of two questions answered."""
    quiz = QuizFactory(questions=2, shuffle=False, time_limit_minutes=20, grace_seconds=30)
    then = timezone.now() - dt.timedelta(minutes=minutes_ago)
    attempt = attempts.start(member=member, quiz=quiz, now=then)
    answer(attempt, 1, "a", now=then)
    return attempt


def at_page(attempt, name):
    return reverse(f"quizzes:{name}", args=[attempt.pk, 1] if name == "question" else [attempt.pk])


def test_the_start_page_says_the_limit_before_anything_begins(client, member):
    quiz = QuizFactory(time_limit_minutes=20)
    html = page(client.get(reverse("quizzes:start", args=[quiz.key])))
    assert "20" in html.split('class="note warn"')[1].split("</div></div>")[0]


@pytest.mark.parametrize("name", ["question", "overview"])
def test_the_end_is_told_by_the_servers_clock_with_the_seconds_left(client, member, name):
    attempt = begun(member)
    line = page(client.get(at_page(attempt, name))).split('id="clock"')[1].split("</p>")[0]
    assert f"{timezone.localtime(attempt.due_at):%H:%M}" in line
    left = int(line.split('data-left="')[1].split('"')[0])
    assert 0 < left <= 19 * 60
    assert 'data-grace="30"' in line


def test_an_attempt_that_runs_on_tells_its_end_on_the_start_page(client, member):
    attempt = begun(member)
    html = page(client.get(reverse("quizzes:start", args=[attempt.quiz.key])))
    assert f"{timezone.localtime(attempt.due_at):%H:%M}" in html


def test_without_a_limit_no_clock_is_shown(client, member):
    attempt = attempts.start(member=member, quiz=QuizFactory(), now=timezone.now())
    assert 'id="clock"' not in page(client.get(at(attempt)))


@pytest.mark.parametrize("name", PAGES)
def test_any_visit_after_the_end_closes_the_attempt_and_shows_what_was_saved(client, member, name):
    attempt = begun(member, minutes_ago=30)
    response = client.get(at_page(attempt, name), follow=True)
    html = page(response)
    assert response.resolver_match.view_name == "quizzes:result"
    assert "<strong>1/2</strong>" in html
    assert f"{timezone.localtime(attempt.due_at):%H:%M}" in html.split('class="note warn"')[1]
    attempt.refresh_from_db()
    assert attempt.closed_at == attempt.accepted_until


def test_the_start_page_closes_it_too_and_offers_another(client, member):
    attempt = begun(member, minutes_ago=30)
    html = page(client.get(reverse("quizzes:start", args=[attempt.quiz.key])))
    assert reverse("quizzes:result", args=[attempt.pk]) in html


def test_going_on_after_the_end_leads_to_the_result_and_begins_nothing(client, member):
    attempt = begun(member, minutes_ago=30)
    response = client.post(reverse("quizzes:start", args=[attempt.quiz.key]))
    assert response["Location"] == reverse("quizzes:result", args=[attempt.pk])


@pytest.mark.parametrize("headers", [{}, JSON], ids=["a form", "the script"])
def test_an_answer_after_the_end_is_refused_with_the_way_to_the_result(client, member, headers):
    attempt = begun(member, minutes_ago=30)
    response = client.post(at(attempt, 2), {"choices": "a", "age": "1500"}, headers=headers)
    assert response.status_code == 409
    assert reverse("quizzes:result", args=[attempt.pk]) in page(response)
    assert Answer.objects.count() == 1


def test_an_answer_within_the_grace_is_saved(client, member):
    attempt = begun(member, minutes_ago=20)
    assert client.post(at(attempt, 2), {"choices": "a"}).status_code == 302
    assert Answer.objects.count() == 2


def test_what_was_handed_in_by_hand_is_not_said_to_have_run_out(client, member):
    attempt = begun(member)
    client.post(reverse("quizzes:submit", args=[attempt.pk]))
    assert 'class="note warn"' not in page(client.get(reverse("quizzes:result", args=[attempt.pk])))
