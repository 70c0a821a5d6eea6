"""The closed attempts of a quiz as arrays for `quizzes.statistics`: four or five queries, however many there are."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Func, Max, OuterRef, Subquery, TextField
from django.db.models.functions import Cast

from .kinds import Asked
from .models import Attempt, AttemptItem, QuestionVersion, Quiz, QuizItem
from .statistics.report import Report, calculate
from .statistics.responses import NOT_ASKED, POINTS, Question, Responses, Slot

Given = Mapping[int, Mapping[str, int]]  # by the key that graded: how many gave each answer, as stored
CHUNK = 20_000  # rows fetched at once
UNSEEN = -1  # in a column: the attempt did not have this version
_OFFERED = {"single", "multiple", "true_false"}  # kinds that tell also which of the choices nobody took


class InPoints(Func):
    """A mark as whole points. Both databases take it as it stands; nested casts would double the time of a read."""

    template = f"CAST(ROUND(%(expressions)s * {POINTS}) AS bigint)"
    output_field = BigIntegerField()


@dataclass(frozen=True, slots=True)
class Taken:
    """`versions` are those of `responses.questions`, in the same order; `answered` counts the answers to each."""

    responses: Responses
    versions: list[QuestionVersion]
    answered: list[int]

    def report(self) -> Report:
        return calculate(self.responses)


def taken(quiz: Quiz, *, first_only: bool = False) -> Taken:
    """Every version asked is a question of its own; the versions of one question share a slot.

    Marks are those that stand. What was right is told by the key that graded: after a regrade the corrected one, for
    answers that did not fit it still their own.
    """
    chosen: dict[str, Any] = {"quiz": quiz, "state": Attempt.State.CLOSED} | ({"number": 1} if first_only else {})
    attempts = Attempt.objects.settled().filter(**chosen)
    ids = attempts.order_by("pk").values_list("pk", flat=True)
    rows = {pk: row for row, pk in enumerate(ids.iterator(chunk_size=CHUNK))}
    columns, given = _read({f"attempt__{name}": value for name, value in chosen.items()}, rows)
    versions = _versions(quiz, columns)
    keys = _keys(versions, given)
    questions = tuple(_question(version, given[version.pk], keys) for version in versions)
    slots = tuple(_slots(versions, columns))
    highest = attempts.aggregate(highest=Max("max_mark"))["highest"] or 0
    answered = [sum(counts.total() for counts in given[version.pk].values()) for version in versions]
    return Taken(Responses(questions, slots, highest), versions, answered)


def _read(
    chosen: Mapping[str, Any], rows: Mapping[int, int]
) -> tuple[dict[int, array[int]], dict[int, dict[int, Counter[str]]]]:
    """By version: the points of each attempt, and by the key that graded how many gave each answer, as stored.

    An attempt that is not among `rows` (on paper and not confirmed, or closed since) is left out of both. The text
    of an answer is read once for all who gave it.
    """
    response = Cast("answer__response", TextField())
    items = (
        AttemptItem.objects.filter(**chosen)
        .order_by()
        .values_list("attempt_id", "version_id", "graded_by_id", InPoints("mark"), response)
    )
    blank = array("q", [UNSEEN]) * len(rows)
    columns: defaultdict[int, array[int]] = defaultdict(lambda: blank[:])
    given: defaultdict[int, defaultdict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    row_of = rows.get
    for attempt, version, key, points, text in items.iterator(chunk_size=CHUNK):
        row = row_of(attempt)
        if row is not None:
            columns[version][row] = points
            if text is not None:
                given[version][key or version][text] += 1
    return columns, given  # type: ignore[return-value]


def _versions(quiz: Quiz, columns: Mapping[int, Any]) -> list[QuestionVersion]:
    """In the order of the quiz; what stands in it no longer comes last."""
    position = QuizItem.objects.filter(quiz=quiz, question=OuterRef("question")).values("position")[:1]
    asked = AttemptItem.objects.filter(version=OuterRef("pk"), attempt__quiz=quiz).order_by("-pk")
    versions = QuestionVersion.objects.filter(pk__in=list(columns)).annotate(
        place=Subquery(position), highest=Subquery(asked.values("max_mark")[:1])
    )
    return list(versions.order_by(F("place").asc(nulls_last=True), "question_id", "number"))


def _keys(versions: list[QuestionVersion], given: Mapping[int, Given]) -> dict[int, QuestionVersion]:
    """Every version whose key graded an answer; one query more where some were graded anew."""
    keys = {version.pk: version for version in versions}
    missing = {key for graded in given.values() for key in graded} - set(keys)
    return keys | QuestionVersion.objects.in_bulk(missing) if missing else keys


def _question(version: QuestionVersion, given: Given, keys: Mapping[int, QuestionVersion]) -> Question:
    graded = sorted((keys[key] for key in given), key=lambda key: key.number) or [version]
    newest = graded[-1].asked
    right = set(_words(version, newest).counted_as(newest.right()))
    counts: Counter[str] = Counter(dict.fromkeys(right, 0))
    if version.kind in _OFFERED:
        asked = version.asked
        counts = Counter({option.text: 0 for option in asked.kind.options(asked.spec)})
    for key, texts in given.items():
        asked = keys[key].asked
        for text, count in texts.items():
            response = json.loads(text)
            labels = _words(version, asked).counted_as(response)
            counts.update(dict.fromkeys(labels, count))
            if asked.share(response) == 1:
                right.update(labels)
    return Question(
        key=str(version.pk),
        maximum=version.highest,  # type: ignore[attr-defined]  # annotated by _versions
        random_guess=float(newest.random_guess()),
        answers=counts,
        right=frozenset(right),
    )


def _words(version: QuestionVersion, key: Asked) -> Asked:
    """Whose words an answer is counted under: those that were offered, or of written answers what is graded alike."""
    asked = version.asked
    return asked if asked.kind.options(asked.spec) else key


def _slots(versions: list[QuestionVersion], columns: Mapping[int, array[int]]) -> Iterator[Slot]:
    of_question: defaultdict[int, list[int]] = defaultdict(list)
    for number, version in enumerate(versions):
        of_question[version.question_id].append(number)
    for numbers in of_question.values():
        own = [columns[versions[number].pk] for number in numbers]
        yield Slot(own[0], numbers[0]) if len(own) == 1 and UNSEEN not in own[0] else _merged(numbers, own)


def _merged(numbers: list[int], own: list[array[int]]) -> Slot:
    """One slot of several versions, or of one that not every attempt had."""
    points = array("q", bytes(8 * len(own[0])))
    asked = array("q", [NOT_ASKED]) * len(points)
    for number, column in zip(numbers, own, strict=True):
        for row, earned in enumerate(column):
            if earned != UNSEEN:
                points[row], asked[row] = earned, number
    return Slot(points, asked)
