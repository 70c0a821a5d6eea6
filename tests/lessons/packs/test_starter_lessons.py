"""Every lesson of the starter course, as its files say it: steps, screens, what is said and what is printed."""

import re
from collections import Counter

import pytest

from lessons.radio.spoken import speaker
from lessons.radio.timing import syllables
from lms.shared.screens.words import describe

from .starter import APPS, GLOSSARY, pack, steps, texts

LONGEST_SAID = 25  # syllables: what one breath carries
LONGEST_SHORT = 60
LONGEST_ON_POSTER = 42
VOICE = speaker(GLOSSARY)
WRITTEN_SO = {"VNelD"}  # the name of a fake app, shown so that one learns to see it

pytestmark = pytest.mark.parametrize("app", APPS)


def test_a_topic_has_one_to_three_lessons_of_five_to_nine_steps(app):
    lessons = pack(app).lessons
    assert 1 <= len(lessons) <= 3
    assert [lesson.key for lesson in lessons if not 5 <= len(lesson.steps) <= 9] == []


def test_every_step_that_shows_a_screen_says_it_in_words(app):
    screens = {screen.key: screen.spec() for screen in pack(app).screens}
    for _lesson, step in steps(app):
        if step.screen:
            said = describe(screens[step.screen], step.target)
            assert said.startswith(("Màn hình ", "Ảnh chụp màn hình: ")), step.key
            assert len(said.split()) >= 6, step.key


def test_a_step_has_a_screen_of_its_own(app):
    """The same screen may come back once: what one sees after going away and coming home."""
    shown = Counter(step.screen for _lesson, step in steps(app) if step.screen)
    assert {screen: times for screen, times in shown.items() if times > 2} == {}
    assert len(shown) >= 0.6 * sum(shown.values())


def test_every_screen_is_shown_somewhere(app):
    one = pack(app)
    shown = {step.screen for _lesson, step in steps(app)} | {one.poster.screen}
    asked = {question.screen for question in one.quiz.questions if question.kind == "tap"}
    assert {screen.key for screen in one.screens} - shown - asked == set()


def test_what_is_said_is_one_breath_ready_for_air(app):
    for _lesson, step in steps(app):
        said = VOICE.speak(step.say)
        assert said.text, step.key
        assert not said.problems, (step.key, said.problems)
        assert syllables(said.text) <= LONGEST_SAID, step.key
        assert not re.search(r"\d", step.say), step.key


def test_what_is_printed_is_short(app):
    one = pack(app)
    on_poster = {
        (column.steps.lesson, key) for column in one.poster.columns if column.steps for key in column.steps.keys
    }
    for lesson, step in steps(app):
        most = LONGEST_ON_POSTER if (lesson.key, step.key) in on_poster else LONGEST_SHORT
        assert 0 < len(step.short) <= most, step.key


def test_six_steps_are_on_the_leaflet_and_five_at_most_are_marked_for_the_card(app):
    marked = [step for _lesson, step in steps(app)]
    assert sum(step.leaflet for step in marked) == 6
    assert sum(step.card for step in marked) in (0, 5)


def test_every_term_in_capitals_is_in_the_glossary(app):
    unknown = {(one, words.where) for words in texts(app) for one in VOICE.speak(words.text.replace("**", "")).unknown}
    assert {(one, where) for one, where in unknown if one not in WRITTEN_SO} == set()
