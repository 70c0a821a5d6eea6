"""The list of important changes in the editors' admin."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.members.groups import PUBLISHER, TRAINER, ensure_groups, grant_pages
from quizzes.certification.changes import announce, make_due, requeue_left
from quizzes.models import CertificateLesson, LessonChange
from quizzes.selectors import state_of
from tests.factories.certificates import CertificateFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
INDEX = "lesson_change_admin:index"


@pytest.fixture
def holder():
    made = CertificateFactory()
    CertificateLesson.objects.create(certificate=made, lesson_key="cai-vneid", edition=1)
    return made


@pytest.fixture
def change(holder):
    said = {"label": "Cài VNeID", "reason": "Màn hình mới", "steps": [{"key": "tim", "label": "Tìm cho đúng"}]}
    day = {"effective_on": timezone.localdate(), "now": timezone.now()}
    return announce(lesson_key="cai-vneid", edition=2, **said, **day)


def signed_in(client, course, group):
    grant_pages(page=course, permissions={TRAINER: ["add", "change"], PUBLISHER: ["publish"]})
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    client.force_login(user)
    return user


def url_of(name, change):
    return reverse(f"lesson_change_admin:{name}", args=[change.pk])


def test_those_who_publish_see_what_a_change_made_due(client, course, change):
    signed_in(client, course, PUBLISHER)
    make_due.func(change.pk)
    (row,) = client.get(reverse(INDEX)).context["page_obj"]
    assert (row.label, row.due) == ("Cài VNeID", 1)
    html = client.get(url_of("detail", change)).content.decode()
    assert "Tìm cho đúng" in html
    assert "Màn hình mới" in html


def test_others_see_neither_list_nor_change_and_call_nothing_off(client, course, change):
    signed_in(client, course, TRAINER)
    for url in (reverse(INDEX), url_of("detail", change), url_of("call_off", change)):
        assert client.get(url).url == reverse("wagtailadmin_home")
    client.post(url_of("call_off", change))
    change.refresh_from_db()
    assert change.called_off_at is None


def test_one_at_work_says_how_far_it_is(client, course, change):
    signed_in(client, course, PUBLISHER)
    page = client.get(url_of("detail", change))
    assert page.context["progress"] == {"done": 0, "total": 1}
    assert "<progress" in page.content.decode()


def test_it_is_called_off_only_after_a_question(client, course, change, holder):
    user = signed_in(client, course, PUBLISHER)
    make_due.func(change.pk)
    client.get(url_of("call_off", change))
    holder.refresh_from_db()
    assert state_of(holder).value == "due"
    client.post(url_of("call_off", change))
    holder.refresh_from_db()
    change.refresh_from_db()
    assert (state_of(holder).value, change.called_off_by) == ("current", user)


def test_called_off_twice_it_keeps_who_was_first(client, course, change):
    first = signed_in(client, course, PUBLISHER)
    client.post(url_of("call_off", change))
    signed_in(client, course, PUBLISHER)
    client.post(url_of("call_off", change))
    change.refresh_from_db()
    assert change.called_off_by == first


def test_a_call_without_an_answer_to_nothing_is_not_found(client, course):
    signed_in(client, course, PUBLISHER)
    assert client.get(reverse("lesson_change_admin:detail", args=[999])).status_code == 404


def test_a_worker_that_starts_takes_up_what_was_left(change, holder, monkeypatch):
    taken = []
    monkeypatch.setattr(make_due.__class__, "enqueue", lambda self, pk: taken.append(pk))
    assert requeue_left() == 1
    make_due.func(change.pk)
    assert requeue_left() == 0
    assert taken == [change.pk]
    assert LessonChange.objects.get().done_at
