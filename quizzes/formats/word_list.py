"""Questions as trainers write them in Word, read line by line. Pure.

    Câu 1. Cài VNeID từ đâu?          or: Câu 1: / 1. / 1)
    A. CH Play                        or: A) / a) / *A. for a right one; several on one line with tabs between
    B. Đường dẫn trong tin nhắn
    Đáp án: A                         or: ĐA: A, C / Đáp án đúng là A
    Giải thích: Chỉ cài từ kho.       may be left out, as may: Danh mục: ...

A question, a choice and an explanation may run over several lines. Nothing is guessed: what does not fit is a fault
with its line, and a list with a fault gives no reason to import any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.shared.vietnamese import fold
from quizzes import kinds

from .word_faults import Fault, fault
from .word_lines import Line, letters_in, lines_of

MAX_QUESTIONS = 300
MAX_TEXT, MAX_CHOICE, MAX_EXPLANATION, MAX_CATEGORY = 300, 200, 2000, 90
MAX_LINES, MAX_LETTERS = 20_000, 1_200_000  # more than so many questions can need
KEYS = "abcdef"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question as it would be stored; `line` is where it begins."""

    line: int
    kind: str
    text: str
    spec: dict[str, Any]
    feedback: str = ""
    category: str = ""


@dataclass(slots=True)
class _Part:
    """A piece of a question, growing line by line."""

    line: int
    words: list[str]
    letter: str = ""
    starred: bool = False

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)


@dataclass(slots=True)
class _Draft:
    """One question while its lines are read."""

    number: str
    text: _Part
    choices: list[_Part] = field(default_factory=list)
    keys: list[_Part] = field(default_factory=list)
    explanations: list[_Part] = field(default_factory=list)
    categories: list[_Part] = field(default_factory=list)


def parse(text: str) -> tuple[list[Parsed], list[Fault]]:
    """The questions that hold, and everything that is wrong, in the order of the lines. Never raises."""
    lines = text.count("\n") + 1
    if lines > MAX_LINES or len(text) > MAX_LETTERS:
        return [], [fault(1, "too_much", lines=lines, length=len(text))]
    faults: list[Fault] = []
    drafts = _drafts(lines_of(text), faults)
    if not drafts and not faults:
        faults.append(fault(1, "no_question"))
    questions = []
    first_lines: dict[str, int] = {}
    for draft in drafts:
        found = list(_faults(draft))
        first = first_lines.setdefault(draft.text.text.casefold(), draft.text.line)
        if draft.text.text and first != draft.text.line:
            found.append(fault(draft.text.line, "question_twice", first=first))
        parsed = None if found else _parsed(draft, found)
        faults += found
        questions += [parsed] if parsed else []
    if len(drafts) > MAX_QUESTIONS:
        faults.append(fault(drafts[MAX_QUESTIONS].text.line, "too_many", count=len(drafts), most=MAX_QUESTIONS))
    return questions, sorted(faults, key=lambda one: one.line)


def as_word_list(questions: Iterable[Parsed]) -> str:
    """Single and multiple choice as a list that `parse` reads back; remarks per choice have no place in it."""
    return "\n\n".join("\n".join(_written(n, question)) for n, question in enumerate(questions, start=1))


def _written(number: int, question: Parsed) -> Iterator[str]:
    yield f"Câu {number}. {question.text}"
    choices = list(zip("ABCDEF", question.spec["choices"], strict=False))
    yield from (f"{letter}. {choice['text']}" for letter, choice in choices)
    yield "Đáp án: " + ", ".join(letter for letter, choice in choices if choice["correct"])
    if question.feedback:
        yield f"Giải thích: {' '.join(question.feedback.split())}"
    if question.category:
        yield f"Danh mục: {question.category}"


def _drafts(lines: list[Line], faults: list[Fault]) -> list[_Draft]:
    """The lines gathered into questions; those that belong to none are faults, one for each run of lines."""
    drafts: list[_Draft] = []
    growing: _Part | None = None  # what a line of mere words goes on with
    told = False
    for line in lines:
        if line.sort == "question":
            growing, told = _Part(line.number, [line.text]), False
            drafts.append(_Draft(line.mark, growing))
        elif line.sort == "blank":
            growing = growing if drafts and growing is drafts[-1].text else None
        elif drafts and line.sort != "words":
            growing, told = _add(drafts[-1], line), False
        elif growing:
            growing.words.append(line.text)
        elif not told:
            faults.append(fault(line.number, "belongs_nowhere" if drafts else "before_first"))
            told = True
    return drafts


def _add(draft: _Draft, line: Line) -> _Part | None:
    """Puts `line` into the draft; the part that may go on in the next line."""
    part = _Part(line.number, [line.text], line.mark, line.starred)
    if line.sort == "key":
        draft.keys.append(part)
        return None if line.text else part
    {"choice": draft.choices, "explanation": draft.explanations, "category": draft.categories}[line.sort].append(part)
    return part


def _faults(draft: _Draft) -> Iterator[Fault]:
    number, line = draft.number, draft.text.line
    if not draft.text.text:
        yield fault(line, "no_text", number=number)
    yield from _too_long([draft.text], "text", MAX_TEXT, number=number)
    if len(draft.choices) < 2:
        yield fault(line, "few_choices", number=number)
    if len(draft.choices) > kinds.MAX_CHOICES:
        yield fault(line, "many_choices", number=number, count=len(draft.choices), most=kinds.MAX_CHOICES)
    yield from _choice_faults(draft)
    yield from _key_faults(draft)
    for name, parts, most in (
        ("explanation", draft.explanations, MAX_EXPLANATION),
        ("category", draft.categories, MAX_CATEGORY),
    ):
        yield from _too_long(parts, name, most)
        yield from (fault(part.line, f"{name}_twice", first=parts[0].line) for part in parts[1:])


def _too_long(parts: list[_Part], name: str, most: int, **values: Any) -> Iterator[Fault]:
    for part in parts:
        if len(part.text) > most:
            yield fault(part.line, f"{name}_too_long", length=len(part.text), most=most, **values)


def _choice_faults(draft: _Draft) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for choice in draft.choices:
        if choice.letter in first:
            yield fault(choice.line, "choice_twice", letter=choice.letter, first=first[choice.letter])
        first.setdefault(choice.letter, choice.line)
        if not choice.text:
            yield fault(choice.line, "choice_empty", letter=choice.letter)
        yield from _too_long([choice], "choice", MAX_CHOICE, letter=choice.letter)


def _key_faults(draft: _Draft) -> Iterator[Fault]:
    starred = [choice for choice in draft.choices if choice.starred]
    first = draft.keys[0].line if draft.keys else 0
    choices = _by_letter(draft)
    if not draft.keys and not starred:
        yield fault(draft.text.line, "no_key", number=draft.number)
    for key in draft.keys:
        letters = _letters(choices, key)
        if letters is None:
            yield fault(key.line, "unreadable_key", text=key.text[:60])
        for letter in letters or []:
            if letter not in choices:
                yield fault(key.line, "unknown_key", letter=letter, known=", ".join(choices) or "-")
        if key.line != first:
            yield fault(key.line, "two_keys", first=first)
    if draft.keys and starred and set(_letters(choices, draft.keys[0]) or []) != {one.letter for one in starred}:
        yield fault(max(first, starred[0].line), "two_keys", first=min(first, starred[0].line))


def _by_letter(draft: _Draft) -> dict[str, _Part]:
    """The first choice of each letter."""
    choices: dict[str, _Part] = {}
    for choice in draft.choices:
        choices.setdefault(choice.letter, choice)
    return choices


def _letters(choices: Mapping[str, _Part], key: _Part) -> list[str] | None:
    """The letters the key names; “B. words” counts where the words are those of choice B."""
    if (letters := letters_in(key.text)) is not None:
        return letters
    for choice in choices.values():
        for sign in (".", ")", ":"):
            if key.text[:2].upper() == choice.letter + sign and fold(key.text[2:]) == fold(choice.text):
                return [choice.letter]
    return None


def _parsed(draft: _Draft, found: list[Fault]) -> Parsed | None:
    """The question, if its kind takes it; otherwise what the kind says is added to `found`."""
    starred = [choice.letter for choice in draft.choices if choice.starred]
    right = (_letters(_by_letter(draft), draft.keys[0]) if draft.keys else starred) or []
    kind = "multiple" if len(right) > 1 else "single"
    spec = {
        "choices": [
            {"key": key, "text": choice.text, "correct": choice.letter in right}
            for key, choice in zip(KEYS, draft.choices, strict=False)
        ]
    }
    try:
        stored = kinds.Asked.of(kind, spec).dump()
    except kinds.BadSpec as error:
        for one in error.faults:
            at_choice = len(one.path) > 1 and isinstance(one.path[1], int)
            line = draft.choices[int(one.path[1])].line if at_choice else draft.text.line
            found.append(Fault(line, one.code, one.message, one.values))
        return None
    feedback = draft.explanations[0].text if draft.explanations else ""
    category = draft.categories[0].text if draft.categories else ""
    return Parsed(draft.text.line, kind, draft.text.text, stored, feedback, category)
