"""Every question of the starter course: its key alone earns the whole mark, and guessing does not pass."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

import pytest

from quizzes.kinds import Asked, Response
from quizzes.kinds.base import opaque_key
from quizzes.kinds.number_text import parse_number

from .starter import APPS, pack, questions, steps

QUESTIONS = 10  # an attempt asks
BLIND = Fraction(35, 100)  # of the marks at most, for one who presses anything
ALL_OF_THEM = ("tất cả các ý", "tất cả các câu", "tất cả ý", "tất cả đều", "cả hai ý", "cả ba ý", "các ý trên")


def asked_in(app, some=None) -> Iterator[tuple[object, Asked]]:
    screens = {screen.key: screen.spec().model_dump(mode="json") for screen in pack(app).screens}
    return ((one, Asked.of(one.kind, one.spec(screens))) for one in (some or questions(app)))


def answers(asked: Asked, kind: str) -> Iterator[Response]:
    """Every answer that can be given; of matchings, those one slip away from the key."""
    spec, keys = asked.spec, [option.key for option in asked.kind.options(asked.spec)]
    match kind:
        case "single":
            yield from ({"choices": [key]} for key in keys)
        case "multiple":
            yield from ({"choices": list(some)} for n in range(1, len(keys) + 1) for some in combinations(keys, n))
        case "true_false":
            yield from ({"answer": answer} for answer in (True, False))
        case "matching":
            right = asked.right()["pairs"]
            yield {"pairs": right}
            yield from ({"pairs": {**right, line: key}} for line in right for key in keys)
        case "ordering":
            yield from ({"order": list(order)} for order in permutations(spec.right))
        case "short":
            yield from ({"text": accepted.text} for accepted in spec.accepted)
            yield {"text": "không biết"}
        case "number":
            number, reach = parse_number(spec.value, spec.units), spec.reach
            yield from ({"number": _written(some)} for some in (number, number + reach + 1, number - reach - 1))
        case "tap":
            yield from ({"target": key} for key in keys)


def _written(number: Fraction) -> str:
    return f"{float(number):g}".replace(".", ",") if number.denominator > 1 else str(int(number))


def keyed(question, response: Response) -> bool:
    """Whether the file calls this answer right."""
    match question.kind:
        case "single" | "multiple":
            return set(response["choices"]) == {choice.key for choice in question.choices if choice.correct}
        case "true_false":
            return response["answer"] == question.answer
        case "matching":
            return response["pairs"] == {pair.key: opaque_key(pair.right) for pair in question.pairs}
        case "ordering":
            return response["order"] == [opaque_key(item) for item in question.items]
        case "short":
            return any(response["text"] == one.text and one.share == 1 for one in question.accepted)
        case "number":
            return response["number"] == _written(parse_number(question.value, question.units))
        case "tap":
            return response["target"] in question.right or response["target"].rpartition("/")[0] in question.right
    raise AssertionError(question.kind)


@pytest.mark.parametrize("app", APPS)
def test_the_key_earns_the_whole_mark_and_every_other_answer_less(app):
    for question, asked in asked_in(app):
        given = list(answers(asked, question.kind))
        right = [asked.share(one) == 1 for one in given]
        assert right == [keyed(question, one) for one in given], question.key
        assert any(right), question.key
        assert not all(right), question.key


@pytest.mark.parametrize("app", APPS)
def test_a_quiz_has_fifteen_questions_of_four_kinds_and_asks_ten_of_them(app):
    quiz = pack(app).quiz
    shelves = Counter(question.category for question in quiz.questions)
    assert len(quiz.questions) >= 15
    assert len({question.kind for question in quiz.questions}) >= 4
    assert 3 <= len(quiz.categories) <= 4
    assert all(draw.count < shelves[draw.category] for draw in quiz.draws)
    assert len(quiz.fixed()) + sum(draw.count for draw in quiz.draws) == QUESTIONS


@pytest.mark.parametrize("app", APPS)
def test_who_presses_anything_earns_a_third_at_most(app):
    quiz = pack(app).quiz
    guesses = defaultdict(list)
    for question, asked in asked_in(app, quiz.questions):
        guesses[question.category].append(asked.random_guess())
    draws = {draw.category: draw.count for draw in quiz.draws}
    means = {shelf: Fraction(sum(some), len(some)) * draws.get(shelf, len(some)) for shelf, some in guesses.items()}
    assert sum(means.values()) / QUESTIONS <= BLIND


@pytest.mark.parametrize("app", APPS)
def test_every_question_leads_to_the_step_that_teaches_it(app):
    taught = {f"{lesson.key}/{step.key}" for lesson, step in steps(app)}
    asked = {question.step for question in pack(app).quiz.questions}
    assert asked <= taught
    assert len(asked) >= len(taught) / 3  # and they are spread over the lessons
    assert {step.partition("/")[0] for step in asked} == {lesson.key for lesson in pack(app).lessons}


@pytest.mark.parametrize("app", APPS)
def test_practice_asks_about_every_lesson_and_repeats_no_question_that_counts(app):
    practice = pack(app).practice
    taught = {f"{lesson.key}/{step.key}" for lesson, step in steps(app)}
    assert 6 <= len(practice.questions) <= QUESTIONS
    assert len({question.kind for question in practice.questions}) >= 3
    assert {question.step for question in practice.questions} <= taught
    assert {one.step.partition("/")[0] for one in practice.questions} == {one.key for one in pack(app).lessons}
    texts = Counter(" ".join(question.text.casefold().split()) for question in questions(app))
    assert max(texts.values()) == 1, texts.most_common(1)


@pytest.mark.parametrize("app", APPS)
def test_every_question_answers_and_common_mistakes_are_answered_too(app):
    choices = [question for question in questions(app) if question.kind in ("single", "multiple")]
    assert all(question.feedback for question in questions(app))
    silent = [one.key for one in choices if not any(c.feedback for c in one.choices if not c.correct)]
    assert silent == []


@pytest.mark.parametrize("app", APPS)
def test_the_form_of_a_choice_does_not_tell_which_is_right(app):
    singles = [question.choices for question in questions(app) if question.kind == "single"]
    places = [next(n for n, choice in enumerate(choices) if choice.correct) for choices in singles]
    assert max(Counter(places).values()) <= max(2, len(singles) / 2)
    longest = [max(choices, key=lambda choice: len(choice.text)).correct for choices in singles]
    assert sum(longest) <= len(singles) / 2
    for question in questions(app):
        words = " ".join(choice.text for choice in getattr(question, "choices", ())).casefold()
        assert not any(one in words for one in ALL_OF_THEM), question.key
