"""After publishing: what cannot be printed is said, and nothing is held back."""

from __future__ import annotations

from unittest import mock

import pytest
from django.contrib.messages import WARNING, get_messages
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from lessons import hooks_publishing
from lessons.models import LessonPage
from lessons.printing.checks import faults_of
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, step
from tests.factories.members import UserFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db
LONG = "chữ " * 2500


@pytest.fixture
def publisher(client, course):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def send(client, page, action, **values):
    """Presses a button of the editor; returns the warnings that follow."""
    data = editor_data(client, page)
    data.update({action: "1", **values})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    return warnings_in(response)


def warnings_in(response):
    return [str(one) for one in get_messages(response.wsgi_request) if one.level == WARNING]


def too_long(**values):
    """A published lesson with a step that no sheet can hold."""
    lesson = LessonPageFactory(body=[step("mot", title="Bước vừa"), step("hai", title="Bước quá dài")], **values)
    return lengthened(lesson)


def lengthened(lesson):
    """As it comes from a pack of old: the editor would refuse so long a text."""
    body = [dict(block) for block in lesson.body.raw_data]
    body[-1]["value"] = {**body[-1]["value"], "title": "Bước quá dài", "short": LONG}
    lesson.body = body
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def test_nothing_is_said_when_all_sheets_fit(client, publisher):
    lesson = LessonPageFactory()
    poster = PosterPageFactory(parent=lesson.app)
    for page in (lesson, lesson.app, poster):
        assert send(client, page, "action-publish") == []


def test_nothing_is_said_of_an_app_that_has_no_lesson_yet(course):
    assert faults_of(AppPageFactory()) == []


def test_a_step_too_long_is_named_with_its_sheets_once_and_with_the_ways_out(client, publisher):
    lesson = too_long()
    request = mock.Mock(POST={})
    with mock.patch.object(hooks_publishing.messages, "warning") as warning:
        hooks_publishing.on_published(request, lesson)
    leaflet_says = [call.args[1] for call in warning.call_args_list if "Bước quá dài" in call.args[1]]
    assert leaflet_says
    assert len(set(leaflet_says)) == len(leaflet_says)
    addresses = [button[0] for button in warning.call_args_list[0].kwargs["buttons"]]
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in addresses
    assert f"{reverse('wagtailadmin_pages:view_draft', args=[lesson.pk])}?mode=leaflet" in addresses


def test_publishing_another_lesson_of_the_app_leads_to_the_one_that_is_too_long(course):
    app = AppPageFactory()
    long = too_long(parent=app)
    other = LessonPageFactory(parent=app)
    faults = faults_of(other)
    assert {fault.kind for fault in faults} >= {"leaflet"}
    assert all(fault.page.pk == long.pk for fault in faults if "Bước quá dài" in fault.reason)


def test_a_sign_the_font_lacks_is_said_and_the_page_is_published_all_the_same(client, publisher):
    app = LessonPageFactory().app
    (said,) = send(client, app, "action-publish", leaflet_title="Chào 🙂 bà con")
    assert "🙂" in said
    app.refresh_from_db()
    assert app.live
    assert app.leaflet_title == "Chào 🙂 bà con"


def test_a_poster_is_tried_too(client, publisher):
    (said,) = send(client, PosterPageFactory(), "action-publish", foot="Hỏi 🙂")
    assert "🙂" in said


def test_a_saved_draft_is_not_tried(client, publisher):
    with mock.patch.object(hooks_publishing, "faults_of") as tried:
        send(client, PosterPageFactory(), "action-save")
    tried.assert_not_called()


def test_more_steps_than_a_leaflet_or_a_card_holds_are_counted_over_all_lessons(course):
    app = AppPageFactory()
    LessonPageFactory(parent=app, body=[step(f"a{n}", card=True) for n in range(4)])
    lesson = LessonPageFactory(parent=app, body=[step(f"b{n}", card=True) for n in range(3)])
    said = {fault.kind: fault.reason for fault in faults_of(lesson)}
    assert said.keys() == {"leaflet", "card"}
    assert "7" in said["leaflet"]
    assert "6" in said["leaflet"]
    assert "5" in said["card"]


def test_a_lesson_that_stands_on_no_sheet_costs_no_sheet(course):
    lesson = LessonPageFactory(body=[step("mot", leaflet=False)])
    with mock.patch("lessons.printing.checks.sheet_of") as made:
        assert faults_of(lesson) == []
    made.assert_not_called()


def test_whatever_goes_wrong_while_trying_the_page_is_published(client, publisher):
    lesson = LessonPageFactory(title="Tên cũ")
    with mock.patch.object(hooks_publishing, "faults_of", side_effect=RuntimeError):
        assert send(client, lesson, "action-publish", title="Tên mới") == []
    lesson.refresh_from_db()
    assert (lesson.title, lesson.live) == ("Tên mới", True)


def test_markup_in_a_title_stays_text_in_the_message(client, publisher):
    (said,) = send(client, PosterPageFactory(title="<b>đậm</b>"), "action-publish", foot="Hỏi 🙂")
    assert "<b>đậm" not in said


class TestHandedInAndApproved:
    @pytest.fixture
    def poster(self, client, publisher, course):
        """A poster with a sign that no sheet can print, in an approval of one step."""
        workflow = Workflow.objects.create(name="Duyệt thử")
        task = GroupApprovalTask.objects.create(name="Duyệt")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        workflow.workflow_pages.create(page=course)
        return PosterPageFactory()

    def test_one_who_hands_in_is_told_before_anyone_approves(self, client, poster):
        (said,) = send(client, poster, "action-submit", foot="Hỏi 🙂")
        assert "🙂" in said

    def test_one_who_approves_in_the_editor_is_told(self, client, poster):
        send(client, poster, "action-submit", foot="Hỏi 🙂")
        poster = poster.get_latest_revision_as_object()
        (said,) = send(client, poster, "action-workflow-action", **{"workflow-action-name": "approve"})
        assert "🙂" in said
        poster.refresh_from_db()
        assert poster.foot == "Hỏi 🙂"

    def test_one_who_approves_from_a_list_is_told(self, client, poster):
        send(client, poster, "action-submit", foot="Hỏi 🙂")
        client.get("/quan-tri/")  # where the first warning is read
        state = poster.current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[poster.pk, "approve", state.pk])
        (said,) = warnings_in(client.post(url, {"comment": ""}))
        assert "🙂" in said
        poster.refresh_from_db()
        assert poster.foot == "Hỏi 🙂"

    def test_pages_published_from_a_list_are_tried(self, client, poster):
        poster.foot = "Hỏi 🙂"
        poster.unpublish()
        poster.save_revision()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        (said,) = warnings_in(client.post(f"{url}?id={poster.pk}"))
        assert "🙂" in said
