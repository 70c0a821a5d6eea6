"""`python manage.py script`: a script as a file, for the province or as one station reads it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from lessons.broadcast.versions import current
from lessons.models import GlossaryTerm
from lessons.radio.parts import Part, as_data, digest
from lms.members.models import UnitName
from tests.factories.lessons import RadioScriptPageFactory, block
from tests.factories.members import CommuneFactory
from tests.factories.radio import ApprovalFactory, StationFactory
from tests.shared.pdf.checks import pages

pytestmark = pytest.mark.django_db
LINES = ["Mời đến {nơi gặp}.", "Xã có 2.024 hộ."]


@pytest.fixture(autouse=True)
def _readings():
    GlossaryTerm.objects.create(term="OTP", say_as="ô tê pê")


def script_page(lines=LINES):
    return RadioScriptPageFactory(
        slug="cai-dung-cho",
        cues=[block("content", {"lines": lines}), block("warning", {"lines": ["Không đọc mã OTP cho ai."]})],
    )


def script(*words):
    """What stands in the output and on the side."""
    out, side = io.StringIO(), io.StringIO()
    call_command("script", *map(str, words), stdout=out, stderr=side)
    return out.getvalue(), side.getvalue()


def code_of(station):
    return UnitName.objects.get(unit=station.unit).code


def test_a_script_goes_to_standard_output():
    script_page()
    said, _side = script("cai-dung-cho", "-o", "-")
    assert said.splitlines() == [
        "Xã có hai nghìn không trăm hai mươi tư hộ.",
        "",
        "Không đọc mã ô tê pê cho ai.",
    ]


def test_a_script_is_found_by_its_key_too():
    page = script_page()
    assert script(page.key, "-o", "-") == script("cai-dung-cho", "-o", "-")


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("ssml", b"<?xml"), ("txt", b"X\xc3")])
def test_each_format_is_written(tmp_path, kind, start):
    script_page()
    file = tmp_path / "bai"
    assert str(file) in script("cai-dung-cho", "--format", kind, "-o", file)[0]
    assert file.read_bytes().startswith(start)


def test_a_pdf_goes_to_standard_output_as_it_is():
    script_page()
    raw = io.BytesIO()
    out = OutputWrapper(io.TextIOWrapper(raw))
    call_command("script", "cai-dung-cho", "--format", "pdf", "-o", "-", stdout=out)
    assert pages(raw.getvalue()) == 1


def test_a_cut_keeps_the_warning():
    script_page([f"Câu thứ {number} nói về cách mở máy thật chậm rãi." for number in range(12)])
    said = script("cai-dung-cho", "--cut", 10, "-o", "-")[0]
    assert "Không đọc mã ô tê pê cho ai." in said
    assert said.count("chậm rãi") < 4


def test_a_faster_reading_is_told_on_the_sheet(tmp_path):
    script_page()
    script("cai-dung-cho", "--format", "ssml", "--rate", 220, "-o", tmp_path / "bai")
    assert (tmp_path / "bai").exists()


def test_a_station_reads_it_with_its_own_words_and_is_told_that_it_has_not_approved_it():
    script_page()
    station = StationFactory(meeting_place="nhà văn hóa ấp Bảy", words="ngàn,bốn")
    said, side = script("cai-dung-cho", "--station", code_of(station), "-o", "-")
    assert "Mời đến nhà văn hóa ấp Bảy." in said
    assert "hai ngàn không trăm hai mươi bốn" in said
    assert station.name in side


def test_of_an_approved_text_the_approved_words_are_written():
    page = script_page()
    station = StationFactory()
    parts = (Part("content", ("Lời đã duyệt.",)),)
    ApprovalFactory(station=station, version=current(page.key), parts=as_data(parts), text_hash=digest(parts))
    said, side = script("cai-dung-cho", "--station", code_of(station), "-o", "-")
    assert said.split() == ["Lời", "đã", "duyệt."]
    assert side == ""


def refusal(*words):
    with pytest.raises(CommandError) as caught:
        script(*words)
    return str(caught.value)


def test_an_unknown_script_is_refused_with_the_near_ones():
    script_page()
    assert refusal("cai-dung-ch", "-o", "-").count("cai-dung-cho") == 2


def test_a_draft_is_no_script_to_hand_out():
    script_page().unpublish()
    assert "cai-dung-cho" in refusal("cai-dung-cho", "-o", "-")


def test_a_text_that_is_not_ready_is_refused_with_the_reason():
    script_page(["Hỏi XYZT."])
    for kind in ("txt", "docx", "pdf", "ssml"):
        assert "XYZT" in refusal("cai-dung-cho", "--format", kind, "-o", "-")


@pytest.mark.parametrize("rate", [149, 221, 0, "nan"])
def test_a_rate_out_of_bounds_is_refused(rate):
    script_page()
    said = refusal("cai-dung-cho", "--rate", rate, "-o", "-")
    assert "150" in said
    assert "220" in said


@pytest.mark.parametrize("seconds", [0, -5])
def test_a_cut_of_no_time_is_refused(seconds):
    script_page()
    assert refusal("cai-dung-cho", f"--cut={seconds}", "-o", "-")


def test_an_unknown_commune_is_refused():
    script_page()
    assert "99999" in refusal("cai-dung-cho", "--station", "99999", "-o", "-")


def test_a_commune_without_a_station_is_refused_by_its_name():
    script_page()
    commune = CommuneFactory(name="Mẫu Một")
    assert "Mẫu Một" in refusal("cai-dung-cho", "--station", UnitName.objects.get(unit=commune).code, "-o", "-")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    script_page()
    file = tmp_path / "nowhere" / "bai.txt"
    assert str(file) in refusal("cai-dung-cho", "-o", file)
