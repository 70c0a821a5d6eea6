"""What is wrong with a question or with an answer: a code for programs, words for people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from lms.shared.messages import Message, _
from lms.shared.plain_words import Path, problems

SPEC_WORDS: dict[str, str] = {
    "same_key": _("two of them share the key %(key)s"),
    "same_text": _("two of them say the same: “%(text)s”; reword one"),
    "one_right": _("exactly one choice is right, not %(right)d; or make it a multiple choice"),
    "right_and_wrong": _("at least one choice is right and at least one is wrong"),
    "one_option": _("every line has the same right-hand side: add another one"),
    "extra_is_right": _("“%(text)s” already belongs to a line; an extra option fits none"),
    "no_words": _("nothing is left of “%(text)s” once marks and full stops are taken off"),
    "no_full_answer": _("at least one accepted answer earns the full mark"),
    "two_tolerances": _("give the tolerance as a number or in per cent, not both"),
    "negative_tolerance": _("a tolerance is not negative"),
    "percent_of_zero": _("a per cent of zero is zero: give the tolerance as a number"),
    "not_a_number": _("“%(text)s” is not a number; write it in digits, such as 12 or 1.234,5"),
    "number_too_large": _("this number has %(digits)d digits, at most %(most)d can be compared"),
    "unknown_unit": _("“%(unit)s” is not one of the units of this question"),
    "unknown_target": _("the screen has no place “%(name)s”"),
    "too_few_places": _("the screen needs at least two places that can be tapped"),
    "all_right": _("every place is right: leave at least one wrong"),
}
RESPONSE_WORDS: dict[str, str] = {
    "unreadable": _("The answer could not be read. Answer again, then press Next."),
    "nothing_chosen": _("Choose at least one answer."),
    "one_only": _("Choose only one answer."),
    "unknown_choice": _("One of the answers sent does not belong to this question. Choose again."),
    "pair_missing": _("Choose what goes with “%(text)s”."),
    "item_missing": _("Give “%(text)s” a place in the order."),
    "item_twice": _("“%(text)s” has two places in the order. Give it only one."),
    "nothing_written": _("Write an answer."),
    "too_long": _("The answer is too long: %(length)d characters, at most %(most)d."),
    "not_a_number": _("“%(text)s” is not a number. Write it in digits, such as 12 or 1.234,5."),
    "number_too_large": _("The number has too many digits: %(digits)d, at most %(most)d."),
    "unknown_unit": _("“%(unit)s” is not a unit of this question. Write only the number."),
    "unknown_place": _("That place is not on this screen. Tap again, or choose from the list."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` leads from the top of the spec to the field; `message` is a Message with the values in it."""

    code: str
    path: Path
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


class BadSpec(ValueError):
    """A question that cannot be asked; `faults` holds everything found, for the trainer."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(f"{'.'.join(map(str, fault.path))}: {fault.message}" for fault in self.faults))


class BadResponse(ValueError):
    """An answer that is not graded but asked for again; `message` says why to the member."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code, self.values = code, values
        self.message = Message(RESPONSE_WORDS[code], **values)
        super().__init__(str(self.message))


def spec_fault(code: str, *path: str | int, **values: Any) -> Fault:
    return Fault(code, path, Message(SPEC_WORDS[code], **values), values)


def shape_faults(error: ValidationError, model: type[BaseModel], data: Any) -> Iterator[Fault]:
    """What pydantic found, with its type as the code."""
    for found, (path, message) in zip(error.errors(), problems(error, model, data), strict=True):
        values = {name: value for name, value in found.get("ctx", {}).items() if name != "error"}
        yield Fault(found["type"], _without_tags(path, data), message, values)


def repeated(code: str, name: str, field_name: str, texts: Iterable[str], *within: str) -> Iterator[Fault]:
    """A fault for each of `texts` that stood before: at `field_name`, its number, and the path `within` it."""
    seen: set[str] = set()
    for n, text in enumerate(texts):
        if text in seen:
            yield spec_fault(code, field_name, n, *within, **{name: text})
        seen.add(text)


def _without_tags(path: Path, data: Any) -> Path:
    """`path` without the names of types that pydantic puts between a union and the fields of its member."""
    kept: list[str | int] = []
    for part in path:
        if isinstance(data, dict) and part not in data and data.get("type") == part:
            continue
        kept.append(part)
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if listed else data.get(part) if isinstance(data, dict) else None
    return tuple(kept)
