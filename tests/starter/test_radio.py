"""Every radio script of the starter course is ready for air, holds its cuts and is easy on the ear."""

import pytest

from lessons.broadcast.review import review
from lessons.broadcast.scripts import parts_of, script_of, timed
from lessons.models import RadioScriptPage
from lessons.radio.docx import as_docx
from lessons.radio.slots import fill
from lessons.radio.textfile import as_text
from tests.lessons.packs.starter import APPS, pack

from .pages import app_page

pytestmark = pytest.mark.parametrize("app", APPS)
SLOTS = {
    "lời chào": "Đài truyền thanh xã Mẫu xin kính chào quý vị và bà con",
    "nơi gặp": "nhà văn hóa ấp Mẫu",
    "giờ gặp": "sáng thứ bảy hằng tuần",
    "liên hệ": "tổ công nghệ số cộng đồng",
}


def script_page(app):
    return RadioScriptPage.objects.child_of(app_page(app)).live().get()


def test_each_script_is_ready_for_air_and_lasts_one_to_four_minutes(app):
    page = script_page(app)
    script = script_of(page)
    assert script.ready, script.unknown
    assert 60 <= script.seconds <= 240
    assert all(line.syllables <= 30 for line in script.lines)
    assert as_text(script)
    assert as_docx(script, created=page.last_published_at)


def test_nothing_in_a_script_is_hard_on_the_ear_and_every_cut_holds(app):
    found = review(script_page(app))
    assert not found.problems
    assert not found.ear
    assert not any(cut.over for cut in found.cuts)
    assert not found.cuts[-1].dropped


def test_a_station_that_fills_every_slot_still_fits_three_minutes(app):
    page = script_page(app)
    filled = fill(parts_of(page), SLOTS)
    assert not filled.dropped
    script = timed(page, filled.parts)
    assert script.ready
    assert script.seconds <= 180


def test_listeners_are_greeted_and_told_whom_to_ask(app):
    words = {cue.kind: " ".join(cue.lines) for cue in pack(app).radio.cues if hasattr(cue, "lines")}
    assert words["greeting"].startswith("{lời chào}. Kính thưa quý vị và bà con")
    assert "tổ công nghệ số cộng đồng" in words["closing"].casefold()
    assert all(f"{{{slot}}}" in words["closing"] for slot in ("nơi gặp", "giờ gặp", "liên hệ"))
