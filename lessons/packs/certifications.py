"""The certifications of a course: whether what their rules name is there, and in which order they load. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lessons.milestones import of_lesson
from lms.shared.messages import Message, _
from lms.shared.plain_words import Path
from quizzes.certification import rules

from .schema import CertificationData


def problems(
    certifications: Sequence[CertificationData], *, quizzes: Collection[str] | None, lessons: Collection[str] | None
) -> Iterator[tuple[Path, str]]:
    """(path in course.yaml, message). `quizzes` and `lessons` are all of the course; None where faults hide some."""
    read: dict[str, rules.Rule] = {}
    for n, one in enumerate(certifications):
        try:
            read[one.key] = rules.parse(one.rule)
        except rules.RuleError as error:
            yield ("certifications", n, "rule", *error.path), error.message
    keys = [one.key for one in certifications]
    for n, one in enumerate(certifications):
        if one.key in read:
            for message in _unknown(read[one.key], quizzes, lessons, keys):
                yield ("certifications", n, "rule"), message
    if found := rules.circle(read):
        message = Message(_("certifications ask for each other in a circle: %(keys)s"), keys=" → ".join(found))
        yield ("certifications", keys.index(found[0]), "rule"), message


def _unknown(
    rule: rules.Rule, quizzes: Collection[str] | None, lessons: Collection[str] | None, certifications: Collection[str]
) -> Iterator[Message]:
    if quizzes is not None:
        for key in sorted(rules.quizzes_of(rule).difference(quizzes)):
            yield Message(_("no app of this course has the quiz %(key)s"), key=key)
    if lessons is not None:
        for key in sorted(rules.milestones_of(rule).difference(map(of_lesson, lessons))):
            template = _(
                "no lesson of this course gives the milestone %(key)s; write lesson: and the key of the lesson"
            )
            yield Message(template, key=key)
    for key in sorted(rules.certifications_of(rule).difference(certifications)):
        yield Message(_("this course has no certification %(key)s"), key=key)


def in_order(certifications: Sequence[CertificationData]) -> list[CertificationData]:
    """Each after those its rule names; the rules hold, and there is no circle."""
    by_key = {one.key: one for one in certifications}
    placed: dict[str, CertificationData] = {}

    def place(one: CertificationData) -> None:
        for key in sorted(rules.certifications_of(rules.parse(one.rule)) - placed.keys()):
            place(by_key[key])
        placed.setdefault(one.key, one)

    for one in certifications:
        place(one)
    return list(placed.values())
