"""What the loader promises, held against the whole starter course."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, Revision

from lessons.models import GlossaryTerm, LessonEdition, LessonPage, PackBase, RadioScriptPage, Skill
from lessons.packs import export
from lessons.packs.loader import STARTER, load, load_terms
from lessons.packs.schema import RadioData
from lms.shared.screens.models import Screen
from quizzes.models import Certification, Question, QuestionVersion, Quiz, QuizItem
from tests.lessons.packs.starter import course

TABLES: tuple[type[Model], ...] = (
    Page,
    Revision,
    LessonEdition,
    PackBase,
    Skill,
    Screen,
    Question,
    QuestionVersion,
    Quiz,
    QuizItem,
    Certification,
    GlossaryTerm,
)
FEATURES = ["bold", "ol", "ul", "link"]


def everything() -> Iterator[tuple]:
    """Every row that a pack writes; a second load must not write any of them again."""
    for table in TABLES:
        yield from table.objects.order_by("pk").values_list()


def through_the_editor(html):
    """Rich text as the editor stores it when somebody opens and saves it."""
    converter = ContentstateConverter(FEATURES)
    return converter.to_database_format(converter.from_database_format(html))


def test_loading_twice_changes_nothing():
    before = list(everything())
    report = load(STARTER)
    assert list(everything()) == before
    assert (report.created, report.updated, report.kept, report.conflicts) == ([], [], [], [])
    assert load_terms().created == []


def test_every_page_exports_as_the_pack_brought_it():
    bases = {base.node_key: base.data for base in PackBase.objects.filter(node_kind="lesson")}
    apps = {page.key: page.get_parent().specific.key for page in LessonPage.objects.all()}
    exported = {page.key: export.lesson_data(page, apps[page.key]) for page in LessonPage.objects.all()}
    assert {key: data | {"app": apps[key]} for key, data in exported.items()} == bases


def test_text_that_went_through_the_editor_unchanged_is_no_edit():
    for page in LessonPage.objects.all():
        for step in page.body.raw_data:
            for name in ("text", "tip", "warning", "stop"):
                html = step["value"][name]
                assert export.light(through_the_editor(html)) == export.light(html)


def test_the_scripts_come_back_as_their_files_say():
    for app in course().apps:
        data = export.radio_data(RadioScriptPage.objects.get(key=app.radio.key))
        assert data.pop("beyond") == {}
        assert RadioData.model_validate(data) == app.radio
