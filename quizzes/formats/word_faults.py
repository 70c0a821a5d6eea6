"""What can be wrong with a Word list: a code for programs, words for the trainer that tell the way out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.shared.messages import Message, _

WORDS: dict[str, str] = {
    "no_question": _("There is no question here. Begin each question with “Câu 1.”, “Câu 2.” and so on."),
    "before_first": _("This stands before the first question. Take it out, or begin the question with “Câu 1.”"),
    "belongs_nowhere": _(
        "It is not clear what this line belongs to. Begin it with “Câu 1.”, “A.” or “Giải thích:”, or take it out."
    ),
    "no_text": _("Question %(number)s has no words. Write them after “Câu %(number)s.”"),
    "text_too_long": _("Question %(number)s is too long: %(length)d characters, at most %(most)d. Shorten it."),
    "few_choices": _("Question %(number)s has fewer than two choices. Begin each on its own line: “A.”, “B.”"),
    "many_choices": _("Question %(number)s has %(count)d choices, at most %(most)d. Take some out."),
    "choice_twice": _("Choice %(letter)s stands twice, already in line %(first)d. Give each a letter of its own."),
    "choice_empty": _("Choice %(letter)s has no words. Write them after “%(letter)s.”, or take the line out."),
    "choice_too_long": _("Choice %(letter)s is too long: %(length)d characters, at most %(most)d. Shorten it."),
    "no_key": _("Question %(number)s has no right answer. Write “Đáp án: B” below it, or * before the right choice."),
    "two_keys": _("The right answer was already given in line %(first)d. Keep one of the two."),
    "unknown_key": _("The answer names %(letter)s, but there is no such choice. The choices are: %(known)s."),
    "unreadable_key": _("“%(text)s” is not read as an answer. Write letters only, such as “Đáp án: B” or “B, C”."),
    "explanation_twice": _("The explanation was already given in line %(first)d. Put both into one."),
    "category_twice": _("The category was already given in line %(first)d. Keep one of the two."),
    "explanation_too_long": _("The explanation is too long: %(length)d characters, at most %(most)d. Shorten it."),
    "category_too_long": _("The category is too long: %(length)d characters, at most %(most)d. Shorten it."),
    "question_twice": _("This question stands already in line %(first)d. Take one of the two out."),
    "asked_already": _("The quiz has this question already. Take it out of the list, or reword it."),
    "in_category_already": _("The category has this question already. Take it out of the list, or reword it."),
    "no_category": _("This question has no category. Choose a category or a quiz below, or write “Danh mục: …”."),
    "too_much": _("This list is far too long: %(lines)d lines, %(length)d characters. Cut it into parts."),
    "too_many": _("These are %(count)d questions, at most %(most)d are taken at once. Send the rest afterwards."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line; `message` is a Message with the values in it."""

    line: int
    code: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


def fault(line: int, code: str, **values: Any) -> Fault:
    return Fault(line, code, Message(WORDS[code], **values), values)
