"""The engine: standards, data that stays data, deterministic bytes, threads, errors that name their part."""

from __future__ import annotations

import io
import threading
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.shared.pdf import MissingGlyph, Overflow, SheetError, WrongPageCount, render_pdf, render_png
from lms.shared.pdf.engine import MAX_TEXT
from lms.shared.pdf.fingerprint import _engine as engine_named
from lms.shared.pdf.fingerprint import fingerprint
from lms.shared.pdf.fonts import coverage
from lms.shared.pdf.workspace import workspace
from tests.shared.pdf.layouts import BLOCKS, BOX, HEAD, WORDS, layout, needs_pdftotext, text_of

INJECTIONS = [
    '#read("/etc/passwd")',
    '] #panic("x")',
    "*bold*",
    "_i_",
    "$x^2$",
    "\\\\",
    '#import "@preview/x:1.0.0"',
    "#eval(1)",
    "`raw`",
    "@ref",
    "// note",
    "a~b---c",
    "<script>alert(1)</script>",
]


def test_a_sheet_declares_pdf_ua_1_and_pdf_a_2a_and_vietnamese(tmp_path: Path) -> None:
    pdf = render_pdf(layout(tmp_path, WORDS), {"words": ["xin chào"]})
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert opened.Root.Lang == "vi"
        assert opened.Root.MarkInfo.Marked


@needs_pdftotext
@pytest.mark.parametrize("words", INJECTIONS)
def test_markup_in_the_data_is_printed_as_it_is(tmp_path: Path, words: str) -> None:
    assert words in text_of(render_pdf(layout(tmp_path, WORDS), {"words": [words]}))


@needs_pdftotext
def test_decomposed_and_bidi_text_comes_out_composed_and_in_order(tmp_path: Path) -> None:
    words = unicodedata.normalize("NFD", "Nguyễn Thị Mẫu") + " \u202egnort\u202c \u200bxong"
    assert text_of(render_pdf(layout(tmp_path, WORDS), {"words": [words]})).endswith("Nguyễn Thị Mẫu gnort xong")


@needs_pdftotext
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.sampled_from("aăâbcđêôơưẫộữỳ ZQ019#*_$`@[]{}\\/<>~-\"'"), min_size=1, max_size=60))
def test_any_drawable_text_survives_the_way_to_paper(tmp_path: Path, words: str) -> None:
    pdf = render_pdf(layout(tmp_path, WORDS), {"words": [words]})
    assert "".join(text_of(pdf).split()) == "Thử" + "".join(words.split())


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    sheet = layout(tmp_path, WORDS)
    first = render_pdf(sheet, {"words": ["một"]})
    render_pdf(sheet, {"words": ["hai"]})
    assert render_pdf(sheet, {"words": ["một"]}) == first


def test_the_timestamp_is_the_date_of_the_document(tmp_path: Path) -> None:
    when = datetime(2026, 11, 16, 8, 0, 0, 123456, tzinfo=UTC)
    pdf = render_pdf(layout(tmp_path, WORDS), {"words": ["một"]}, timestamp=when)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261116080000")


def test_a_timestamp_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(layout(tmp_path, WORDS), {"words": []}, timestamp=datetime(2026, 11, 16))  # noqa: DTZ001


@needs_pdftotext
def test_threads_at_once_each_get_their_own_sheet(tmp_path: Path) -> None:
    sheet, start, found = layout(tmp_path, WORDS), threading.Barrier(3), {}

    def draw(name: str) -> None:
        start.wait()
        found[name] = [text_of(render_pdf(sheet, {"words": [f"{name} {n}"]})) for n in range(6)]

    threads = [threading.Thread(target=draw, args=(name,)) for name in ("đỏ", "vàng", "xanh")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: [f"Thử {name} {n}" for n in range(6)] for name in ("đỏ", "vàng", "xanh")}


def test_a_thread_leaves_no_folder_behind() -> None:
    roots: list[Path] = []
    thread = threading.Thread(target=lambda: roots.append(workspace().root))
    thread.start()
    thread.join()
    assert not roots[0].exists()


def test_nothing_of_a_sheet_stays_in_the_private_root(tmp_path: Path) -> None:
    render_pdf(layout(tmp_path, WORDS), {"words": ["bí mật"]})
    left = [path for path in workspace().root.rglob("*") if path.is_file()]
    assert left
    assert not [path for path in left if path.suffix != ".typ" or path.is_symlink()]


@needs_pdftotext
def test_text_steps_down_in_size_until_it_fits(tmp_path: Path) -> None:
    words = "Bà con đọc kỹ từng dòng, chưa rõ thì hỏi. " * 3
    assert words.strip() in text_of(render_pdf(layout(tmp_path, BOX), {"owner": "x", "words": words}, pages=1))


def test_text_that_fits_at_no_size_is_an_error_naming_its_part(tmp_path: Path) -> None:
    with pytest.raises(Overflow) as caught:
        render_pdf(layout(tmp_path, BOX), {"owner": 'tổ "5" \\ ấp', "words": "rất dài " * 200})
    assert caught.value.part == 'box of tổ "5" \\ ấp'
    assert caught.value.has == "30mm"
    assert float(caught.value.needs.removesuffix("mm")) > 30


@pytest.mark.parametrize("rows", range(1, 9))
@pytest.mark.parametrize("lacking", [0.3, 1.2, 2.4])
def test_a_last_block_that_is_too_tall_is_refused_whatever_stands_above(
    tmp_path: Path, rows: int, lacking: float
) -> None:
    """It is cut to what is left, and what then remains is zero and the error of adding up."""
    words = "Lấy mã trong ứng dụng của mình rồi đưa cho khách xem."
    with pytest.raises(Overflow):
        render_pdf(layout(tmp_path, BLOCKS), {"rows": rows, "lacking": lacking, "words": words})


def test_a_picture_of_an_overflowing_sheet_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(Overflow):
        render_png(layout(tmp_path, BOX), {"owner": "x", "words": "rất dài " * 200})


def test_an_endless_word_is_broken_rather_than_cut_off(tmp_path: Path) -> None:
    with pytest.raises(Overflow):
        render_pdf(layout(tmp_path, BOX), {"owner": "x", "words": "W" * 900})


@pytest.mark.parametrize(("words", "missing"), [("Chúc vui 😀", ("😀",)), ("漢 ✓ 漢", ("漢", "✓"))])
def test_a_character_the_font_lacks_is_named(tmp_path: Path, words: str, missing: tuple[str, ...]) -> None:
    with pytest.raises(MissingGlyph) as caught:
        render_pdf(layout(tmp_path, WORDS), {"words": [words]})
    assert caught.value.characters == missing
    assert f"U+{ord(missing[0]):04X}" in str(caught.value)


def test_the_layouts_own_text_is_held_to_the_font_too(tmp_path: Path) -> None:
    with pytest.raises(MissingGlyph, match="U\\+2713"):
        render_pdf(layout(tmp_path, HEAD + "✓"), {})


def test_every_vietnamese_letter_is_in_the_font() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    every = {unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưy" for tone in tones}
    every |= set(letters)
    assert {ord(c) for word in every for c in word + word.upper()} <= coverage()


def test_a_second_page_where_one_is_due_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WrongPageCount) as caught:
        render_pdf(layout(tmp_path, WORDS + "#pagebreak()\nhai"), {"words": []}, pages=1)
    assert (caught.value.expected, caught.value.found) == (1, 2)


def test_pictures_of_pages_are_counted_too(tmp_path: Path) -> None:
    sheet = layout(tmp_path, WORDS + "#pagebreak()\nhai")
    assert len(render_png(sheet, {"words": []}, ppi=30, pages=2)) == 2
    with pytest.raises(WrongPageCount):
        render_png(sheet, {"words": []}, ppi=30, pages=1)


def test_more_text_than_any_sheet_holds_is_refused_before_drawing(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="characters of text"):
        render_pdf(layout(tmp_path, WORDS), {"words": ["a" * (MAX_TEXT + 1)]})


def test_documents_that_follow_each_other_may_hold_so_much_text_each(tmp_path: Path) -> None:
    words = {"words": ["a " * (MAX_TEXT // 2), "b"]}
    sheet = layout(tmp_path, '#set document(title: "Mẫu")\n= Mẫu')
    with pytest.raises(SheetError, match="characters of text"):
        render_pdf(sheet, words)
    assert render_pdf(sheet, words, parts=2)


def test_an_unknown_variant_is_a_programming_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown variant"):
        render_pdf(layout(tmp_path, WORDS), {"words": []}, variant="sepia")  # type: ignore[arg-type]


def test_a_fault_of_the_layout_tells_where(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="nothing"):
        render_pdf(layout(tmp_path, HEAD + "#data.nothing"), {"words": []})


def test_a_sheet_is_named_by_our_own_code_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    layout = tmp_path / "x.typ"
    layout.write_text("x")
    before = fingerprint(layout, "x")
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path.name == "press.py"))
    engine_named.cache_clear()
    assert fingerprint(layout, "x") != before
    monkeypatch.undo()
    engine_named.cache_clear()
