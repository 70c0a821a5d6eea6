"""The short cut to a finished sheet: it spares the making of a document, and never leads to an old sheet."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from lessons.models import AppPage, LessonEdition, LessonPage, PosterPage
from lessons.printing import sheets, shortcuts
from lessons.printing.catalogue import KINDS
from lms.members.imprints import imprint_for, save_imprint
from lms.shared.pdf import Imprint
from lms.shared.pdf.store import SheetStore
from lms.shared.screens.models import Screen
from quizzes.models import Question, QuestionVersion, Quiz, QuizItem
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, block, step
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import QuestionVersionFactory, QuizFactory
from tests.factories.screens import ScreenFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_in(client):
    client.force_login(UserFactory(is_superuser=True))


@pytest.fixture(autouse=True)
def _quick(monkeypatch, tmp_path):
    """Which sheet is given out matters here, not how it is drawn; what stands in for it is kept apart."""
    monkeypatch.setattr("lms.shared.pdf.store._store", SheetStore(tmp_path, 10**6))
    monkeypatch.setattr("lessons.printing.shortcuts._notes", OrderedDict())
    monkeypatch.setattr("lms.shared.pdf.sheets.render_pdf", lambda *args, **kwargs: b"%PDF")


@pytest.fixture(scope="module")
def kept_app(kept_rows):
    """Two lessons, a poster that draws on a lesson of another app, and a quiz."""
    app = AppPageFactory(key="vneid", quiz=QuizFactory())
    LessonPageFactory(parent=app, key="mot", body=[step("a", title="Bước một", screen=ScreenFactory(key="vneid/mot"))])
    LessonPageFactory(parent=app, key="hai", body=[step("b", title="Bước hai")])
    drawn = {"lesson": LessonPageFactory(key="noi-khac").pk, "keys": []}
    PosterPageFactory(parent=app, columns=[block("drawn", {"heading": "Ba bước", "steps": drawn})])
    return app.pk


@pytest.fixture
def app(kept_app, db):
    return AppPage.objects.get(pk=kept_app)


def tag_of(client, kind, **asked):
    response = client.get(reverse("lessons:sheet", args=["vneid", KINDS[kind].slug]), asked)
    assert response.status_code == 200
    return response["ETag"].strip('"')


def digest_of(kind, **given):
    return KINDS[kind].make(AppPage.objects.get(key="vneid"), **given).digest()[:32]


def lesson_published(app):
    lesson = LessonPage.objects.get(key="mot")
    lesson.body = [step("a", title="Bước một, viết lại", short="Đọc kỹ.")]
    lesson.save_revision().publish()


def lesson_changed_behind_the_editor(app):
    LessonPage.objects.filter(key="mot").update(after_title="Xong rồi")


def lessons_reordered(app):
    LessonPage.objects.get(key="hai").move(LessonPage.objects.get(key="mot"), pos="left")


def lesson_added(app):
    LessonPageFactory(parent=app, body=[step("c", title="Bước ba")])


def lesson_unpublished(app):
    LessonPage.objects.get(key="hai").unpublish()


def lesson_restricted(app):
    lesson = LessonPage.objects.get(key="hai")
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)


def lesson_deleted(app):
    LessonPage.objects.get(key="hai").delete()


def warning_changed(app):
    app.warnings = [block("warning", "Không đọc mã OTP cho ai.")]
    app.save_revision().publish()


def app_renamed(app):
    AppPage.objects.filter(pk=app.pk).update(title="Tên mới")


def screen_changed(app):
    screen = Screen.objects.get(key="vneid/mot")
    screen.bar_title = "Màn hình mới"
    screen.save()


def screen_changed_behind_the_editor(app):
    Screen.objects.filter(key="vneid/mot").update(bar_title="Màn hình mới")


def screen_deleted(app):
    Screen.objects.get(key="vneid/mot").delete()


def edition_recorded(app):
    LessonEdition.objects.create(lesson_key="mot", number=9, published_at=timezone.now(), step_hashes={})


def poster_changed(app):
    PosterPage.objects.update(foot="Chân áp phích mới.")


def poster_added(app):
    PosterPageFactory(parent=app)


def lesson_elsewhere_changed(app):
    LessonPage.objects.filter(key="noi-khac").update(body=[step("x", short="Câu mới.")])


def lesson_elsewhere_unpublished(app):
    LessonPage.objects.get(key="noi-khac").unpublish()


def question_revised(app):
    QuestionVersionFactory(question=Question.objects.first(), number=2, text="Cài từ đâu là an toàn?")


def question_changed_behind_the_editor(app):
    QuestionVersion.objects.update(text="Câu hỏi mới?")


def questions_reordered(app):
    first, second = QuizItem.objects.order_by("position")
    QuizItem.objects.filter(pk=first.pk).update(position=second.position + 1)


def question_left_out(app):
    QuizItem.objects.first().delete()


def pass_mark_changed(app):
    Quiz.objects.update(pass_percent=50)


CHANGES = {
    "leaflet": [
        *(lesson_published, lesson_changed_behind_the_editor, lessons_reordered, lesson_added, lesson_unpublished),
        *(lesson_restricted, lesson_deleted, warning_changed, app_renamed, screen_changed),
        *(screen_changed_behind_the_editor, screen_deleted, edition_recorded),
    ],
    "poster": [
        *(poster_changed, poster_added),
        *(lesson_elsewhere_changed, lesson_elsewhere_unpublished),
    ],
    "quiz-sheet": [
        *(question_revised, question_changed_behind_the_editor, questions_reordered, question_left_out),
        pass_mark_changed,
    ],
}


@pytest.mark.parametrize(("kind", "change"), [(kind, change) for kind, all_ in CHANGES.items() for change in all_])
def test_after_any_change_the_new_sheet_is_given_out(client, app, kind, change):
    before = tag_of(client, kind)
    assert tag_of(client, kind) == before
    change(app)
    after = tag_of(client, kind)
    assert after == digest_of(kind)
    assert after != before


def test_a_handout_keeps_up_with_words_that_no_leaflet_has(client, app):
    before = tag_of(client, "handout")
    LessonPage.objects.filter(key="mot").update(summary="Câu mở đầu mới.")
    assert tag_of(client, "handout") == digest_of("handout") != before


@pytest.mark.parametrize("name", ["LMS_SITE_NAME", "LMS_PUBLIC_URL"])
def test_another_name_or_address_of_the_site_gives_another_sheet(client, app, settings, name):
    before = tag_of(client, "leaflet")
    setattr(settings, name, "https://khac.example")
    assert tag_of(client, "leaflet") == digest_of("leaflet") != before


def test_changed_words_of_the_imprint_give_another_sheet(client, app):
    team = MembershipFactory().team
    before = tag_of(client, "leaflet", noi=f"to-{team.pk}")
    save_imprint(place=team, words=Imprint(hotline="0900 000 001"), by=UserFactory())
    after = tag_of(client, "leaflet", noi=f"to-{team.pk}")
    assert after == digest_of("leaflet", imprint=imprint_for(team)) != before


def test_sheets_of_two_places_are_two(client, app):
    first, second = MembershipFactory().team, MembershipFactory().team
    tags = {tag_of(client, "leaflet", **asked) for asked in ({}, {"noi": f"to-{first.pk}"}, {"noi": f"to-{second.pk}"})}
    assert len(tags) == 3


def test_an_edited_layout_gives_another_sheet(app, tmp_path):
    layout = KINDS["leaflet"].layout
    copy = tmp_path / "leaflet.typ"
    copy.write_bytes(layout.path.read_bytes())
    state = shortcuts.state_of("vneid")
    wanted = shortcuts.Wanted("leaflet", type(layout)(copy, pages=2, variants=layout.variants))
    shortcuts.note(state, wanted, "f" * 64)
    assert shortcuts.noted(state, wanted) == "f" * 64
    copy.write_bytes(layout.path.read_bytes() + b"// another")
    assert shortcuts.noted(state, wanted) is None


def test_a_second_download_makes_no_document(client, app, monkeypatch):
    before = tag_of(client, "leaflet")

    def made_again(*args, **kwargs):
        raise AssertionError("the document was made again")

    monkeypatch.setattr(sheets, "leaflet", made_again)
    assert tag_of(client, "leaflet") == before


def test_a_second_download_costs_few_queries(app, django_assert_max_num_queries):
    reader = Client()
    tag_of(reader, "leaflet")
    with django_assert_max_num_queries(7):
        tag_of(reader, "leaflet")


def test_nothing_is_noted_when_something_changes_while_the_document_is_made(app):
    state = shortcuts.state_of("vneid")
    digest = KINDS["leaflet"].make(app).digest()
    app_renamed(app)
    wanted = shortcuts.Wanted("leaflet", KINDS["leaflet"].layout)
    shortcuts.note(state, wanted, digest)
    assert shortcuts.noted(state, wanted) is None


def test_no_more_is_remembered_than_has_a_use(app, monkeypatch):
    monkeypatch.setattr(shortcuts, "MOST_NOTES", 2)
    state = shortcuts.state_of("vneid")
    wanted = [shortcuts.Wanted("leaflet", KINDS["leaflet"].layout, page=str(n)) for n in range(3)]
    for one in wanted:
        shortcuts.note(state, one, "f" * 64)
    assert [shortcuts.noted(state, one) is None for one in wanted] == [True, False, False]


def test_an_app_that_not_everybody_may_read_has_no_state(app):
    PageViewRestriction.objects.create(page=app.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert shortcuts.state_of("vneid") is None


def test_a_draft_app_has_no_state(app):
    app.unpublish()
    assert shortcuts.state_of("vneid") is None
