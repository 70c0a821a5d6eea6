"""What may be told of a question once its answer is final: what was given, what is right, where to read it again."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from lms.shared.messages import in_language
from quizzes import attempts, links
from quizzes.kinds.tap import TapSpec
from quizzes.models import AttemptItem, QuestionVersion

LISTS = (QuestionVersion.Kind.MATCHING, QuestionVersion.Kind.ORDERING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answered question with its key: of `key`, the corrected version where there is one."""

    item: AttemptItem
    key: QuestionVersion
    share: Fraction
    chosen: list[str]
    right: list[str]
    hints: list[str]  # what the chosen answers say about themselves
    url: str | None

    @property
    def is_right(self) -> bool:
        return self.share == 1

    @property
    def is_partly_right(self) -> bool:
        return 0 < self.share < 1

    @property
    def is_corrected(self) -> bool:
        return self.key != self.item.version

    @property
    def is_list(self) -> bool:
        """Whether its answers are lines to be read one under the other."""
        return self.item.version.kind in LISTS

    @property
    def screen(self) -> TapSpec | None:
        """A wrong tap is shown with the right place."""
        return self.key.asked.spec if self.key.kind == QuestionVersion.Kind.TAP and not self.is_right else None


def outcome_of(item: AttemptItem) -> Outcome:
    """For a closed attempt, or an item whose answer is final; `version`, `graded_by` and `answer` come with it."""
    key, answer = item.graded_by or item.version, getattr(item, "answer", None)
    response = answer.response if answer else None
    return Outcome(
        item=item,
        key=key,
        share=_share(item),
        chosen=_words(item.version.asked.labels(response)),
        right=_words(key.asked.right_labels()),
        hints=key.asked.feedback(response),
        url=links.step_url(key.teaches_lesson, key.teaches_step),
    )


def _share(item: AttemptItem) -> Fraction:
    """By the mark that stands; an attempt that is still open has none yet."""
    return attempts.share_of(item) if item.mark is None else Fraction(item.mark) / Fraction(item.max_mark)


def _words(labels: list[str]) -> list[str]:
    return [in_language(label, gettext) for label in labels]
