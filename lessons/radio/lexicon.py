"""The glossary: how terms and abbreviations are said. Data of the trainers, indexed for one pass."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from lessons.radio.characters import SILENT
from lms.shared.vietnamese import normalise

DEFAULT_GLOSSARY = Path(__file__).with_name("glossary_default.yaml")

_FIRST = re.compile(r"[^\W_]{1,40}|.", re.DOTALL)  # bounded: it is tried at every place


def load_glossary(path: Path | str = DEFAULT_GLOSSARY) -> dict[str, str]:
    """Read {term: say as} from a YAML file of `terms`. Raises ValueError that names the entry at fault."""
    try:
        data = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path} is not valid YAML: {error}") from error
    entries = data.get("terms") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise ValueError(f"{path} must hold a list named 'terms'")
    glossary: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        term, say_as = _entry(entry, f"{path}, term {number}")
        if term in glossary:
            raise ValueError(f"{path}, term {number}: {term!r} is listed twice")
        glossary[term] = say_as
    return glossary


def _entry(entry: object, where: str) -> tuple[str, str]:
    if not isinstance(entry, dict):
        raise ValueError(f"{where}: expected 'term' and 'say_as'")
    values = []
    for field in ("term", "say_as"):
        value = entry.get(field)
        if not isinstance(value, str) or not value.strip():
            raise ValueError(f"{where}: {field!r} must be words in quotes")
        values.append(normalise(value).strip())
    return values[0], values[1]


class TermIndex:
    """Finds the longest term at a place. Terms all in capitals keep their case (PIN is not "pin")."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for term in sorted(glossary, key=len, reverse=True):
            first = _FIRST.match(term)
            if first:
                self._by_first.setdefault(first[0].lower(), []).append(term)

    def find(self, text: str, start: int) -> tuple[str, int] | None:
        """Return (term, end) of the longest term that starts here, or None."""
        first = _FIRST.match(text, start)
        for term in self._by_first.get(first[0].lower(), ()) if first else ():
            match = _pattern(term).match(text, start)
            if match:
                return term, match.end()
        return None

    def untouched(self, words: list[str]) -> int:
        """How many of these lower-case words, from the first on, could start no term."""
        if self._by_first.keys().isdisjoint(words):
            return len(words)
        return next(count for count, word in enumerate(words) if word in self._by_first)


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    body = f"{SILENT}+".join(re.escape(word) for word in term.split())
    boundary = r"(?![^\W_])" if term[-1].isalnum() else ""
    return re.compile(body + boundary, 0 if term.isupper() else re.IGNORECASE)
