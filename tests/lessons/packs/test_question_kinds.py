"""A pack with one question of every kind: read, loaded, loaded again, edited here and in the pack."""

import pytest
from django.utils import timezone

from lessons.models import PackBase
from lessons.packs.faults import PackError
from lessons.packs.kinds.quizzes import QuestionKind
from lessons.packs.loader import load
from lessons.packs.reader import read_pack
from lms.shared.screens.models import Screen
from quizzes.kinds import KINDS
from quizzes.models import Attempt, AttemptItem, QuestionVersion, Quiz
from quizzes.questions import revise_question
from tests.factories.members import UserFactory

from .tiny import write_pack

QUIZ = """\
key: cau-hoi-mau
title: Câu hỏi mẫu
questions:
  - key: single
    kind: single
    text: Cài từ đâu?
    choices:
      - {key: a, text: Kho ứng dụng, correct: true}
      - {key: b, text: Đường dẫn lạ, feedback: Có thể là bẫy.}
    feedback: Chỉ cài từ kho.
    step: cai-mau/mo-kho
  - key: multiple
    kind: multiple
    text: Làm những gì?
    choices:
      - {key: a, text: Đọc tên, correct: true}
      - {key: b, text: Bấm vội}
    rule: all_or_nothing
    feedback: Đọc trước khi bấm.
    step: cai-mau/cai-dat
  - key: true-false
    kind: true_false
    text: Cài từ đường dẫn lạ cũng được.
    answer: false
    feedback_true: Có thể là bẫy.
    feedback: Chỉ cài từ kho.
    step: cai-mau/mo-kho
  - key: matching
    kind: matching
    text: Việc nào ở đâu?
    pairs:
      - {key: a, left: Cài, right: Kho ứng dụng}
      - {key: b, left: Gọi, right: Danh bạ}
    extra: [Máy ảnh]
    feedback: Mỗi việc một chỗ.
    step: cai-mau/mo-kho
  - key: ordering
    kind: ordering
    text: Làm theo thứ tự nào?
    items: [Mở kho, Bấm Cài đặt, Chờ tải xong]
    feedback: Mở kho trước.
    step: cai-mau/cai-dat
  - key: short
    kind: short
    text: Cài bằng ứng dụng nào?
    accepted:
      - {text: Kho ứng dụng}
      - {text: Kho, share: 0.5, feedback: Gần đúng.}
    level: marks
    feedback: Kho ứng dụng có sẵn trên máy.
    step: cai-mau/mo-kho
  - key: number
    kind: number
    text: Bài này có mấy bước?
    value: 2
    units: [bước]
    feedback: Hai bước.
    step: cai-mau/cai-dat
  - key: tap
    kind: tap
    text: Bấm vào đâu để cài?
    screen: kho
    right: [cai]
    feedback_at: {loai/1: Đó là trò chơi.}
    feedback: Bấm Cài đặt.
    step: cai-mau/cai-dat
"""
SCREEN_CHANGED = ("mau/screens.yaml", "{kind: button, id: cai, label: Cài đặt}", "{kind: button, id: cai, label: Cài}")
KEYS = [f"cau-hoi-mau-{kind.replace('_', '-')}" for kind in KINDS]


def pack(folder, *changes, quiz=()):
    write_pack(folder, *changes)
    text = QUIZ
    for old, new in quiz:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "mau/quiz.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(folder, old, new):
    with pytest.raises(PackError) as caught:
        read_pack(pack(folder, quiz=[(old, new)]))
    return [str(fault) for fault in caught.value.faults]


def line_of(words):
    return next(n for n, line in enumerate(QUIZ.splitlines(), start=1) if words in line)


def newest(kind):
    return QuestionVersion.objects.filter(question__key=f"cau-hoi-mau-{kind}").order_by("-number").first()


def ask(version):
    attempt = Attempt.objects.create(
        quiz=Quiz.objects.get(), member=UserFactory(), number=1, started_at=timezone.now(), pass_percent=80, max_mark=1
    )
    AttemptItem.objects.create(attempt=attempt, position=1, version=version, choice_order=[])


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "feedback_true: Có",
            "feedback_tru: Có",
            "3/feedback_tru",
            "there is no such field; the fields here are: key, ",
        ),
        ("left: Gọi, right: Danh", "left: Cài, right: Danh", "4/pairs/2/left", "two of them say the same: “Cài”"),
        ("Bấm Cài đặt, Chờ tải xong]", "Mở kho]", "5/items", "too few here: 2, at least 3"),
        ("share: 0.5", "share: 2", "6/accepted/2/share", "a share is above 0 and at most 1"),
        ("value: 2", "value: hai", "7/value", "“hai” is not a number"),
        ("right: [cai]", "right: [xoa]", "8/right/1", "the screen has no place “xoa”"),
        ("{loai/1: Đó", "{loai/7: Đó", "8/feedback_at/loai/7", "the screen has no place “loai/7”"),
        ("screen: kho", "screen: nha", "8/screen", "there is no screen nha in screens.yaml"),
        ("kind: number", "kind: numbers", "7/kind", "there is no kind numbers; the kinds are: 'single', 'multiple', "),
    ],
)
def test_a_fault_of_any_kind_is_told_with_line_and_place(tmp_path, old, new, place, message):
    [fault] = faults(tmp_path, old, new)
    assert fault.startswith(f"mau/quiz.yaml, line {line_of(old)}, questions/{place}: {message}")


@pytest.mark.django_db
def test_every_kind_is_loaded_so_that_it_can_be_graded(tmp_path):
    load(pack(tmp_path))
    versions = QuestionVersion.objects.order_by("pk")
    assert [version.question.key for version in versions] == KEYS
    assert [version.asked.share(version.asked.right()) for version in versions] == [1] * len(KINDS)


@pytest.mark.django_db
def test_loading_every_kind_twice_changes_nothing(tmp_path):
    load(pack(tmp_path))
    before = [list(model.objects.order_by("pk").values_list()) for model in (QuestionVersion, PackBase)]
    report = load(tmp_path)
    assert [list(model.objects.order_by("pk").values_list()) for model in (QuestionVersion, PackBase)] == before
    assert (report.created, report.updated, report.kept, report.conflicts) == ([], [], [], [])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_of_any_kind_survives_an_update(tmp_path, kind):
    load(pack(tmp_path))
    version = newest(kind.replace("_", "-"))
    revise_question(question=version.question, text="Lời của người biên soạn?", kind=kind, spec=version.spec)
    report = load(tmp_path)
    assert [str(node) for node in report.kept] == [f"question {version.question.key}"]
    assert newest(kind.replace("_", "-")).text == "Lời của người biên soạn?"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("true-false", "answer: false", "answer: true"),
        ("matching", "extra: [Máy ảnh]", "extra: [Máy tính]"),
        ("ordering", "[Mở kho, Bấm", "[Vào kho, Bấm"),
        ("short", "level: marks", "level: exact"),
        ("number", "value: 2", "value: 3"),
        ("tap", "right: [cai]", "right: [cai, loai/0]"),
    ],
)
def test_a_change_in_the_pack_reaches_a_question_nobody_edited(tmp_path, kind, old, new):
    load(pack(tmp_path))
    before = newest(kind).spec
    report = load(pack(tmp_path, quiz=[(old, new)]))
    assert [str(node) for node in report.updated] == [f"question cau-hoi-mau-{kind}"]
    assert newest(kind).spec != before


@pytest.mark.django_db
def test_a_question_to_be_tapped_exports_with_the_key_of_its_screen(tmp_path):
    load(pack(tmp_path))
    data = QuestionKind("mau", {}, {}).data(newest("tap"))
    assert (data["screen"], data["right"], data["feedback_at"]) == ("kho", ["cai"], {"loai/1": "Đó là trò chơi."})
    assert (data["feedback"], "beyond" in data) == ("Bấm Cài đặt.", False)


@pytest.mark.django_db
def test_a_screen_that_stands_in_no_pack_is_exported_whole(tmp_path):
    load(pack(tmp_path))
    version = newest("tap")
    version.spec["screen"]["bar"]["title"] = "Chỗ khác"
    data = QuestionKind("mau", {}, {}).data(version)
    assert (data["screen"], data["beyond"]["screen"]["bar"]["title"]) == (None, "Chỗ khác")


@pytest.mark.django_db
def test_a_screen_changed_in_the_pack_makes_the_next_version_of_a_question_that_was_asked(tmp_path):
    load(pack(tmp_path))
    ask(newest("tap"))
    report = load(pack(tmp_path, SCREEN_CHANGED))
    assert [str(node) for node in report.updated] == ["screen mau/kho", "question cau-hoi-mau-tap"]
    first, second = QuestionVersion.objects.filter(question__key="cau-hoi-mau-tap").order_by("number")
    assert [version.asked.right_labels() for version in (first, second)] == [["Cài đặt"], ["Cài"]]


@pytest.mark.django_db
def test_a_screen_changed_here_shows_in_the_question_after_the_next_load(tmp_path):
    load(pack(tmp_path))
    screen = Screen.objects.get()
    screen.bar_title = "Chợ ứng dụng"
    screen.save()
    load(tmp_path)
    assert newest("tap").spec["screen"]["bar"]["title"] == "Chợ ứng dụng"
    assert load(tmp_path).updated == []


@pytest.mark.django_db
def test_a_trainers_wording_stays_when_the_screen_changes_in_the_pack(tmp_path):
    load(pack(tmp_path))
    version = newest("tap")
    revise_question(question=version.question, text="Lời của người biên soạn?", kind="tap", spec=version.spec)
    report = load(pack(tmp_path, SCREEN_CHANGED))
    assert [str(node) for node in report.conflicts] == ["question cau-hoi-mau-tap"]
    assert newest("tap").text == "Lời của người biên soạn?"


@pytest.mark.django_db
def test_a_question_stays_as_it_is_when_its_right_row_was_taken_away_here(tmp_path):
    load(pack(tmp_path))
    screen = Screen.objects.get()
    screen.rows = [row for row in screen.rows.raw_data if row["value"].get("id") != "cai"]
    screen.save()
    report = load(tmp_path)
    assert [str(node) for node in report.conflicts] == ["question cau-hoi-mau-tap"]
    assert newest("tap").asked.right_labels() == ["Cài đặt"]
