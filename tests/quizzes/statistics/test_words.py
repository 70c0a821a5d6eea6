import pytest

from quizzes.statistics.words import Finding, Verdict, judge
from tests.quizzes.statistics.samples import chosen, figures


def findings(**changes):
    return [verdict.finding for verdict in judge(figures(**changes))]


def test_a_sound_question_is_good():
    assert judge(figures()) == (Verdict(Finding.GOOD, 0.6),)


def test_under_twenty_attempts_nothing_else_is_said():
    found = judge(figures(attempts=19, facility=0.0, answers=chosen(of=19, a=0, b=19)))
    assert found == (Verdict(Finding.FEW_ATTEMPTS, 19),)


def test_twenty_attempts_are_enough():
    assert findings(attempts=20) == ["good"]


def test_almost_all_on_one_wrong_answer_names_it_and_does_not_say_too_hard_as_well():
    found = judge(figures(facility=0.04, discrimination_index=-0.5, answers=chosen(a=4, b=6, c=90)))
    assert found == (Verdict(Finding.ALMOST_ALL_CHOSE_A_WRONG_ANSWER, 0.9, "c"),)


def test_almost_all_on_the_right_answer_is_no_matter_of_the_key():
    assert findings(facility=0.9, answers=chosen(a=90, b=6, c=4)) == ["good"]


def test_what_nearly_all_get_right_is_too_easy_and_nothing_is_said_of_its_distractors():
    found = judge(figures(facility=0.97, discrimination_index=-0.4, answers=chosen(a=97, b=3, c=0)))
    assert found == (Verdict(Finding.TOO_EASY, 0.97),)


def test_what_few_get_right_is_too_hard():
    assert findings(facility=0.15, answers=chosen(a=15, b=45, c=40)) == ["too_hard"]


def test_a_wrong_answer_nobody_chose_is_a_weak_distractor():
    found = judge(figures(answers=chosen(a=60, b=40, c=0, d=0)))
    assert found == (Verdict(Finding.WEAK_DISTRACTOR, 0, "c"), Verdict(Finding.WEAK_DISTRACTOR, 0, "d"))


def test_a_right_answer_nobody_chose_is_no_weak_distractor():
    assert "weak_distractor" not in findings(facility=0.0, answers=chosen(a=0, b=60, c=40))


def test_who_does_well_elsewhere_and_fails_here_makes_it_negative():
    assert judge(figures(discrimination_index=-0.3)) == (Verdict(Finding.NEGATIVE_DISCRIMINATION, -0.3),)


@pytest.mark.parametrize(("attempts", "finding"), [(26, "weak_discrimination"), (1_000, "negative_discrimination")])
def test_a_little_below_zero_is_negative_only_beyond_chance(attempts, finding):
    assert findings(attempts=attempts, discrimination_index=-0.1) == [finding]


def test_near_the_guess_and_telling_nobody_apart_is_guessing():
    found = judge(figures(facility=0.35, discrimination_index=0.02))
    assert found == (Verdict(Finding.GUESSING, 0.35),)


def test_near_the_guess_but_telling_members_apart_is_not_guessing():
    assert findings(facility=0.35, discrimination_index=0.5) == ["good"]


def test_far_from_the_guess_and_telling_nobody_apart_is_weak():
    assert findings(discrimination_index=0.1) == ["weak_discrimination"]


def test_without_a_guess_share_there_is_no_guessing():
    assert findings(facility=0.03 + 0.05, random_guess=0.0, discrimination_index=0.1) == [
        "too_hard",
        "weak_discrimination",
    ]


def test_where_discrimination_is_undefined_difficulty_is_told_alone():
    assert findings(discrimination_index=None) == ["good"]


def test_the_most_pressing_comes_first():
    found = findings(facility=0.2, discrimination_index=-0.5, answers=chosen(a=20, b=80, c=0))
    assert found == ["almost_all_chose_a_wrong_answer", "negative_discrimination", "weak_distractor"]


def test_of_a_question_without_a_mark_nothing_is_said():
    assert judge(figures(facility=None)) == ()
