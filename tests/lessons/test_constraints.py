"""Each constraint of the lessons' models is broken once, on whichever database runs the tests."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from lessons.models import (
    GlossaryTerm,
    LessonEdition,
    LessonProgress,
    PackBase,
    PrintPack,
    PrintPackSheet,
    RadioScriptPage,
    ScreenReport,
    Skill,
)
from lms.shared.ratelimit import RateCount
from tests.factories.lessons import AppPageFactory, CoursePageFactory, RadioScriptPageFactory
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory

from . import breaches

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def twice(make):
    make()
    make()


def edition(**values):
    defaults = {"lesson_key": "bai", "number": 1, "published_at": NOW, "step_hashes": {}}
    return LessonEdition.objects.create(**defaults | values)


def progress(**values):
    defaults = {"lesson_key": "bai", "edition": 1, "started_at": NOW, "seen_at": NOW}
    return LessonProgress.objects.create(**{"member": values.pop("member", None) or UserFactory()} | defaults | values)


def screen_report():
    return ScreenReport.objects.create(lesson_key="bai", edition=1, step_key="tim", day=NOW.date())


def pack_base():
    return PackBase.objects.create(
        pack="mau", node_kind="lesson", node_key="bai", data={}, digest="0" * 64, imported_at=NOW
    )


def skill(course):
    return Skill.objects.create(course=course, key="thanh-toan", title="Thanh toán")


def same_member(make):
    member = UserFactory()
    twice(lambda: make(member=member))


def same_course(make):
    course = CoursePageFactory()
    twice(lambda: make(course))


def check_period():
    app = AppPageFactory()
    type(app).objects.filter(pk=app.pk).update(checked_on=dt.date(2026, 11, 22), check_expires=dt.date(2026, 11, 22))


def print_pack(**values):
    return PrintPack.objects.create(**{"title": "Gói", "app_keys": ["a"], "kinds": ["leaflet"]} | values)


def pack_sheet(**values):
    defaults = {"position": 1, "app_key": "a", "kind": "leaflet", "file": "a.pdf"}
    return PrintPackSheet.objects.create(**{"pack": values.pop("pack", None) or print_pack()} | defaults | values)


def same_pack(**second):
    pack = print_pack()
    pack_sheet(pack=pack)
    pack_sheet(pack=pack, **second)


def rate():
    RadioScriptPage.objects.filter(pk=RadioScriptPageFactory().pk).update(rate=400)


BREACHES = breaches.BREACHES | {
    "lessons_apppage_check_period": check_period,
    "lessons_glossaryterm_say_as": lambda: GlossaryTerm.objects.create(term="OTP", say_as=" "),
    "lessons_lessonedition_number": lambda: twice(edition),
    "lessons_lessonedition_from_one": lambda: edition(number=0),
    "lessons_lessonedition_important_says_why": lambda: edition(importance="important", reason=""),
    "lessons_lessonprogress_once": lambda: same_member(progress),
    "lessons_lessonprogress_times": lambda: progress(completed_at=NOW - dt.timedelta(days=1)),
    "lessons_lessonprogress_practised": lambda: progress(practised_at=NOW - dt.timedelta(days=1)),
    "lessons_screenreport_day": lambda: twice(screen_report),
    "lessons_packbase_node": lambda: twice(pack_base),
    "lessons_printpack_state": lambda: print_pack(state="lost"),
    "lessons_printpack_variant": lambda: print_pack(variant="gold"),
    "lessons_printpack_done_has_date": lambda: print_pack(state="done"),
    "lessons_printpack_failed_says_why": lambda: print_pack(state="failed"),
    "lessons_printpacksheet_position": lambda: same_pack(file="b.pdf"),
    "lessons_printpacksheet_file": lambda: same_pack(position=2),
    "lessons_printpacksheet_state": lambda: pack_sheet(state="lost"),
    "lessons_printpacksheet_run": lambda: pack_sheet(run="sides"),
    "lessons_printpacksheet_copies": lambda: pack_sheet(copies=0),
    "lessons_printpacksheet_claimed_by_whom": lambda: pack_sheet(state="claimed", claimed_at=NOW),
    "lessons_printpacksheet_done_has_file": lambda: pack_sheet(state="done", file="", pages=2),
    "lessons_printpacksheet_failed_says_why": lambda: pack_sheet(state="failed"),
    "lessons_radioscriptpage_rate": rate,
    "lessons_skill_key": lambda: same_course(skill),
    "shared_ratecount_window": lambda: twice(lambda: RateCount.objects.create(bucket="a", window=NOW)),
    "shared_screen_drawn_or_picture": lambda: ScreenFactory(kind="picture", alt="Một ảnh", picture=""),
}


def declared(app_label):
    found = apps.get_app_config(app_label).get_models()
    return {c.name for m in found for c in m._meta.constraints if isinstance(c, models.BaseConstraint)}


def test_every_constraint_is_broken_below():
    assert declared("lessons") | declared("shared") == set(BREACHES)


@pytest.mark.parametrize("name", BREACHES)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREACHES[name]()
