import io
import unicodedata

import pytest
from PIL import Image

from lessons.packs.faults import PackError
from lessons.packs.loader import STARTER
from lessons.packs.reader import Limits, read_pack

from .tiny import FILES, write_pack


def faults(folder, *changes):
    with pytest.raises(PackError) as caught:
        read_pack(write_pack(folder, *changes))
    return [str(fault) for fault in caught.value.faults]


def line_of(name, words):
    return next(n for n, line in enumerate(FILES[name].splitlines(), start=1) if words in line)


def picture(size=(300, 600), kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


PICTURE_SCREEN = """\
- key: kho
  title: Kho ứng dụng
  image: images/kho.png
  alt: Kho ứng dụng với nút cài.
  marks: [{id: cai, label: Cài đặt, x: 10, y: 10, w: 20, h: 5}, {id: loai, label: Loại, x: 1, y: 1, w: 5, h: 5}]
"""


def with_picture(folder, content):
    write_pack(folder, ("mau/lesson-1-cai.yaml", "target: loai/0", "target: loai"))
    (folder / "mau/screens.yaml").write_text(PICTURE_SCREEN, encoding="utf-8")
    (folder / "mau/images").mkdir()
    if content is not None:
        (folder / "mau/images/kho.png").write_bytes(content)
    return folder


def test_the_tiny_pack_is_sound(tmp_path):
    assert [pack.app.key for pack in read_pack(write_pack(tmp_path)).apps] == ["mau"]


def test_the_starter_course_is_sound():
    pack = read_pack(STARTER)
    assert [app.app.key for app in pack.apps] == pack.course.apps


def test_an_unknown_field_names_file_line_place_and_the_fields_there_are(tmp_path):
    found = faults(tmp_path, ("mau/quiz.yaml", "feedback: Đọc trước", "feedbak: Đọc trước"))
    line = line_of("mau/quiz.yaml", "feedback: Đọc trước")
    assert found == [
        f"mau/quiz.yaml, line {line_of('mau/quiz.yaml', 'lam-gi')}, questions/2/feedback: this field is missing",
        f"mau/quiz.yaml, line {line}, questions/2/feedbak: there is no such field; "
        "the fields here are: key, kind, text, choices, rule, feedback, step, category, tags",
    ]


def test_an_unknown_row_kind_lists_the_kinds(tmp_path):
    found = faults(tmp_path, ("mau/screens.yaml", "kind: button", "kind: buton"))
    line = line_of("mau/screens.yaml", "kind: button")
    assert found[0].startswith(f"mau/screens.yaml, line {line}, 1/rows/3/kind: there is no kind buton; the kinds are: ")
    assert "'button'" in found[0]


def test_a_wrong_field_of_a_row_lists_the_fields_of_that_kind(tmp_path):
    found = faults(tmp_path, ("mau/screens.yaml", "{kind: text, text:", "{kind: text, words: x, text:"))
    line = line_of("mau/screens.yaml", "kind: text")
    assert found == [
        f"mau/screens.yaml, line {line}, 1/rows/2/words: there is no such field; the fields here are: id, kind, text"
    ]


def test_a_field_that_stands_twice_is_a_fault(tmp_path):
    found = faults(tmp_path, ("mau/app.yaml", "runner: Ban biên soạn\n", "runner: Một\nrunner: Hai\n"))
    line = line_of("mau/app.yaml", "runner:")
    assert found == [f"mau/app.yaml, line {line + 1}, runner: this field stands twice; first in line {line}"]


def test_two_apps_cannot_share_a_key_of_a_question_of_one_quiz(tmp_path):
    found = faults(tmp_path, ("mau/quiz.yaml", "key: lam-gi", "key: cai-tu-dau"))
    line = line_of("mau/quiz.yaml", "key: lam-gi")
    assert found[0].startswith(f"mau/quiz.yaml, line {line}, questions/2/key: the key cau-hoi-mau-cai-tu-dau is taken")


def test_a_short_link_could_not_tell_two_pages_with_one_key_apart(tmp_path):
    found = faults(tmp_path, ("mau/poster.yaml", "key: ap-phich-mau", "key: mau"))
    line = line_of("mau/app.yaml", "key: mau")
    assert found == [f"mau/poster.yaml, line 1, key: the key mau is taken already, at mau/app.yaml:{line}"]


def test_a_step_that_does_not_exist_is_a_fault(tmp_path):
    found = faults(tmp_path, ("mau/quiz.yaml", "step: cai-mau/cai-dat", "step: cai-mau/mat-roi"))
    line = line_of("mau/quiz.yaml", "step: cai-mau/cai-dat")
    assert found == [f"mau/quiz.yaml, line {line}, questions/2/step: there is no step cai-mau/mat-roi in this app"]


def test_a_target_that_no_row_has_lists_the_rows(tmp_path):
    found = faults(tmp_path, ("mau/poster.yaml", "target: cai", "target: xoa"))
    assert found == [
        "mau/poster.yaml, line 5, target: the screen kho has no row xoa; it has: bar/back, loai, loai/0, loai/1, cai"
    ]


@pytest.mark.parametrize("day", ["2026-13-45", "16/11/2026", "hôm nay"])
def test_what_is_not_a_date_is_a_fault(tmp_path, day):
    found = faults(tmp_path, ("mau/app.yaml", "until: 2027-05-16", f"until: {day}"))
    line = line_of("mau/app.yaml", "until:")
    assert found == [
        f"mau/app.yaml, line {line}, check/until: not a date; write year-month-day, for example 2026-11-16"
    ]


def test_words_that_are_too_long_say_by_how_much(tmp_path):
    found = faults(tmp_path, ("mau/app.yaml", "title: Cài đúng chỗ,", f"title: {'x' * 61},"))
    assert found[0].endswith("leaflet/title: too long: 61 characters, at most 60")


def test_a_rule_over_a_quiz_that_no_app_has_is_a_fault(tmp_path):
    found = faults(tmp_path, ("course.yaml", "quiz: cau-hoi-mau", "quiz: cau-hoi-khac"))
    line = line_of("course.yaml", "quiz:")
    assert found == [
        f"course.yaml, line {line}, certifications/1/rule: no app of this course has the quiz cau-hoi-khac"
    ]


def test_a_rule_that_is_no_rule_is_a_fault_at_its_place(tmp_path):
    found = faults(tmp_path, ("course.yaml", "percent: 80", "percent: 120"))
    assert found[0].startswith(
        f"course.yaml, line {line_of('course.yaml', 'rule:')}, certifications/1/rule/all/1/percent"
    )


def test_the_faults_of_all_files_come_at_once(tmp_path):
    found = faults(
        tmp_path,
        ("mau/app.yaml", "state: in_use", "state: gone"),
        ("mau/quiz.yaml", "kind: single", "kind: guess"),
        ("mau/radio.yaml", "seconds: 8", "seconds: 90"),
    )
    assert [fault.split(",")[0] for fault in found] == ["mau/app.yaml", "mau/quiz.yaml", "mau/radio.yaml"]


def test_yaml_that_cannot_be_read_names_its_line(tmp_path):
    found = faults(tmp_path, ("mau/poster.yaml", "foot: Chưa", "foot: [Chưa"))
    assert found[0].startswith("mau/poster.yaml, line ")
    assert "this cannot be read as YAML" in found[0]


def test_tags_of_programming_languages_are_refused(tmp_path):
    found = faults(tmp_path, ("mau/poster.yaml", "foot: Chưa rõ thì hỏi.", "foot: !!python/name:os.system x"))
    assert "are not allowed" in found[0]


def test_aliases_that_unfold_without_end_are_refused(tmp_path):
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    write_pack(tmp_path)
    (tmp_path / "mau/poster.yaml").write_text(bomb, encoding="utf-8")
    with pytest.raises(PackError, match="too much data"):
        read_pack(tmp_path)


def test_a_missing_file_and_a_file_that_is_no_part_are_faults(tmp_path):
    write_pack(tmp_path)
    (tmp_path / "mau/radio.yaml").rename(tmp_path / "mau/radoi.yaml")
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path)
    assert [fault.file for fault in caught.value.faults] == ["mau/radio.yaml", "mau/radoi.yaml"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text(FILES["mau/poster.yaml"], encoding="utf-8")
    folder = write_pack(tmp_path / "pack")
    (folder / "mau/poster.yaml").unlink()
    (folder / "mau/poster.yaml").symlink_to(outside)
    with pytest.raises(PackError, match=r"mau/poster.yaml: links are not followed"):
        read_pack(folder)


def test_text_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    write_pack(tmp_path)
    (tmp_path / "mau/poster.yaml").write_bytes(b"key: ap-phich\ntitle: C\xe0i\n")
    with pytest.raises(PackError, match=r"mau/poster.yaml, line 2: not UTF-8"):
        read_pack(tmp_path)


def test_decomposed_vietnamese_is_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "Một ứng dụng")
    pack = read_pack(write_pack(tmp_path, ("mau/app.yaml", "title: Ứng dụng Đăng Ký", f"title: {decomposed}")))
    assert pack.apps[0].app.title == "Một ứng dụng"


def test_a_real_screenshot_is_read_and_drawn_anew(tmp_path):
    pack = read_pack(with_picture(tmp_path, picture()))
    content = pack.pictures["mau/images/kho.png"]
    assert Image.open(io.BytesIO(content)).format == "WEBP"


def test_a_missing_picture_is_a_fault_where_it_is_named(tmp_path):
    with pytest.raises(PackError, match=r"mau/screens.yaml, line 3, 1/image: mau/images/kho.png: this file is missing"):
        read_pack(with_picture(tmp_path, None))


def test_a_picture_that_is_none_is_a_fault(tmp_path):
    with pytest.raises(PackError, match=r"mau/screens.yaml, line 3, 1/image: .*this is not a PNG, JPEG or WebP"):
        read_pack(with_picture(tmp_path, b"<svg xmlns='http://www.w3.org/2000/svg'/>"))


def test_a_picture_of_too_many_pixels_is_a_fault(tmp_path):
    with pytest.raises(PackError, match="more than 100 pixels"):
        read_pack(with_picture(tmp_path, picture()), Limits(max_pixels=100))


def test_a_fault_can_be_told_in_another_language(tmp_path):
    with pytest.raises(PackError) as caught:
        read_pack(write_pack(tmp_path, ("mau/app.yaml", "runner: Ban biên soạn\n", "")))
    words = {"%(file)s, line %(line)d, %(place)s: %(message)s": "%(file)s, dòng %(line)d, %(place)s: %(message)s"}
    words["this field is missing"] = "thiếu mục này"
    told = caught.value.faults[0].in_language(lambda template: words.get(template, template))
    assert told == "mau/app.yaml, dòng 1, runner: thiếu mục này"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_that_is_nested_very_deeply_is_a_fault_like_any_other(tmp_path, opening):
    write_pack(tmp_path)
    (tmp_path / "mau/quiz.yaml").write_text(opening * 50_000, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path)
    assert any(fault.file == "mau/quiz.yaml" for fault in caught.value.faults)
