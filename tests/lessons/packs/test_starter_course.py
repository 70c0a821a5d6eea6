"""The starter course as a whole: every topic stands in it, is dated and sourced, and earns its certification."""

import datetime as dt
import unicodedata
from collections import Counter
from itertools import combinations

import pytest

from lessons.packs.loader import STARTER
from quizzes.certification import rules

from .starter import APPS, course, pack, screen_texts, sentences, texts

LONG = 9  # words; shorter sentences are turns of phrase
# Sentences that topics share on purpose: what keeps people safe and whom to ask, always said in the same words.
SHARED = {
    "Kính thưa quý vị và bà con, đây là mục kỹ năng số cộng đồng.",
    "Cảm ơn quý vị và bà con đã lắng nghe.",
    "Chưa rõ, hỏi tổ công nghệ số cộng đồng.",
    "Chưa rõ chỗ nào, mời bà con gặp tổ công nghệ số cộng đồng gần nhà.",
    "Tổ công nghệ số cộng đồng giúp bà con tại {nơi gặp}.",
    "Chỉ cài từ CH Play hoặc App Store, không cài tệp .apk.",
    "Không đưa mật khẩu, mã xác thực (OTP), ảnh khuôn mặt, ảnh thẻ cho người giúp.",
    "Cán bộ không yêu cầu cập nhật qua điện thoại.",
}


def test_every_folder_is_a_topic_of_the_course():
    assert sorted(APPS) == sorted(path.name for path in STARTER.iterdir() if (path / "app.yaml").exists())


def test_every_skill_has_topics_and_they_stand_together():
    skills = [skill.key for skill in course().course.skills]
    order = [skills.index(pack(app).app.skill) for app in APPS]
    assert order == sorted(order)
    assert set(order) == set(range(len(skills)))


@pytest.mark.parametrize("app", APPS)
def test_facts_are_sourced_and_dated(app):
    page = pack(app).app
    assert page.sources
    assert page.status.on == page.check.on
    assert dt.timedelta(days=90) <= page.check.until - page.check.on <= dt.timedelta(days=366)
    assert page.check.by
    assert 3 <= len(page.warnings) <= 5


def test_each_group_has_a_certification_and_the_whole_course_asks_for_all_of_them():
    known = {one.key: rules.parse(one.rule) for one in course().course.certifications}
    groups = {}
    for app in APPS:
        groups.setdefault(f"nhom-{pack(app).app.skill}", set()).add(pack(app).quiz.key)
    assert {key: set(rules.quizzes_of(rule)) for key, rule in known.items() if key in groups} == groups
    assert all(leaf.percent == 80 for key in groups for leaf in rules.leaves(known[key]))
    assert rules.certifications_of(known["to-vien-co-ban"]) == groups.keys()
    assert known.keys() - groups.keys() == {"to-vien-co-ban"}


def test_no_paper_is_called_what_it_is_not():
    for one in course().course.certifications:
        assert one.title.startswith("Giấy ghi nhận hoàn thành ")
        assert "phổ cập kỹ năng số" not in one.title.casefold()
        assert one.small_print.startswith("Không phải văn bằng, chứng chỉ")


def test_no_long_sentence_stands_in_two_topics():
    found = Counter(
        sentence
        for app in APPS
        for sentence in {one for words in texts(app) for one in sentences(words.text)}
        if len(sentence.split()) >= LONG
    )
    shared = {sentence for sentence, topics in found.items() if topics > 1}
    assert shared - SHARED == set()
    assert SHARED - shared == set()  # none is excused in vain


def test_no_two_lessons_share_a_list_of_screens_that_differs_only_in_names():
    def shape(app, lesson):
        screens = {screen.key: screen for screen in pack(app).screens}
        shown = [screens[step.screen] for step in lesson.steps if step.screen]
        return tuple(tuple(row.kind for row in screen.rows) or (screen.image,) for screen in shown)

    shapes = {(app, lesson.key): shape(app, lesson) for app in APPS for lesson in pack(app).lessons}
    same = [(a, b) for a, b in combinations(shapes, 2) if shapes[a] == shapes[b] and len(shapes[a]) > 1]
    assert same == []


def test_no_two_topics_have_screens_that_show_the_same_words():
    """A screen drawn for one topic and copied into another."""
    shown = {(app, screen.key): screen.spec().model_dump_json() for app in APPS for screen in pack(app).screens}
    copied = [(a, b) for a, b in combinations(shown, 2) if shown[a] == shown[b]]
    assert copied == []


@pytest.mark.parametrize("app", APPS)
def test_every_text_is_in_normal_form_and_on_one_line(app):
    for words in (*texts(app), *screen_texts(app)):
        assert unicodedata.is_normalized("NFC", words.text), words
        assert "  " not in words.text, words
