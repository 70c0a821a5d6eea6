import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import AttemptItem, Regrade, RegradedItem
from quizzes.regrading import reading, report
from quizzes.regrading.dry_run import dry_run
from quizzes.regrading.plan import Misfit
from tests.factories.quizzes import CHOICES, SPECS

from .regrading import begun, choices, corrected, quiz_with, regraded, taken

pytestmark = pytest.mark.django_db


def test_everything_is_counted_and_nothing_written():
    quiz = quiz_with(others=1)
    for given in ("a", "a", "b", "c", None):
        taken(quiz, given)
    begun(quiz, None)
    found = dry_run(corrected(quiz))
    assert (found.read, found.up, found.down, found.same, found.open, found.unfit) == (6, 2, 1, 2, 1, 0)
    assert (found.turned_yes, found.turned_no) == (2, 1)
    assert not AttemptItem.objects.exclude(graded_by=None).exists()
    assert not Regrade.objects.exists()


def test_the_same_answers_are_one_group_the_largest_first():
    quiz = quiz_with()
    for given in ("b", "a", "a", "c"):
        taken(quiz, given)
    groups = dry_run(corrected(quiz)).groups()
    assert [(one.answer, one.before, one.after, one.number) for one in groups] == [
        ("CH Play hoặc App Store", 0, 1, 2),
        ("Đường dẫn trong tin nhắn", 1, 0, 1),
    ]


def test_it_names_what_was_right_until_now():
    quiz = quiz_with()
    taken(quiz, "a")
    assert dry_run(corrected(quiz)).old_keys() == ["Đường dẫn trong tin nhắn"]


def test_what_it_says_is_what_is_done():
    quiz = quiz_with("multiple", others=2)
    for given in (["a"], ["b"], ["a", "b"], ["a", "c"], ["c"]):
        taken(quiz, {"choices": given}, wrong=1)
    right = [c | {"correct": c["key"] in "bc"} for c in SPECS["multiple"]["choices"]]
    version = corrected(quiz, SPECS["multiple"] | {"choices": right})
    found = dry_run(version, size=100)
    regrade = regraded(version)
    numbers = report.numbers_of(regrade)
    assert (found.up, found.down, found.turned_yes, found.turned_no) == (
        numbers.up,
        numbers.down,
        numbers.turned_yes,
        numbers.turned_no,
    )
    written = RegradedItem.objects.values_list("item", "mark_after", "passed_after")
    assert {row[0]: row[1:] for row in written} == {
        one.row.item: (one.mark / 10_000, one.passed) for one in found.shown
    }


def test_what_does_not_fit_is_told_by_its_reason():
    quiz = quiz_with("number", {"value": "5", "units": ["kg"]})
    for text in ("5 kg", "5 kg", "5"):
        taken(quiz, {"number": text})
    begun(quiz, {"number": "5"})
    found = dry_run(corrected(quiz, {"value": "6", "units": []}))
    left = [(one.misfit, one.answer, one.number) for one in found.left_alone()]
    assert left == [(Misfit.RESPONSE, "5 kg", 2), (Misfit.UNSETTLED, "", 1)]
    assert (found.unfit, found.fitting, found.down) == (3, 1, 1)


def test_words_that_were_put_right_are_shown_for_a_person_to_judge():
    quiz = quiz_with()
    taken(quiz)
    spec = choices("a")
    spec["choices"][1] = CHOICES[1] | {"text": "Đường dẫn lạ"}
    found = dry_run(corrected(quiz, spec, text="Cài từ đâu?"))
    [(_was, now), choice] = found.reworded()
    assert now == "Cài từ đâu?"
    assert choice == ("Đường dẫn trong tin nhắn", "Đường dẫn lạ")


def test_only_the_page_asked_for_is_kept():
    quiz = quiz_with()
    made = [taken(quiz, "a").pk for _ in range(5)]
    version = corrected(quiz)
    assert [one.row.attempt for one in dry_run(version, first=2, size=2).shown] == made[2:4]


def test_what_is_regraded_is_not_read_again():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    regraded(version)
    assert dry_run(version).read == 0


def test_windows_lose_and_double_nothing(monkeypatch):
    monkeypatch.setattr(reading, "WINDOW", 2)
    quiz = quiz_with()
    for _ in range(5):
        taken(quiz, "a")
    found = dry_run(corrected(quiz), size=9)
    assert (found.up, len({one.row.item for one in found.shown})) == (5, 5)


def test_the_queries_do_not_grow_with_the_attempts():
    counted = []
    for times in (1, 5):
        quiz = quiz_with()
        for given in ("a", "b", "c") * times:
            taken(quiz, given)
        version = corrected(quiz)
        with CaptureQueriesContext(connection) as queries:
            assert dry_run(version).read == 3 * times
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 5
