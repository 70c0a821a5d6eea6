"""An important change: seen before it is published, by whichever way, and announced when it is."""

from __future__ import annotations

import copy
import datetime as dt
from unittest import mock

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from lessons import editions, hooks_important
from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import Importance
from lms.members.groups import PUBLISHER, TRAINER, ensure_groups, grant_pages
from quizzes.models import CertificateLesson, LessonChange
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
A_DAY = dt.timedelta(days=1)
IMPORTANT = {"change_importance": "important", "change_reason": "Nút bấm đổi chỗ."}


@pytest.fixture
def lesson(course):
    made = LessonPageFactory(key="cai-vneid", title="Cài VNeID", body=[step("mo-kho"), step("tim")])
    rests_on(made)
    return made


@pytest.fixture
def publisher(client, course):
    return signed_in(client, course, PUBLISHER)


def signed_in(client, course, group):
    grant_pages(page=course, permissions={TRAINER: ["add", "change"], PUBLISHER: ["add", "change", "publish"]})
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    client.force_login(user)
    return user


def rests_on(lesson):
    CertificateLesson.objects.create(certificate=CertificateFactory(), lesson_key=lesson.key, edition=1)


def renamed(lesson):
    raw = copy.deepcopy(list(lesson.body.raw_data))
    raw[1]["value"]["title"] = "Tìm cho đúng"
    return raw


def draft_of(lesson):
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def send(client, lesson, action="action-publish", **values):
    page = draft_of(lesson)
    data = editor_data(client, page, body=renamed(lesson))
    data.update({action: "1", **IMPORTANT, **values})
    return client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data)


def press(client, response, button):
    """A button of the page that `response` leads to."""
    page = client.get(response.url)
    return client.post(response.url, {"seen": page.context["token"], button: ""})


def newest(lesson):
    edition = editions.current(lesson.key)
    return edition.number, edition.importance


def test_a_minor_change_is_published_at_once(client, publisher, lesson):
    send(client, lesson, change_importance="minor")
    assert newest(lesson) == (2, "minor")
    assert not LessonChange.objects.exists()


def test_an_important_change_first_shows_whom_it_concerns_and_nothing_is_published(client, publisher, lesson):
    response = send(client, lesson)
    page = client.get(response.url)
    about = page.context["about"]
    assert (about.people, about.number, about.day) == (1, 2, TODAY)
    assert [one.title for one in about.steps] == ["Tìm cho đúng"]
    assert "Nút bấm đổi chỗ." in page.content.decode()
    assert newest(lesson) == (1, "minor")
    draft = draft_of(lesson)
    assert [one["title"] for one in draft.steps()] == ["Bước mo-kho", "Tìm cho đúng"]


def test_a_pressed_button_publishes_and_announces_it(client, publisher, lesson):
    later = TODAY + 9 * A_DAY
    press(client, send(client, lesson, change_from=later.isoformat()), "important")
    assert newest(lesson) == (2, "important")
    change = LessonChange.objects.get()
    assert (change.lesson_key, change.edition, change.label) == ("cai-vneid", 2, "Cài VNeID")
    assert change.steps == [{"key": "tim", "label": "Tìm cho đúng"}]
    assert (change.reason, change.effective_on, change.actor) == ("Nút bấm đổi chỗ.", later, publisher)
    for state in (LessonPage.objects.get(pk=lesson.pk), draft_of(lesson)):
        assert (state.change_importance, state.change_reason, state.change_from) == ("minor", "", None)


def test_pressed_twice_it_is_published_once(client, publisher, lesson):
    asked = send(client, lesson)
    token = client.get(asked.url).context["token"]
    for _ in range(2):
        assert client.post(asked.url, {"seen": token, "important": ""}).status_code == 302
    assert newest(lesson) == (2, "important")
    assert LessonChange.objects.count() == 1
    assert lesson.revisions.count() == 2


def test_published_as_minor_nobody_is_asked_to_learn_again(client, publisher, lesson):
    asked = send(client, lesson)
    press(client, asked, "minor")
    assert newest(lesson) == (2, "minor")
    assert client.get(asked.url).status_code == 302
    assert not LessonChange.objects.exists()


def test_a_lesson_saved_anew_meanwhile_is_not_published_unseen(client, publisher, lesson):
    asked = send(client, lesson)
    token = client.get(asked.url).context["token"]
    draft_of(lesson).save_revision()
    response = client.post(asked.url, {"seen": token, "important": ""})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert newest(lesson) == (1, "minor")


def test_a_revision_typed_over_meanwhile_is_shown_again(client, publisher, lesson):
    asked = send(client, lesson)
    assert client.post(asked.url, {"seen": "lúc khác", "important": ""}).status_code == 409
    assert newest(lesson) == (1, "minor")


def test_a_trainer_who_may_not_publish_cannot_confirm_either(client, course, lesson):
    signed_in(client, course, TRAINER)
    revision = lesson.save_revision()
    url = reverse("lessons_confirm_publish", args=[lesson.pk, revision.pk])
    response = client.post(url, {"seen": revision.created_at.isoformat(), "important": ""})
    assert response.url == reverse("wagtailadmin_home")
    assert newest(lesson) == (1, "minor")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"change_reason": "  "}, "change_reason"),
        ({"change_from": (TODAY - A_DAY).isoformat()}, "change_from"),
    ],
)
def test_without_a_reason_or_with_a_day_past_it_is_refused_and_the_field_named(
    client, publisher, lesson, values, field
):
    response = send(client, lesson, **values)
    assert list(response.context["form"].errors) == [field]
    assert newest(lesson) == (1, "minor")


def test_a_draft_may_keep_a_day_that_has_passed(client, publisher, lesson):
    send(client, lesson, "action-save", change_from=(TODAY - A_DAY).isoformat())
    assert draft_of(lesson).change_from == TODAY - A_DAY


def test_a_first_edition_concerns_nobody(client, publisher, course):
    fresh = LessonPageFactory(body=[step("mo-kho"), step("tim")])
    LessonEdition.objects.all().delete()
    send(client, fresh)
    assert newest(fresh) == (1, "important")
    assert not LessonChange.objects.exists()


def test_it_is_announced_when_it_goes_live_and_not_when_that_is_planned(client, publisher, lesson):
    live_at = timezone.now() + 3 * A_DAY
    planned = timezone.localtime(live_at).strftime("%Y-%m-%d %H:%M")
    asked = send(client, lesson, go_live_at=planned)
    assert client.get(asked.url).context["about"].day == timezone.localdate(live_at)
    press(client, asked, "important")
    assert not LessonChange.objects.exists()
    revision = LessonPage.objects.get(pk=lesson.pk).get_latest_revision()
    assert revision.approved_go_live_at
    revision.content["go_live_at"] = None
    revision.approved_go_live_at = timezone.now() - A_DAY
    revision.save()
    call_command("publish_scheduled")
    change = LessonChange.objects.get()
    assert (change.effective_on, change.actor) == (TODAY, publisher)


def test_a_lesson_that_was_never_live_is_not_recorded_when_its_publishing_is_planned(course):
    fresh = LessonPageFactory()
    fresh.unpublish()
    page = draft_of(fresh)
    page.go_live_at, page.body = timezone.now() + A_DAY, [step("khac")]
    page.save_revision().publish()
    assert newest(fresh) == (1, "minor")


def test_pages_published_from_a_list_wait_when_one_is_important(client, publisher, lesson):
    send(client, lesson, "action-save")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={lesson.pk}")
    assert newest(lesson) == (1, "minor")


class TestApproved:
    @pytest.fixture(autouse=True)
    def workflow(self, course):
        workflow = Workflow.objects.create(name="Duyệt thử")
        task = GroupApprovalTask.objects.create(name="Duyệt")
        task.groups.add(ensure_groups()[PUBLISHER])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        workflow.workflow_pages.create(page=course)

    def test_one_who_approves_in_the_editor_sees_it_first(self, client, publisher, lesson):
        send(client, lesson, "action-submit")
        lesson = LessonPage.objects.get(pk=lesson.pk)
        asked = send(client, lesson, "action-workflow-action", **{"workflow-action-name": "approve"})
        assert newest(lesson) == (1, "minor")
        assert LessonPage.objects.get(pk=lesson.pk).workflow_in_progress
        press(client, asked, "important")
        assert newest(lesson) == (2, "important")
        assert LessonChange.objects.get().actor == publisher
        assert not LessonPage.objects.get(pk=lesson.pk).workflow_in_progress

    @pytest.mark.parametrize("button", ["important", "minor"])
    def test_one_who_approves_from_a_list_sees_it_first_and_keeps_the_comment(self, client, publisher, lesson, button):
        send(client, lesson, "action-submit")
        state = LessonPage.objects.get(pk=lesson.pk).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.pk])
        asked = client.post(url, {"comment": "Đã xem kỹ"})
        assert newest(lesson) == (1, "minor")
        press(client, asked, button)
        assert newest(lesson) == (2, button)
        state.refresh_from_db()
        assert (state.status, state.comment) == ("approved", "Đã xem kỹ")

    def test_the_dialogue_for_comments_is_led_there_too(self, client, publisher, lesson):
        send(client, lesson, "action-submit")
        state = LessonPage.objects.get(pk=lesson.pk).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.pk])
        answer = client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}).json()
        assert answer["step"] == "success"
        assert client.get(answer["redirect"]).context["about"].people == 1


class TestAScreen:
    @pytest.fixture
    def shown(self, course):
        screen = ScreenFactory(title="Kho ứng dụng")
        made = LessonPageFactory(key="dung", body=[step("a"), step("b", screen=screen)])
        rests_on(made)
        screen.bar_title = "Cửa hàng"
        screen.save()
        return made

    def test_its_lessons_change_as_minor_and_can_be_called_important_afterwards(self, client, publisher, shown):
        url = reverse("lessons_make_important", args=[shown.pk, 2])
        assert newest(shown) == (2, "minor")
        assert client.get(url).context["about"].people == 1
        for _ in range(2):
            client.post(url, {"reason": "Nút đổi màu", "day": TODAY.isoformat()})
        assert newest(shown) == (2, "important")
        change = LessonChange.objects.get()
        assert (change.edition, change.reason, change.steps) == (2, "Nút đổi màu", [{"key": "b", "label": "Bước b"}])

    @pytest.mark.parametrize("said", [{"reason": " ", "day": TODAY}, {"reason": "Vì", "day": TODAY - A_DAY}])
    def test_not_without_a_reason_nor_from_a_day_past(self, client, publisher, shown, said):
        client.post(reverse("lessons_make_important", args=[shown.pk, 2]), said)
        assert newest(shown) == (2, "minor")

    def test_only_by_one_who_may_publish(self, client, course, shown):
        signed_in(client, course, TRAINER)
        client.post(reverse("lessons_make_important", args=[shown.pk, 2]), {"reason": "Vì", "day": TODAY})
        assert newest(shown) == (2, Importance.MINOR)

    @pytest.mark.parametrize(("group", "asked"), [(PUBLISHER, True), (TRAINER, False)])
    def test_whoever_may_publish_its_lessons_is_asked(self, client, course, shown, group, asked):
        screen = list(shown.steps())[1]["screen"]
        request = mock.Mock(user=signed_in(client, course, group))
        with mock.patch.object(hooks_important.messages, "info") as info:
            hooks_important.ask_about_lessons(request, screen)
        url = reverse("lessons_make_important", args=[shown.pk, 2])
        assert [call.kwargs["buttons"][0][0] for call in info.call_args_list] == [url] * asked
