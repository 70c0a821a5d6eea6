"""The numbers and letters that Word puts before paragraphs by itself; the file holds only how to count. Pure.

Read are decimal numbers, letters and bullets, of lists set in the paragraph or in its style. Other numerals
(Roman, words) give no label: the line then begins without one, and the list is refused with its line.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str  # such as "Câu %1:" or "%2."


class Numbering:
    """Counts along the document: `label` is asked once for each paragraph, in order."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._seen: set[str] = set()
        related = (rel for rel in document.part.rels.values() if rel.reltype.endswith("/numbering"))
        if part := next(related, None):
            self._read(part.target_part.element)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iter(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for num in root.iter(qn("w:num")):
            name = num.get(qn("w:numId"))
            self._lists[name] = num.find(qn("w:abstractNumId")).get(qn("w:val"))
            self._restarts[name] = {
                int(override.get(qn("w:ilvl"))): int(start.get(qn("w:val")))
                for override in num.iter(qn("w:lvlOverride"))
                if (start := override.find(qn("w:startOverride"))) is not None
            }

    def label(self, paragraph: Any) -> str:
        """What Word shows before this paragraph; "" for none."""
        name, depth = self._place(paragraph)
        abstract = self._lists.get(name, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts[abstract]
        if name not in self._seen:
            self._seen.add(name)
            for level, start in self._restarts[name].items():
                counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._shown(levels, depth, counts)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """(list, depth) of a paragraph: its own, or that of its style or of a style this one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style = _value(properties, "w:pStyle")
        found = _numbered(properties)
        for _step in range(DEEPEST):
            if found or style not in self._styles:
                break
            element = self._styles[style]
            found, style = _numbered(element.find(qn("w:pPr"))), _value(element, "w:basedOn")
        return found or ("", 0)

    @staticmethod
    def _shown(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
        level = levels[depth]
        if level.form == "bullet":
            return "•"
        text = level.text
        for at in range(DEEPEST):
            if f"%{at + 1}" in text and at in levels:
                written = _written(counts.get(at, levels[at].start), levels[at].form)
                if not written:
                    return ""
                text = text.replace(f"%{at + 1}", written)
        return text.strip()


def _level(element: Any) -> _Level:
    start = _value(element, "w:start")
    return _Level(int(start or 1), _value(element, "w:numFmt") or "decimal", _value(element, "w:lvlText"))


def _numbered(properties: Any) -> tuple[str, int] | None:
    if properties is None or (numbers := properties.find(qn("w:numPr"))) is None:
        return None
    return _value(numbers, "w:numId"), int(_value(numbers, "w:ilvl") or 0)


def _value(element: Any, name: str) -> str:
    found = None if element is None else element.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")


def _written(count: int, form: str) -> str:
    if form == "decimal":
        return str(count)
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    return ""
