"""Keys corrected since, for attempts that are written down after the regrade."""

from __future__ import annotations

from collections.abc import Iterable

from quizzes.models import QuestionVersion, Regrade

from .plan import misfit, takes_any


def corrected_keys(versions: Iterable[QuestionVersion]) -> dict[int, QuestionVersion]:
    """By the key of a version, the newest one that answers to it are graded by since; one query.

    A sheet printed with the old wording may be keyed in when the regrade is long done. It is graded like the others,
    wherever the corrected key takes every answer that may stand on it.
    """
    asked = list(versions)
    regrades = Regrade.objects.filter(version__question__in={version.question_id for version in asked})
    newest = {
        one.version.question_id: one.version for one in regrades.select_related("version").order_by("version__number")
    }
    return {
        version.pk: key
        for version in asked
        if (key := newest.get(version.question_id)) and key.number > version.number and _fits(version, key)
    }


def _fits(version: QuestionVersion, key: QuestionVersion) -> bool:
    return misfit(version.asked, key.asked) is None and takes_any(version.asked, key.asked)
