"""A topic may bring a second quiz, for practice: it never counts, and goes along on phones."""

import pytest

from lessons.models import AppPage
from lessons.packs.faults import PackError
from lessons.packs.loader import load
from lessons.packs.reader import read_pack
from quizzes.models import Quiz
from quizzes.offline.choosing import sheets_of_app

from .tiny import write_pack

PRACTICE = """\
key: luyen-tap-mau
title: Luyện tập
questions:
  - key: mo-gi
    kind: single
    text: Mở gì trước?
    choices:
      - {key: a, text: Kho ứng dụng, correct: true}
      - {key: b, text: Danh bạ}
    feedback: Mở kho trước.
    step: cai-mau/mo-kho
  - key: bam-dau
    kind: tap
    screen: kho
    right: [cai]
    text: Bấm vào đâu?
    feedback: Bấm Cài đặt.
    step: cai-mau/cai-dat
"""
# The exam of the tiny pack with a shelf that it draws from.
DRAWN = ("mau/quiz.yaml", "title: Câu hỏi mẫu\n", "title: Câu hỏi mẫu\ncategories: [{key: ke, title: Kệ}]\n")
DRAWS = (
    "mau/quiz.yaml",
    "    step: cai-mau/cai-dat\n",
    "    step: cai-mau/cai-dat\ndraws: [{category: ke, count: 1}]\n",
)
SHELF = ("mau/quiz.yaml", "    kind: single\n", "    kind: single\n    category: ke\n")


def with_practice(folder, text=PRACTICE, *changes):
    write_pack(folder, *changes)
    (folder / "mau/practice.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder):
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.django_db
def test_it_stands_beside_the_quiz_of_the_app_and_never_counts(tmp_path):
    load(with_practice(tmp_path))
    assert Quiz.objects.get(key="luyen-tap-mau").practice
    assert AppPage.objects.get(key="mau").quiz.key == "cau-hoi-mau"


@pytest.mark.django_db
def test_its_questions_go_along_with_the_app(tmp_path):
    load(with_practice(tmp_path))
    (sheet,) = sheets_of_app("mau")
    keys = [version.question.key for version in sheet.versions]
    assert (sheet.quiz.key, keys) == ("luyen-tap-mau", ["luyen-tap-mau-mo-gi", "luyen-tap-mau-bam-dau"])


@pytest.mark.django_db
def test_loading_it_twice_changes_nothing(tmp_path):
    load(with_practice(tmp_path))
    report = load(tmp_path)
    assert (report.created, report.updated, report.conflicts) == ([], [], [])


@pytest.mark.django_db
def test_an_app_gains_one_with_a_later_edition_of_the_pack(tmp_path):
    load(write_pack(tmp_path))
    report = load(with_practice(tmp_path))
    assert {str(node) for node in report.created} >= {"quiz luyen-tap-mau", "question luyen-tap-mau-mo-gi"}
    assert report.conflicts == []


@pytest.mark.django_db
def test_a_pack_that_has_it_no_longer_leaves_it_and_says_so(tmp_path):
    load(with_practice(tmp_path))
    (tmp_path / "mau/practice.yaml").unlink()
    assert [str(node) for node in load(tmp_path).left] == ["quiz luyen-tap-mau"]
    assert Quiz.objects.filter(key="luyen-tap-mau").exists()


def test_a_file_that_wants_it_to_count_is_refused(tmp_path):
    (fault,) = faults(with_practice(tmp_path, PRACTICE + "practice: false\n"))
    assert fault.startswith("mau/practice.yaml, line 19, practice:")


def test_a_step_or_a_row_that_is_not_there_is_named_with_its_line(tmp_path):
    broken = PRACTICE.replace("cai-mau/mo-kho", "cai-mau/khong-co").replace("screen: kho", "screen: khac")
    found = faults(with_practice(tmp_path, broken))
    places = [fault.partition(":")[0] for fault in found]
    assert places == ["mau/practice.yaml, line 11, questions/1/step", "mau/practice.yaml, line 14, questions/2/screen"]


def test_a_category_that_an_exam_draws_from_is_refused(tmp_path):
    text = PRACTICE.replace("title: Luyện tập\n", "title: Luyện tập\ncategories: [{key: ke, title: Kệ}]\n")
    text = text.replace("    kind: single\n", "    kind: single\n    category: ke\n")
    (fault,) = faults(with_practice(tmp_path, text, DRAWN, DRAWS, SHELF))
    assert fault.startswith("mau/practice.yaml, line 7, questions/1/category: a quiz that counts draws from")


def test_its_key_differs_from_those_of_all_quizzes(tmp_path):
    found = faults(with_practice(tmp_path, PRACTICE.replace("luyen-tap-mau", "cau-hoi-mau")))
    assert any(fault.startswith("mau/practice.yaml, line 1, key:") for fault in found)
