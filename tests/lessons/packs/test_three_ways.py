"""An update of a pack meets what people did here: the pack's last edition, its new one, and what stands.

One test a case. What a person edited is never written over, what a person deleted never comes back, and nothing is
deleted because the pack no longer has it."""

from __future__ import annotations

import pytest

from lessons.models import AppPage, LessonPage, PackBase, PosterPage, RadioScriptPage
from lessons.packs.loader import load
from lms.shared.screens.models import Screen
from quizzes.models import Certification, Quiz

from .tiny import FILES, write_pack

pytestmark = pytest.mark.django_db

OURS = "Lời của người biên soạn."
FIELDS = {AppPage: "summary", LessonPage: "summary", PosterPage: "foot", RadioScriptPage: "title"}
CHANGES = {
    AppPage: ("mau/app.yaml", "summary: Cài đúng chỗ.", "summary: Cài thật đúng chỗ."),
    LessonPage: ("mau/lesson-1-cai.yaml", "summary: Mở kho, rồi cài.", "summary: Mở kho rồi mới cài."),
    PosterPage: ("mau/poster.yaml", "foot: Chưa rõ thì hỏi.", "foot: Chưa rõ thì hỏi tổ."),
    RadioScriptPage: ("mau/radio.yaml", "title: Cài đúng chỗ", "title: Cài thật đúng chỗ"),
}
NODES = {
    AppPage: "app mau",
    LessonPage: "lesson cai-mau",
    PosterPage: "poster ap-phich-mau",
    RadioScriptPage: "radio phat-thanh-mau",
}
KINDS = pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)


def names(nodes) -> list[str]:
    return [str(node) for node in nodes]


def edit(model, words=OURS):
    page = model.objects.get()
    setattr(page, FIELDS[model], words)
    page.save_revision().publish()


def stands(model) -> str:
    return getattr(model.objects.get(), FIELDS[model])


def told(report) -> dict[str, list[str]]:
    """All that is not as it was, by what became of it."""
    return {name: names(nodes) for name, nodes in vars(report).items() if nodes and name != "unchanged"}


def renamed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def two_apps(folder, *, lesson_of="mau"):
    """The pack with a second app `hai`; the lesson `them-mau` stands in `lesson_of`."""
    write_pack(folder)
    pairs = [("mau", "hai"), ("Ứng dụng Đăng Ký", "Ứng dụng Hai"), ("Câu hỏi mẫu", "Câu hỏi hai")]
    for name, text in FILES.items():
        if name.startswith("mau/"):
            (folder / "hai").mkdir(exist_ok=True)
            (folder / name.replace("mau/", "hai/")).write_text(renamed(text, *pairs), encoding="utf-8")
    (folder / "course.yaml").write_text(
        FILES["course.yaml"].replace("apps: [mau]", "apps: [mau, hai]"), encoding="utf-8"
    )
    third = renamed(FILES["mau/lesson-1-cai.yaml"], ("cai-mau", "them-mau"), ("Cài ứng dụng mẫu", "Một bài thêm"))
    for app in ("mau", "hai"):
        (folder / app / "lesson-2-them.yaml").unlink(missing_ok=True)
    (folder / lesson_of / "lesson-2-them.yaml").write_text(third.replace("leaflet: true", ""), encoding="utf-8")
    return folder


def moved() -> LessonPage:
    return LessonPage.objects.get(key="them-mau")


# Nobody did anything here


def test_new_in_the_pack_is_created(tmp_path):
    report = load(write_pack(tmp_path))
    assert set(NODES.values()) <= set(told(report)["created"])


@KINDS
def test_untouched_here_and_changed_in_the_pack_is_updated(tmp_path, model):
    load(write_pack(tmp_path))
    before = stands(model)
    report = load(write_pack(tmp_path, CHANGES[model]))
    assert told(report) == {"updated": [NODES[model]]}
    assert stands(model) != before


def test_untouched_here_and_as_it_was_in_the_pack_is_unchanged(tmp_path):
    load(write_pack(tmp_path))
    assert told(load(tmp_path)) == {}


# Edited here


@KINDS
def test_edited_here_and_as_it_was_in_the_pack_is_kept(tmp_path, model):
    load(write_pack(tmp_path))
    edit(model)
    assert told(load(tmp_path)) == {"kept": [NODES[model]]}
    assert stands(model) == OURS


@KINDS
def test_edited_here_and_changed_in_the_pack_is_a_conflict_listed_every_time_and_never_overwritten(tmp_path, model):
    load(write_pack(tmp_path))
    edit(model)
    write_pack(tmp_path, CHANGES[model])
    assert [told(load(tmp_path)) for _time in range(2)] == [{"conflicts": [NODES[model]]}] * 2
    assert stands(model) == OURS


@KINDS
def test_edited_here_as_the_pack_changed_is_no_conflict_and_the_next_update_arrives(tmp_path, model):
    load(write_pack(tmp_path))
    _file, _old, new = CHANGES[model]
    edit(model, new.partition(": ")[2])
    assert told(load(write_pack(tmp_path, CHANGES[model]))) == {}
    file, old, _new = CHANGES[model]
    again = load(write_pack(tmp_path, (file, old, f"{old.partition(': ')[0]}: Lần thứ ba.")))
    assert told(again) == {"updated": [NODES[model]]}


def test_an_edit_taken_back_lets_the_update_in(tmp_path):
    load(write_pack(tmp_path))
    as_brought = stands(LessonPage)
    edit(LessonPage)
    edit(LessonPage, as_brought)
    assert told(load(write_pack(tmp_path, CHANGES[LessonPage]))) == {"updated": [NODES[LessonPage]]}


def test_an_edited_screen_stays_and_the_lesson_that_shows_it_is_updated(tmp_path):
    load(write_pack(tmp_path))
    Screen.objects.update(title="Màn hình của xã")
    change = ("mau/screens.yaml", "  title: Kho ứng dụng\n", "  title: Kho ứng dụng mới\n")
    report = load(write_pack(tmp_path, change, CHANGES[LessonPage]))
    assert told(report) == {"conflicts": ["screen mau/kho"], "updated": [NODES[LessonPage]]}
    assert Screen.objects.get().title == "Màn hình của xã"


def test_an_edited_rule_of_a_certification_stays(tmp_path):
    load(write_pack(tmp_path))
    Certification.objects.update(rule={"all": [{"quiz": "cau-hoi-mau", "percent": 90}]})
    change = ("course.yaml", "percent: 80", "percent: 85")
    assert told(load(write_pack(tmp_path, change))) == {"conflicts": ["certification giay-mau"]}
    assert Certification.objects.get().rule["all"][0]["percent"] == 90


# Deleted here


@pytest.mark.parametrize("model", [PosterPage, RadioScriptPage])
@pytest.mark.parametrize("updated", [False, True], ids=["as it was in the pack", "changed in the pack"])
def test_deleted_here_stays_deleted(tmp_path, model, updated):
    load(write_pack(tmp_path))
    model.objects.get().delete()
    report = load(write_pack(tmp_path, *([CHANGES[model]] if updated else [])))
    assert told(report) == {"kept": [NODES[model]]}
    assert not model.objects.exists()


def test_an_app_deleted_here_stays_deleted_with_all_that_stood_below_it(tmp_path):
    load(write_pack(tmp_path))
    AppPage.objects.get().delete()
    report = load(write_pack(tmp_path, CHANGES[LessonPage]))
    assert set(told(report)["kept"]) == set(NODES.values())
    assert [model.objects.count() for model in NODES] == [0] * 4


# Deleted in the pack


def without_second_lesson(folder):
    (folder / "mau" / "lesson-2-them.yaml").unlink()
    return folder


@pytest.mark.parametrize("edited", [False, True])
def test_no_longer_in_the_pack_is_left_standing_and_told(tmp_path, edited):
    load(two_apps(tmp_path))
    if edited:
        page = moved()
        page.summary = OURS
        page.save_revision().publish()
    report = load(without_second_lesson(tmp_path))
    assert told(report) == {"left": ["lesson them-mau"]}
    assert moved().live
    assert (moved().summary == OURS) == edited


def test_gone_here_and_in_the_pack_is_no_word_worth(tmp_path):
    load(two_apps(tmp_path))
    moved().delete()
    assert told(load(without_second_lesson(tmp_path))) == {}


def test_back_in_the_pack_it_is_followed_again(tmp_path):
    load(two_apps(tmp_path))
    load(without_second_lesson(tmp_path))
    assert told(load(two_apps(tmp_path))) == {}


def test_a_quiz_and_a_certification_that_the_pack_drops_are_told_too(tmp_path):
    load(two_apps(tmp_path))
    load(write_pack(tmp_path))  # without the second app
    report = load(tmp_path)
    assert {"app hai", "quiz cau-hoi-hai", "poster ap-phich-hai", "radio phat-thanh-hai"} < set(told(report)["left"])
    assert Quiz.objects.filter(key="cau-hoi-hai").exists()


# Moved from one app to another


def test_moved_in_the_pack_moves_here_with_its_key_its_address_and_its_screens(tmp_path):
    load(two_apps(tmp_path))
    before = moved()
    report = load(two_apps(tmp_path, lesson_of="hai"))
    after = moved()
    assert told(report) == {"updated": ["lesson them-mau"]}
    assert (after.pk, after.get_parent().specific.key, after.live) == (before.pk, "hai", True)
    assert after.url.startswith(AppPage.objects.get(key="hai").url)
    assert {step["screen"].key for step in after.steps()} == {"hai/kho"}
    assert told(load(tmp_path)) == {}


def test_moved_in_the_pack_to_an_app_that_has_such_an_address_gets_its_own(tmp_path):
    load(two_apps(tmp_path))
    sibling = LessonPage.objects.get(key="cai-hai")
    sibling.slug = moved().slug
    sibling.save()
    load(two_apps(tmp_path, lesson_of="hai"))
    assert moved().slug == f"{sibling.slug}-2"


def test_moved_in_the_pack_and_edited_here_is_a_conflict_and_stays(tmp_path):
    load(two_apps(tmp_path))
    page = moved()
    page.summary = OURS
    page.save_revision().publish()
    assert told(load(two_apps(tmp_path, lesson_of="hai"))) == {"conflicts": ["lesson them-mau"]}
    assert (moved().get_parent().specific.key, moved().summary) == ("mau", OURS)


def test_moved_here_stays_where_a_person_put_it(tmp_path):
    load(two_apps(tmp_path))
    moved().move(AppPage.objects.get(key="hai"), pos="last-child")
    assert told(load(tmp_path)) == {"kept": ["lesson them-mau"]}
    assert moved().get_parent().specific.key == "hai"


def test_moved_in_the_pack_is_known_from_a_register_that_did_not_say_where(tmp_path):
    """As installations have it that were made before lessons could move."""
    load(two_apps(tmp_path))
    for base in PackBase.objects.filter(node_kind__in=("lesson", "poster", "radio")):
        base.data.pop("app")
        base.save()
    assert told(load(two_apps(tmp_path, lesson_of="hai"))) == {"updated": ["lesson them-mau"]}
    assert moved().get_parent().specific.key == "hai"


def test_an_app_goes_over_to_a_group_that_the_update_brings(tmp_path):
    load(write_pack(tmp_path))
    more = "  - {key: dich-vu-cong, title: Dịch vụ công}\n  - {key: nhom-moi, title: Nhóm mới}\n"
    group = ("course.yaml", "  - {key: dich-vu-cong, title: Dịch vụ công}\n", more)
    load(write_pack(tmp_path, group, ("mau/app.yaml", "skill: dich-vu-cong", "skill: nhom-moi")))
    assert AppPage.objects.get().skill.title == "Nhóm mới"
