"""A step read out: uploaded by a trainer, checked by what it holds, played without a script, loaded when pressed."""

from __future__ import annotations

import copy
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.documents.models import Document
from wagtail.models import Collection, GroupCollectionPermission

from lessons.blocks.streams import LessonBodyBlock
from lessons.models import LessonEdition, LessonPage
from lessons.packs.export import lesson_data
from lms.members.groups import PUBLISHER, TRAINER, ensure_groups
from lms.setup.permissions import RECORDINGS, ensure_permissions, ensure_recordings
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.members import UserFactory
from tests.lessons.broadcast.sounds import mp3, ogg, upload
from tests.lessons.editor import editor_data
from tests.page_cache import is_kept, read, switch_on

pytestmark = pytest.mark.django_db
AUDIO = re.compile(r"<audio [^>]*>")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def trainer(client, course):
    ensure_permissions(course)
    ensure_recordings()
    user = UserFactory()
    user.groups.add(ensure_groups()[TRAINER])
    client.force_login(user)
    return user


def recording(content=None, name="doc.mp3"):
    content = mp3(20) if content is None else content
    return Document.objects.create(title="Bước 1", file=ContentFile(content, name), file_size=len(content))


def cleaned(document, **values):
    stream = LessonBodyBlock().to_python([step(recording=document.pk, **values)])
    return LessonBodyBlock().clean(stream)[0].value


def refusal(document):
    with pytest.raises(blocks.StreamBlockValidationError) as caught, translation.override("en"):
        cleaned(document)
    return caught.value.block_errors[0].block_errors["recording"].messages[0]


def choose(client, content, name="ghi am.mp3", title="Bước 1"):
    """Uploads in the editor's window, as the browser does."""
    data = {"document-chooser-upload-title": title, "document-chooser-upload-file": upload(content, name)}
    return client.post(reverse("wagtaildocs_chooser:create"), data).json()


# --- the block --------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [mp3(20), ogg(20)], ids=["mp3", "ogg"])
def test_a_recording_is_taken_and_its_length_measured(content):
    value = cleaned(recording(content), seconds=99)
    assert value["seconds"] == 20


def test_a_step_without_one_has_no_length():
    assert LessonBodyBlock().clean(LessonBodyBlock().to_python([step(seconds=99)]))[0].value["seconds"] is None


def test_a_document_that_is_no_sound_is_refused_though_it_was_uploaded_before():
    assert refusal(recording(b"%PDF-1.7" + bytes(4000))).startswith("This is no MP3 or OGG sound file")


def test_a_large_one_is_refused_with_the_size_that_may_be(settings):
    settings.LMS_STEP_RECORDING_MAX_BYTES = 256 * 1024
    assert "larger than 0.25 MB" in refusal(recording(mp3(20)))


def test_one_whose_file_is_gone_is_told(settings):
    document = recording()
    document.file.storage.delete(document.file.name)
    assert "is gone" in refusal(document)


def test_all_faults_of_a_step_are_told_at_once():
    with pytest.raises(blocks.StreamBlockValidationError) as caught:
        cleaned(recording(b"khong"), target="khong-co")
    assert caught.value.block_errors[0].block_errors.keys() == {"target", "recording"}


# --- the upload -------------------------------------------------------------------------------------


def test_a_trainer_uploads_and_the_file_is_named_by_what_it_holds(client, trainer):
    answer = choose(client, ogg(20), "Nguyễn Văn A.mp3", title=" Bước  1 ")
    document = Document.objects.get()
    assert (answer["step"], document.title) == ("chosen", "Bước 1")
    assert re.fullmatch(r"documents/[0-9a-f]{20}\.ogg", document.file.name)
    assert (document.collection.name, document.uploaded_by_user) == (RECORDINGS, trainer)


@pytest.mark.parametrize("content", [b"", b"<script>", b"%PDF-1.7" + bytes(4000), mp3(1)], ids=len)
def test_what_is_no_recording_is_refused_and_not_kept(client, trainer, content, tmp_path):
    answer = choose(client, content)
    assert answer["step"] == "reshow_creation_form"
    assert not Document.objects.exists()
    assert not list(tmp_path.rglob("*.mp3"))


def test_whom_nobody_allowed_uploads_nothing(client, course):
    client.force_login(UserFactory())
    response = client.post(reverse("wagtaildocs_chooser:create"), {"document-chooser-upload-file": upload()})
    assert response.status_code == 302
    assert not Document.objects.exists()


def test_the_folder_is_made_once_and_then_left_to_administrators(course):
    ensure_permissions(course)
    assert (ensure_recordings(), ensure_recordings()) == (True, False)
    groups = ensure_groups()
    given = GroupCollectionPermission.objects.values_list("group__name", "permission__codename", "collection__name")
    assert set(given) == {
        (groups[key].name, code, RECORDINGS)
        for key in (TRAINER, PUBLISHER)
        for code in ("add_document", "choose_document")
    }
    GroupCollectionPermission.objects.all().delete()
    assert ensure_recordings() is False
    Collection.objects.filter(name=RECORDINGS).update(name="Khác")
    assert ensure_recordings() is True


def test_the_editor_keeps_a_recording_through_saving(client, trainer):
    trainer.groups.add(ensure_groups()[PUBLISHER])
    lesson = LessonPageFactory(body=[step("tim")])
    raw = copy.deepcopy(list(lesson.body.raw_data))
    raw[0]["value"]["recording"] = recording().pk
    data = editor_data(client, lesson, body=raw)
    data["action-publish"] = "1"
    client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), data)
    value = next(LessonPage.objects.get().steps())
    assert (value["recording"].title, value["seconds"]) == ("Bước 1", 20)


# --- the page ---------------------------------------------------------------------------------------


def test_the_step_has_a_player_that_loads_nothing_by_itself(client, course):
    document = recording()
    lesson = LessonPageFactory(body=[step("tim", recording=document.pk, seconds=20), step("cai")])
    response = client.get(lesson.url, headers={"Cookie": "ngon_ngu=en"})
    html = response.content.decode()
    (player,) = AUDIO.findall(html)
    assert " controls " in player
    assert ' preload="none" ' in player
    assert f' src="{document.file.url}" ' in player
    assert html.count("data-say=") == 1  # the phone's own voice reads the other step
    assert "(20 giây, " in html
    assert "media-src 'self'" in response["Content-Security-Policy"]


def test_its_file_is_given_out_in_parts_and_kept_by_browsers(client):
    url = recording().file.url
    answer = client.get(url, headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.content) == (206, mp3(20)[100:200])
    assert answer["Content-Type"] == "audio/mpeg"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_recordings_of_a_lesson_cost_one_query_and_none_where_there_are_none(course, django_assert_num_queries):
    without = LessonPageFactory(body=[step("a"), step("b")])
    given = LessonPageFactory(body=[step(key, recording=recording().pk, seconds=20) for key in "abcdef"])
    for lesson, queries in ((without, 1), (given, 2)):  # one is for the screens
        lesson = LessonPage.objects.get(pk=lesson.pk)
        with django_assert_num_queries(queries):
            list(lesson.steps())


def test_a_removed_document_leaves_the_step_without_a_player(
    course, settings, tmp_path, django_capture_on_commit_callbacks
):
    document = recording()
    lesson = LessonPageFactory(body=[step("tim", recording=document.pk, seconds=20)])
    switch_on(settings, tmp_path / "pages")
    assert AUDIO.search(read(lesson.url).content.decode())
    assert is_kept(lesson.url)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    html = read(lesson.url).content.decode()
    assert not AUDIO.search(html)
    assert "data-say=" in html


def test_a_recording_teaches_nothing_new(course):
    lesson = LessonPageFactory(body=[step("tim")])
    page = lesson.get_latest_revision_as_object()
    raw = copy.deepcopy(list(page.body.raw_data))
    raw[0]["value"] |= {"recording": recording().pk, "seconds": 20}
    page.body = raw
    page.save_revision().publish()
    assert LessonEdition.objects.count() == 1


def test_a_pack_sees_that_a_lesson_was_given_a_recording(course):
    lesson = LessonPageFactory(body=[step("tim", recording=(document := recording()).pk, seconds=20)])
    assert lesson_data(lesson, "mau")["beyond"] == {"recordings": {"tim": document.pk}}
