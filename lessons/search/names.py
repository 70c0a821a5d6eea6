"""Abbreviations and other names of one thing: from a file of our own and from the glossary of readings. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from .words import keys, words

Keys = tuple[str, ...]
_HERE = Path(__file__).parent
LONGEST_NAME = 6
# What a note of the glossary says in so many words to be another name.
_IN_NOTE = re.compile(r"(?:nên viết|cũng nghe): ([^;,.]+)")


class OtherNames:
    """`meanings` leads from a short form to what it stands for, `short_forms` back again."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        meanings: defaultdict[Keys, list[Keys]] = defaultdict(list)
        short_forms: defaultdict[Keys, list[Keys]] = defaultdict(list)
        for name, others in names:
            short = keys(name)
            for other in map(keys, others):
                # A reading of one syllable ("áp" for app) is another word more often than not.
                if short and len(other) > 1 and other not in meanings[short]:
                    meanings[short].append(other)
                    short_forms[other].append(short)
        self.meanings = {short: tuple(others) for short, others in meanings.items() if others}
        self.short_forms = {meaning: tuple(shorts) for meaning, shorts in short_forms.items()}


@cache
def common() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = yaml.safe_load((_HERE / "abbreviations.yaml").read_text("utf-8"))
    return tuple((name, tuple(others)) for name, others in found.items())


@cache
def fillers() -> frozenset[str]:
    """Words of asking that a page need not have, with their tones and by their letters alone."""
    found = words((_HERE / "fillers.txt").read_text("utf-8"))
    return frozenset(form for word in found for form in (word.key, word.tones))


def of_glossary(term: str, say_as: str, note: str) -> tuple[str, tuple[str, ...]]:
    return term, (say_as, *_IN_NOTE.findall(note))
