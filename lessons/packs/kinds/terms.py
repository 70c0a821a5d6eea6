from __future__ import annotations

from lessons.models import GlossaryTerm

from ..export import term_data
from ..merge import Data
from .base import Kind


class TermKind(Kind[str, GlossaryTerm]):
    """How a term is read on air everywhere; the key is the term, what the file says is its reading.

    Readings of one app alone are made here by trainers and are no concern of a pack.
    """

    name = "term"

    def __init__(self) -> None:
        self._known = {term.term: term for term in GlossaryTerm.objects.filter(scope="")}

    def find(self, key: str) -> GlossaryTerm | None:
        return self._known.get(key)

    def new(self, key: str) -> GlossaryTerm:
        return GlossaryTerm(term=key)

    def fill(self, row: GlossaryTerm, spec: str) -> GlossaryTerm:
        row.say_as = spec
        return row

    def save(self, row: GlossaryTerm) -> None:
        row.save()

    def data(self, row: GlossaryTerm) -> Data:
        return term_data(row)
