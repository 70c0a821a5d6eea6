"""/viec-hoc/: what comes next, the papers, the results."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.progress.services import finished
from quizzes.certification.sheet import code_of
from quizzes.models import Attempt
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import AppPageFactory, LessonPageFactory
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def member(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def test_my_learning_asks_to_sign_in(client):
    assert client.get(reverse("lessons:my_learning"))["Location"].startswith(reverse("members:sign_in"))


def test_my_learning_shows_the_next_lesson_and_the_lanes(client, member, course):
    app = AppPageFactory(parent=course)
    first, second = LessonPageFactory(parent=app), LessonPageFactory(parent=app)
    finished(member=member, lesson=first)
    html = client.get(reverse("lessons:my_learning")).content.decode()
    assert f'<a class="btn btn-primary" href="{second.url}">' in html
    assert html.count('class="house done"') == 1


def test_my_learning_shows_papers_with_their_check_page_and_pdf(client, member, course):
    paper = CertificateFactory(member=member, valid_until=timezone.localdate() + dt.timedelta(days=90))
    html = client.get(reverse("lessons:my_learning")).content.decode()
    assert reverse("quizzes:certificate_pdf", args=[code_of(paper)]) in html
    assert reverse("quizzes:check_code", args=[code_of(paper)]) in html


def test_my_learning_shows_the_best_results(client, member, course):
    quiz = QuizFactory(title="Câu hỏi VNeID")
    Attempt.objects.create(
        quiz=quiz, member=member, number=1, state="closed", started_at=NOW, closed_at=NOW,
        pass_percent=80, mark=9, max_mark=10, passed=True,
    )  # fmt: skip
    html = client.get(reverse("lessons:my_learning")).content.decode()
    assert "Câu hỏi VNeID" in html
    assert "9/10" in html
