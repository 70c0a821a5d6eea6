"""Progress that a phone sends later: late, twice, in any order, by a wrong clock, or by somebody else."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lessons.models import LessonProgress
from lms.members.senders import MOST_BACK
from quizzes.models import Milestone
from tests.factories.lessons import AppPageFactory, LessonPageFactory, step
from tests.factories.members import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(course):
    return LessonPageFactory(parent=AppPageFactory(), key="bai-mau", body=[step("mo-kho"), step("tim"), step("cai")])


@pytest.fixture
def member(client):
    user = MembershipFactory().user
    client.force_login(user)
    return user


def sends(client, member, key="bai-mau", age=0, **fields):
    told = {"member": member.pk, "id": "a" * 32, "age": age, **fields}
    return client.post(reverse("lessons:lesson_read", args=[key]), told)


def progress():
    return LessonProgress.objects.get()


def new_edition(lesson):
    lesson.body[0].value["title"] = "Một bước khác hẳn"
    lesson.save_revision().publish()


def test_a_step_is_kept_with_the_time_at_which_it_was_reached(client, member, lesson):
    before = timezone.now()
    assert sends(client, member, age=3600, step="tim").status_code == 204
    assert progress().step_key == "tim"
    assert abs(progress().seen_at - before + dt.timedelta(hours=1)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("order", [*permutations([(300, "mo-kho"), (200, "tim"), (100, "cai")])])
def test_of_steps_in_any_order_the_one_reached_last_stands(client, member, lesson, order):
    for age, key in order:
        sends(client, member, age=age, step=key)
    assert progress().step_key == "cai"


def test_learned_twice_is_learned_once(client, member, lesson):
    assert sends(client, member, what="done", edition=1, age=600).json() == {"next": lesson.app.url}
    first = progress()
    sends(client, member, what="done", edition=1, age=30)
    again = progress()
    assert (again.completed_at, again.edition, again.step_key) == (first.completed_at, 1, "")
    assert Milestone.objects.count() == 1


def test_what_was_learned_is_the_edition_that_the_phone_kept(client, member, lesson):
    new_edition(lesson)
    sends(client, member, what="done", edition=1, age=600)
    assert progress().edition == 1
    sends(client, member, what="done", edition=2, age=60)
    assert progress().edition == 2
    sends(client, member, what="done", edition=1)
    assert progress().edition == 2


@pytest.mark.parametrize("edition", ["", "7", "99999", "-1", "x", "²"])
def test_an_edition_that_never_was_is_taken_for_the_one_that_stands(client, member, lesson, edition):
    sends(client, member, what="done", edition=edition)
    assert progress().edition == 1


def test_a_step_read_before_it_was_learned_does_not_come_back_after(client, member, lesson):
    sends(client, member, what="done", edition=1, age=60)
    sends(client, member, step="tim", age=120)
    assert progress().step_key == ""


def test_practice_is_noted_once(client, member, lesson):
    sends(client, member, what="practised", age=100)
    first = progress().practised_at
    sends(client, member, what="practised", age=200)
    assert progress().practised_at == first
    assert progress().completed_at is None


@pytest.mark.parametrize("age", ["-86400", "x", "", "1e9", "99999999999", "0"])
def test_a_clock_that_is_wrong_makes_nothing_of_tomorrow(client, member, lesson, age):
    sends(client, member, step="tim", age=age)
    assert abs(timezone.now() - progress().seen_at) < dt.timedelta(minutes=1)


def test_a_clock_wrong_by_years_goes_back_only_so_far(client, member, lesson):
    sends(client, member, what="done", edition=1, age=999_999_999)
    assert timezone.now() - progress().completed_at < MOST_BACK + dt.timedelta(minutes=1)


def test_work_of_another_member_on_this_phone_is_left_to_them(client, member, lesson):
    other = MembershipFactory().user
    assert sends(client, other, step="tim").status_code == 403
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize(
    ("key", "fields"), [("khong-co", {"step": "tim"}), ("bai-mau", {"step": "bo-roi"}), ("bai-mau", {"what": "gi"})]
)
def test_what_can_never_be_taken_is_said_to_be_gone(client, member, lesson, key, fields):
    assert sends(client, member, key, **fields).status_code == 410
    assert not LessonProgress.objects.exists()


def test_a_lesson_that_was_taken_off_is_gone(client, member, lesson):
    lesson.unpublish()
    assert sends(client, member, what="done", edition=1).status_code == 410


def test_it_wants_a_token(member, lesson):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert sends(strict, member, step="tim").status_code == 403


def test_only_who_has_just_pressed_is_told_where_one_goes_on(client, member, lesson):
    sends(client, member, what="done", edition=1, age=3600)
    assert "alert-success" not in client.get(lesson.app.url).content.decode().split("<main")[0]
    sends(client, member, what="done", edition=1)
    assert "alert-success" in client.get(lesson.app.url).content.decode().split("<main")[0]
