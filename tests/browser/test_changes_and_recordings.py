"""A lesson that changed, and a step read out, on a phone: with scripts and without."""

import copy

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from lessons.models import LessonProgress
from lessons.progress.services import finished
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, step
from tests.factories.members import MembershipFactory, UserFactory
from tests.lessons.broadcast.sounds import mp3

from .test_learning import sign_in


@pytest.fixture
def lesson(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    CoursePageFactory()
    document = Document.objects.create(title="Bước 1", file=ContentFile(mp3(20), "a.mp3"), file_size=len(mp3(20)))
    read_out = step("mo-kho", recording=document.pk, seconds=20)
    return LessonPageFactory(parent=AppPageFactory(), title="Cài VNeID", body=[read_out, step("tim"), step("cai")])


@pytest.fixture
def changed(lesson):
    user = UserFactory(login_phone="+84912345678")
    MembershipFactory(user=user)
    finished(member=user, lesson=lesson)
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    raw[1]["value"]["title"] = "Gõ chữ VNeID"
    page.body = raw
    page.save_revision().publish()
    return lesson


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_member_sees_what_changed_and_says_so_once(open_page, changed, scripts):
    page = open_page(scripts=scripts)
    sign_in(page)
    page.goto("/viec-hoc/")
    page.click("#changed + .lessons a")
    page.click("#thay-doi li a")
    assert page.url.endswith("#b-tim")
    before = page.locator(".step details", has_text="Bước tim")
    assert not before.locator("p").first.is_visible()
    before.locator("summary").click()
    assert before.locator("p", has_text="Bước tim").is_visible()
    assert page.locator(".tag.new").count() == 1
    page.click("#thay-doi button")
    assert page.locator(".alert-success:visible").count() == 1
    assert page.locator("#thay-doi, .tag.new").count() == 0
    assert LessonProgress.objects.get().edition == 2


def test_a_recording_is_loaded_when_it_is_played_and_plays(open_page, lesson):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/media/documents/" in request.url else None)
    page.goto(lesson.url)
    page.wait_for_timeout(300)
    assert asked == []
    player = page.locator("audio")
    assert player.evaluate("one => new Promise((done) => { one.ontimeupdate = () => done(true); one.play(); })")
    assert asked
