"""radio.yaml: a script made from a lesson, and what comes back out of the database."""

import pytest

from lessons.broadcast.scripts import parts_of
from lessons.models import PackBase, RadioScriptPage
from lessons.packs import export
from lessons.packs.faults import PackError
from lessons.packs.loader import load
from lessons.packs.reader import read_pack
from lessons.packs.schema import RadioData
from tests.factories.lessons import block

from .tiny import write_pack

pytestmark = pytest.mark.django_db
SOURCE = ("mau/radio.yaml", "title: Cài đúng chỗ\n", "title: Cài đúng chỗ\nsource: cai-mau\n")
NO_LINES = ("mau/radio.yaml", ", lines: [Không đọc mã cho ai.]", "")


def page():
    return RadioScriptPage.objects.get()


def said():
    return [line for part in parts_of(page()) for line in part.lines]


def test_a_part_without_lines_is_given_by_the_lesson(tmp_path):
    load(write_pack(tmp_path, SOURCE, NO_LINES))
    assert page().source.key == "cai-mau"
    assert "Chỉ cài từ CH Play hoặc App Store." in said()


def test_a_part_without_lines_needs_a_lesson(tmp_path):
    with pytest.raises(PackError, match=r"mau/radio.yaml"):
        read_pack(write_pack(tmp_path, NO_LINES))


def test_two_parts_of_a_kind_cannot_both_come_from_the_lesson(tmp_path):
    again = ("mau/radio.yaml", "  - {kind: warning, lines: [Không đọc mã cho ai.]}", "  - {kind: warning}\n" * 2)
    with pytest.raises(PackError, match=r"warning"):
        read_pack(write_pack(tmp_path, SOURCE, again))


def test_the_lesson_must_be_one_of_the_app(tmp_path):
    wrong = ("mau/radio.yaml", "title: Cài đúng chỗ\n", "title: Cài đúng chỗ\nsource: bai-khac\n")
    with pytest.raises(PackError, match=r"bai-khac"):
        read_pack(write_pack(tmp_path, wrong))


def test_what_was_loaded_exports_as_it_was_written(tmp_path):
    load(write_pack(tmp_path, SOURCE, NO_LINES))
    data = export.radio_data(page())
    assert data.pop("beyond") == {}
    spec = RadioData.model_validate(data)
    assert spec == read_pack(tmp_path).apps[0].radio


def test_a_part_that_follows_is_no_edit_of_the_pack_after_it_went_through_the_editor(tmp_path):
    load(write_pack(tmp_path, SOURCE, NO_LINES))
    row = page()
    row.get_latest_revision_as_object()
    lines = [line for part in parts_of(row) if part.kind == "warning" for line in part.lines]
    cues = list(row.cues.raw_data)
    cues[-1]["value"] = {"lines": lines, "origin": "\n".join(lines)}
    row.cues = cues
    row.save_revision().publish()
    assert load(tmp_path).kept == []


@pytest.mark.parametrize("what", ["rewritten", "translations"])
def test_what_a_pack_cannot_say_is_kept(tmp_path, what):
    load(write_pack(tmp_path, SOURCE))
    row = page()
    cues = list(row.cues.raw_data)
    if what == "rewritten":
        cues[-1]["value"] = {**cues[-1]["value"], "origin": "Lời của bài."}
    else:
        row.translations = [block("translation", {"language": "khm", "text": "Một.", "of": ""})]
    row.cues = cues
    row.save_revision().publish()
    assert export.radio_data(page())["beyond"].keys() == {what}


def test_a_pack_that_was_loaded_before_there_were_sources_has_nothing_new(tmp_path):
    load(write_pack(tmp_path))
    base = PackBase.objects.get(node_kind="radio")
    assert "source" not in base.data
    assert load(tmp_path).updated == []
