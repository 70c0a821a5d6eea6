"""Versions, answers and reasons in words, for the people who decide on a regrade."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.shared.messages import in_language
from quizzes.kinds import Response
from quizzes.models import QuestionVersion

from .plan import Misfit, parts

WHY: dict[Misfit, str | Promise] = {
    Misfit.KIND: _("The question was of another kind then."),
    Misfit.OPTIONS: _("Other choices were shown then."),
    Misfit.MEANING: _("Choices have changed places since: the same choice means something else now."),
    Misfit.RESPONSE: _("The new key cannot read this answer."),
    Misfit.UNSETTLED: _("Its answers may still be changed, and the new key could not read every answer that may come."),
}


def answer_in_words(version: QuestionVersion, response: Response | None) -> str:
    """Empty where none was given."""
    return "; ".join(in_language(label, gettext) for label in version.asked.labels(response))


def stored_in_words(version: QuestionVersion, text: str | None) -> str:
    """The same for a response as the database holds it."""
    return answer_in_words(version, json.loads(text) if text else None)


def key_in_words(version: QuestionVersion) -> str:
    return answer_in_words(version, version.asked.right())


def reworded(old: QuestionVersion, new: QuestionVersion) -> Iterator[tuple[str, str]]:
    """(was, is) of the question and of all that reads otherwise by now; both are of one kind."""
    if old.text != new.text:
        yield old.text, new.text
    now = parts(new.asked)
    for key, words in parts(old.asked).items():
        if now.get(key, words) != words:
            yield in_language(words[1], gettext), in_language(now[key][1], gettext)
