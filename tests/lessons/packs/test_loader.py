import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from lessons.models import (
    AppPage,
    CoursePage,
    LessonEdition,
    LessonPage,
    PackBase,
    PosterPage,
    RadioScriptPage,
)
from lessons.packs.faults import PackError
from lessons.packs.loader import load
from lms.shared.screens.models import Screen
from quizzes.models import Attempt, AttemptItem, QuestionVersion, Quiz
from tests.factories.members import UserFactory

from .tiny import write_pack

pytestmark = pytest.mark.django_db

NEW_SUMMARY = ("mau/app.yaml", "summary: Cài đúng chỗ.", "summary: Cài thật đúng chỗ.")
NEW_TEXT = ("mau/lesson-1-cai.yaml", "Mở kho có sẵn trên máy.", "Mở kho có sẵn trên điện thoại.")
NEW_QUESTION = ("mau/quiz.yaml", "text: Cài từ đâu?", "text: Nên cài từ đâu?")


def names(nodes) -> list[str]:
    return [str(node) for node in nodes]


def edit(page, **fields) -> None:
    """What a trainer does: change, and publish."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_pack_becomes_a_course_with_its_apps_lessons_and_sheets(tmp_path):
    report = load(write_pack(tmp_path))
    course = CoursePage.objects.get(key="khoa-mau")
    app = course.get_children().live().get().specific
    assert (app.slug, app.skill.key, app.quiz.key) == ("ung-dung-dang-ky", "dich-vu-cong", "cau-hoi-mau")
    assert [page.specific_class for page in app.get_children().live()] == [LessonPage, PosterPage, RadioScriptPage]
    assert len(report.created) == 10


def test_steps_posters_and_scripts_point_at_screens_and_lessons(tmp_path):
    load(write_pack(tmp_path))
    lesson, screen = LessonPage.objects.get(), Screen.objects.get()
    assert [step["screen"] for step in lesson.steps()] == [screen, screen]
    assert PosterPage.objects.get().columns[1].value["steps"]["lesson"].specific == lesson
    cue = RadioScriptPage.objects.get().cues[2].value
    assert (cue["lesson"].specific, list(cue["keys"])) == (lesson, ["mo-kho", "cai-dat"])


def test_what_is_loaded_passes_the_checks_of_the_editor(tmp_path):
    load(write_pack(tmp_path))
    for model, field in (
        (LessonPage, "body"),
        (PosterPage, "columns"),
        (RadioScriptPage, "cues"),
        (AppPage, "sources"),
    ):
        stream = getattr(model.objects.get(), field)
        assert stream.stream_block.clean(stream)


def test_a_question_names_the_step_it_checks(tmp_path):
    load(write_pack(tmp_path))
    version = QuestionVersion.objects.get(question__key="cau-hoi-mau-cai-tu-dau")
    taught = (version.teaches_lesson, version.teaches_step, version.teaches_label)
    assert taught == ("cai-mau", "mo-kho", "Mở kho ứng dụng")


def test_publishing_records_the_first_edition_of_a_lesson(tmp_path):
    load(write_pack(tmp_path))
    assert list(LessonEdition.objects.values_list("lesson_key", "number")) == [("cai-mau", 1)]


def test_an_update_of_text_and_screens_gives_a_lesson_one_edition(tmp_path):
    load(write_pack(tmp_path))
    new_screen = ("mau/screens.yaml", "label: Cài đặt", "label: Cài")
    load(write_pack(tmp_path, NEW_TEXT, new_screen))
    assert list(LessonEdition.objects.order_by("number").values_list("lesson_key", "number")) == [
        ("cai-mau", 1),
        ("cai-mau", 2),
    ]


def test_the_course_becomes_the_home_and_the_welcome_page_goes(tmp_path):
    load(write_pack(tmp_path))
    assert Site.objects.get(is_default_site=True).root_page.specific == CoursePage.objects.get()
    assert Page.objects.filter(depth=2).count() == 1


def test_a_root_that_an_administrator_chose_stays(tmp_path):
    chosen = Page.objects.get(depth=1).add_child(instance=Page(title="Trang chủ", slug="trang-chu"))
    chosen.save_revision().publish()
    Site.objects.update(root_page=chosen)
    load(write_pack(tmp_path))
    assert Site.objects.get().root_page == chosen


def test_an_edit_survives_the_next_load(tmp_path):
    load(write_pack(tmp_path))
    edit(AppPage.objects.get(), summary="Lời của người biên soạn.")
    report = load(tmp_path)
    assert AppPage.objects.get().summary == "Lời của người biên soạn."
    assert names(report.kept) == ["app mau"]


def test_a_draft_survives_the_next_load(tmp_path):
    load(write_pack(tmp_path))
    page = AppPage.objects.get()
    page.summary = "Bản nháp."
    page.save_revision()
    report = load(write_pack(tmp_path, NEW_SUMMARY))
    assert AppPage.objects.get().get_latest_revision_as_object().summary == "Bản nháp."
    assert names(report.conflicts) == ["app mau"]


def test_a_block_that_a_pack_cannot_say_counts_as_an_edit(tmp_path):
    load(write_pack(tmp_path))
    page = LessonPage.objects.get()
    page.body.append(("paragraph", "<p>Nghỉ một chút.</p>"))
    edit(page)
    report = load(write_pack(tmp_path, NEW_TEXT))
    assert names(report.conflicts) == ["lesson cai-mau"]
    assert len(LessonPage.objects.get().body) == 3


def test_a_deleted_page_stays_deleted(tmp_path):
    load(write_pack(tmp_path))
    PosterPage.objects.get().delete()
    report = load(tmp_path)
    assert (PosterPage.objects.count(), names(report.kept)) == (0, ["poster ap-phich-mau"])


def test_an_update_of_the_pack_reaches_what_nobody_edited(tmp_path):
    load(write_pack(tmp_path))
    report = load(write_pack(tmp_path, NEW_TEXT))
    assert "điện thoại" in next(LessonPage.objects.get().steps())["text"].source
    assert names(report.updated) == ["lesson cai-mau"]


def test_an_update_keeps_the_ids_of_blocks_so_that_revisions_compare(tmp_path):
    load(write_pack(tmp_path))
    before = [block.id for block in LessonPage.objects.get().body]
    load(write_pack(tmp_path, NEW_TEXT))
    assert [block.id for block in LessonPage.objects.get().body] == before


def test_an_edit_that_meets_an_update_is_a_conflict_and_stays(tmp_path):
    load(write_pack(tmp_path))
    edit(AppPage.objects.get(), summary="Lời của người biên soạn.")
    changed = write_pack(tmp_path, NEW_SUMMARY)
    assert names(load(changed).conflicts) == names(load(changed).conflicts) == ["app mau"]
    assert AppPage.objects.get().summary == "Lời của người biên soạn."


def test_the_same_edit_here_and_in_the_pack_is_no_conflict(tmp_path):
    load(write_pack(tmp_path))
    edit(AppPage.objects.get(), summary="Cài thật đúng chỗ.")
    assert load(write_pack(tmp_path, NEW_SUMMARY)).conflicts == []


def test_a_new_wording_of_a_question_nobody_met_replaces_the_old_one(tmp_path):
    load(write_pack(tmp_path))
    load(write_pack(tmp_path, NEW_QUESTION))
    versions = QuestionVersion.objects.filter(question__key="cau-hoi-mau-cai-tu-dau")
    assert list(versions.values_list("number", "text")) == [(1, "Nên cài từ đâu?")]


def test_a_question_that_was_asked_gets_a_new_version(tmp_path):
    load(write_pack(tmp_path))
    version = QuestionVersion.objects.get(question__key="cau-hoi-mau-cai-tu-dau")
    attempt = Attempt.objects.create(
        quiz=Quiz.objects.get(),
        member=UserFactory(),
        number=1,
        started_at=timezone.now(),
        pass_percent=80,
        max_mark=1,
    )
    AttemptItem.objects.create(attempt=attempt, position=1, version=version, choice_order=["a", "b"])
    load(write_pack(tmp_path, NEW_QUESTION))
    versions = version.question.versions.order_by("number")
    assert list(versions.values_list("number", "text")) == [(1, "Cài từ đâu?"), (2, "Nên cài từ đâu?")]


def test_a_changed_skill_keeps_the_apps_that_point_at_it(tmp_path):
    load(write_pack(tmp_path))
    load(write_pack(tmp_path, ("course.yaml", "title: Dịch vụ công", "title: Dịch vụ công trực tuyến")))
    assert AppPage.objects.get().skill.title == "Dịch vụ công trực tuyến"


def test_a_new_lesson_stands_where_the_pack_puts_it(tmp_path):
    load(write_pack(tmp_path))
    lesson = (tmp_path / "mau/lesson-1-cai.yaml").read_text(encoding="utf-8")
    second = lesson.replace("key: cai-mau", "key: mo-mau").replace("title: Cài ứng dụng mẫu", "title: Mở lần đầu")
    (tmp_path / "mau/lesson-2-mo.yaml").write_text(second, encoding="utf-8")
    load(tmp_path)
    children = [page.specific.key for page in AppPage.objects.get().get_children()]
    assert children == ["cai-mau", "mo-mau", "ap-phich-mau", "phat-thanh-mau"]


def test_nothing_is_written_when_one_file_is_at_fault(tmp_path):
    with pytest.raises(PackError):
        load(write_pack(tmp_path, ("mau/radio.yaml", "seconds: 8", "seconds: 800")))
    assert (CoursePage.objects.count(), Screen.objects.count(), PackBase.objects.count()) == (0, 0, 0)


def test_an_app_that_cannot_be_written_leaves_nothing_of_itself(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("lessons.packs.kinds.sheets.RadioKind.fill", fail)
    with pytest.raises(OSError, match="disk full"):
        load(write_pack(tmp_path))
    assert (CoursePage.objects.count(), AppPage.objects.count(), Screen.objects.count()) == (1, 0, 0)


def test_a_real_screenshot_is_stored_once(tmp_path):
    from .test_reader import picture, with_picture

    folder = with_picture(tmp_path, picture())
    load(folder)
    load(folder)
    screen = Screen.objects.get()
    assert (screen.kind, screen.width, screen.height, screen.marks[0]["id"]) == ("picture", 300, 600, "cai")
    assert screen.picture.name.endswith(".webp")


def test_the_progress_ends_at_the_last_node(tmp_path):
    seen = []
    load(write_pack(tmp_path), progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (10, 10)


def test_the_register_says_when_a_node_came(tmp_path):
    day = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
    load(write_pack(tmp_path), now=day)
    assert set(PackBase.objects.values_list("imported_at", flat=True)) == {day}
