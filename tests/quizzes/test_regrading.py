from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Attempt, AttemptItem, Regrade, RegradedItem
from quizzes.regrading import service
from quizzes.regrading import work as working
from quizzes.regrading.certificates import Thresholds
from quizzes.regrading.reading import Reader
from quizzes.regrading.work import grade_batch, work
from tests.factories.members import UserFactory
from tests.factories.quizzes import MULTIPLE_CHOICES, SPECS

from .regrading import begun, choices, corrected, quiz_with, regraded, taken
from .taking import NOON

pytestmark = pytest.mark.django_db


def begin(version, reason="Khóa sai", actor=None):
    return service.begin(version=version, reason=reason, actor=actor, now=timezone.now(), enqueue=False)


def item_of(attempt, position=1):
    return attempt.items.select_related("version", "graded_by").get(position=position)


def now(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def test_answers_are_graded_by_the_corrected_key_and_keep_their_wording():
    quiz = quiz_with(others=1)
    right, wrong = taken(quiz, "a"), taken(quiz, "b")
    version = corrected(quiz)
    regraded(version)
    assert [(now(one).mark, now(one).passed) for one in (right, wrong)] == [(2, True), (1, False)]
    assert [(item_of(one).mark, item_of(one).graded_by) for one in (right, wrong)] == [(1, version), (0, version)]
    assert item_of(right).version.number == 1


def test_every_mark_that_changed_is_written_down_with_what_it_did():
    quiz = quiz_with(others=1)
    for given in ("a", "b", "c"):
        taken(quiz, given)
    regrade = regraded(corrected(quiz))
    rows = regrade.items.order_by("pk").values_list("mark_before", "mark_after", "passed_before", "passed_after")
    assert list(rows) == [(0, 1, False, True), (1, 0, True, False)]
    assert regrade.done_at is not None


def test_an_answer_whose_mark_stays_is_graded_by_the_new_key_as_well():
    quiz = quiz_with()
    attempt = taken(quiz, "c")
    version = corrected(quiz)
    assert not regraded(version).items.exists()
    assert item_of(attempt).graded_by == version


def test_no_answer_earns_nothing_by_any_key():
    quiz = quiz_with()
    attempt = taken(quiz, None)
    regraded(corrected(quiz))
    assert now(attempt).mark == 0


def test_the_sum_is_exact_where_thirds_are_added_up():
    """Three thirds are one, though each is stored as 0.3333."""
    third = {"choices": [c | {"correct": True} for c in MULTIPLE_CHOICES], "rule": "right_minus_wrong"}
    third["choices"].append({"key": "d", "text": "Đóng máy", "correct": False, "feedback": ""})
    quiz = quiz_with("multiple", third, pass_percent=100)
    one = [c | {"correct": c["key"] == "a"} for c in third["choices"]]
    attempt = taken(quiz, {"choices": ["a"]})
    assert attempt.mark == Decimal("0.3333")
    regraded(corrected(quiz, third | {"choices": one}))
    assert (now(attempt).mark, now(attempt).passed) == (1, True)


def test_other_questions_keep_their_marks():
    quiz = quiz_with(others=2)
    attempt = taken(quiz, "a", wrong=1)
    regraded(corrected(quiz))
    assert [item.mark for item in attempt.items.order_by("position")] == [1, 0, 1]
    assert [item.graded_by_id is None for item in attempt.items.order_by("position")] == [False, True, True]


def test_attempts_that_asked_the_corrected_version_are_not_touched():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    later = taken(quiz)
    regraded(version)
    assert item_of(later).graded_by is None


def test_a_second_correction_goes_on_from_the_first():
    quiz = quiz_with()
    attempt = taken(quiz, "c")
    regraded(corrected(quiz))
    last = corrected(quiz, choices("c"))
    regrade = regraded(last)
    assert (now(attempt).mark, item_of(attempt).graded_by) == (1, last)
    assert list(regrade.items.values_list("mark_before", "mark_after")) == [(0, 1)]


def test_an_older_regrade_never_takes_back_what_a_newer_one_did():
    quiz = quiz_with()
    attempt = taken(quiz, "c")
    older = begin(corrected(quiz))
    regraded(corrected(quiz, choices("c")))
    work(regrade=older)
    assert now(attempt).mark == 1
    assert not older.items.exists()


def test_another_kind_of_question_is_left_alone():
    quiz = quiz_with()
    attempt = taken(quiz)
    regraded(corrected(quiz, SPECS["short"], kind="short"))
    assert (now(attempt).mark, item_of(attempt).graded_by) == (0, None)


def test_an_answer_that_the_new_key_cannot_read_is_left_alone_and_others_are_not():
    quiz = quiz_with("number", {"value": "5", "units": ["kg"]})
    with_unit, without = taken(quiz, {"number": "5 kg"}), taken(quiz, {"number": "6"})
    version = corrected(quiz, {"value": "6", "units": []})
    regraded(version)
    assert [(now(one).mark, item_of(one).graded_by) for one in (with_unit, without)] == [(1, None), (1, version)]


def test_an_open_attempt_is_graded_by_the_corrected_key_when_it_closes():
    quiz = quiz_with()
    attempt = begun(quiz, {"choices": ["a"]})
    regrade = regraded(corrected(quiz))
    assert now(attempt).mark is None
    assert not regrade.items.exists()
    assert attempts.close(attempt=attempt, now=NOON).mark == 1


def test_an_open_attempt_keeps_its_key_where_an_answer_may_come_that_the_new_one_cannot_read():
    quiz = quiz_with("number", {"value": "5", "units": ["kg"]})
    attempt = begun(quiz, {"number": "5"})
    regraded(corrected(quiz, {"value": "6", "units": []}))
    assert item_of(attempt).graded_by is None
    assert attempts.close(attempt=attempt, now=NOON).mark == 1


def test_a_reason_is_needed():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    for reason in ("", " \n", "x" * 301):
        with pytest.raises(service.NoReason):
            begin(version, reason)
    assert not Regrade.objects.exists()


def test_only_the_newest_version_corrects():
    quiz = quiz_with()
    taken(quiz)
    shown = corrected(quiz)
    corrected(quiz, choices("c"))
    with pytest.raises(service.NotTheNewest):
        begin(shown)


def test_where_nothing_waits_nothing_begins():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    regraded(version)
    with pytest.raises(service.NothingToRegrade):
        begin(version)
    assert Regrade.objects.count() == 1


def test_a_second_press_joins_the_open_regrade():
    quiz = quiz_with()
    taken(quiz)
    version = corrected(quiz)
    first, second = begin(version, "Một"), begin(version, "Hai")
    assert (first, second.reason) == (second, "Một")


def test_a_press_tells_the_worker(monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr(service.grade_anew.get_backend(), "enqueue", lambda task, args, kwargs: told.append(args))
    quiz = quiz_with()
    taken(quiz)
    with django_capture_on_commit_callbacks(execute=True):
        regrade = service.begin(version=corrected(quiz), reason="Khóa sai", actor=None, now=timezone.now())
    assert told == [(regrade.pk,)]


def test_a_worker_that_starts_takes_up_what_another_left(monkeypatch):
    told = []
    monkeypatch.setattr(service.grade_anew.get_backend(), "enqueue", lambda task, args, kwargs: told.append(args))
    quiz, done = quiz_with(), quiz_with()
    taken(quiz), taken(done)
    left = begin(corrected(quiz))
    regraded(corrected(done))
    assert service.requeue_left() == 1
    assert told == [(left.pk,)]
    service.grade_anew.func(left.pk)
    assert Regrade.objects.get(pk=left.pk).done_at is not None


class Cut(Exception):
    """The power went."""


def test_a_regrade_cut_short_in_the_middle_of_a_batch_is_completed_and_grades_nothing_twice(monkeypatch):
    monkeypatch.setattr(working, "BATCH", 2)
    quiz = quiz_with()
    for _ in range(5):
        taken(quiz, "a")
    regrade, write, calls = begin(corrected(quiz)), working._write, []

    def cut(regrade, changed):
        write(regrade, changed)
        calls.append(len(changed))
        if len(calls) == 2:
            raise Cut

    monkeypatch.setattr(working, "_write", cut)
    with pytest.raises(Cut):
        work(regrade=regrade)
    assert RegradedItem.objects.count() == Attempt.objects.filter(mark=1).count() == 2
    assert AttemptItem.objects.filter(graded_by=regrade.version).count() == 2
    assert Regrade.objects.get().done_at is None
    work(regrade=regrade)
    assert RegradedItem.objects.count() == Attempt.objects.filter(mark=1).count() == 5
    assert calls == [2, 2, 2, 1]
    assert Regrade.objects.get().done_at is not None


def test_a_regrade_that_is_done_stays_as_it_is():
    quiz = quiz_with()
    taken(quiz)
    regrade = regraded(corrected(quiz))
    work(regrade=regrade)
    assert Regrade.objects.get().done_at == regrade.done_at
    assert regrade.items.count() == 1


def test_the_queries_of_a_batch_do_not_grow_with_it():
    counted = []
    for members in (2, 12):
        quiz = quiz_with(others=1, pass_percent=100)
        made = [taken(quiz, given, wrong=1) for given in ("a", "b") * (members // 2)]
        pks = [item_of(one).pk for one in made]
        regrade = begin(corrected(quiz))
        reader, thresholds = Reader(regrade.version), Thresholds()
        with CaptureQueriesContext(connection) as queries:
            grade_batch(regrade=regrade, reader=reader, thresholds=thresholds, pks=pks)
        assert regrade.items.count() == members
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 13


def test_a_batch_holds_all_attempts_of_its_members_and_none_is_lost(monkeypatch):
    monkeypatch.setattr(working, "BATCH", 2)
    monkeypatch.setattr(working, "WINDOW", 2)
    quiz = quiz_with()
    members, batches = UserFactory.create_batch(3), []
    for _ in range(3):
        for member in members:
            taken(quiz, "a", member=member)
    write = working._write
    monkeypatch.setattr(working, "_write", lambda *args: (batches.append(args[1]), write(*args)))
    regraded(corrected(quiz))
    assert [{one.row.member for one in batch} for batch in batches] == [{member.pk} for member in members]
    assert [len(batch) for batch in batches] == [3, 3, 3]


def test_all_attempts_of_a_member_are_graded():
    quiz, member = quiz_with(), UserFactory()
    tries = [taken(quiz, given, member=member) for given in ("a", "b", "a")]
    regraded(corrected(quiz))
    assert [now(one).mark for one in tries] == [1, 0, 1]
