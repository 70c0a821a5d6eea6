from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from ..merge import Data

Spec = TypeVar("Spec")  # what the pack says: a model of the schema
Row = TypeVar("Row")  # what stands in the database


class Unresolved(Exception):
    """The node needs another one that was deleted here."""


class Kind(ABC, Generic[Spec, Row]):
    """One kind of node. `name` names it in the register of what packs brought."""

    name: ClassVar[str]
    counted: ClassVar[bool] = True  # in the progress; not so where it comes with another node
    needed: ClassVar[bool] = False  # made again when it was deleted here, because other nodes cannot do without

    usual: ClassVar[Data | None] = None  # what stands where no pack said anything, of kinds that then say something

    @abstractmethod
    def find(self, key: str) -> Row | None: ...

    @abstractmethod
    def new(self, key: str) -> Row: ...

    @abstractmethod
    def fill(self, row: Row, spec: Spec) -> Row:
        """Puts what the pack says onto `row` without saving it; raises Unresolved."""

    @abstractmethod
    def save(self, row: Row) -> None: ...

    @abstractmethod
    def data(self, row: Row) -> Data: ...

    def data_of(self, key: str, spec: Spec) -> Data:
        """What `data` would say of a row that came from `spec` untouched."""
        return self.data(self.fill(self.new(key), spec))


def block(kind: str, value: Any, place: str) -> Data:
    """A stream block as stored. Its id follows from its place, so that revisions can be compared block by block."""
    return {"type": kind, "value": value, "id": _block_id(place)}


def set_stream(row: Any, name: str, blocks: list[Data]) -> None:
    """Sets a stream field from blocks as stored; the field makes its own value of them."""
    setattr(row, name, blocks)


def items(values: Iterable[Any], place: str) -> list[Data]:
    """The items of a list block as stored."""
    return [block("item", value, f"{place}/{n}") for n, value in enumerate(values)]


def _block_id(place: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, place))
