"""YAML read with the line of every value. Pure.

Only plain data: no tags, no merge keys, every text normalised, names of fields as they are written (so that
`on:` is a name and no switch), and a bound on how much aliases may unfold to.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import Resolver

from lms.shared.messages import Message, _
from lms.shared.vietnamese import normalise, normalise_line

from .faults import Fault, Path

MAX_VALUES = 20_000
_SCALARS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")}
_LIST, _FIELDS = "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"


class _Loader(Composer, CParser, Resolver):
    """libyaml's parser, nine times as fast as the one in Python, below PyYAML's composer in Python: the one in C
    brings the process down over a file that is nested very deeply."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)


class Source:
    """One file's data, and where each part of it stands."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.data: Any = None
        self.faults: list[Fault] = []
        self._lines: dict[Path, int] = {}
        self._count = 0
        self._inside: set[int] = set()
        try:
            node = yaml.compose(normalise(text), Loader=_Loader)  # type: ignore[arg-type]
            if node is None:
                self.fault((), Message(_("the file is empty")))
            else:
                self.data = self._build(node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._unreadable(mark.line + 1 if mark else 1, error.problem or str(error))
        except yaml.YAMLError as error:
            self._unreadable(1, str(error))
        except RecursionError:
            self._unreadable(1, "nested too deeply")

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest part around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(Fault(self.file, self.line(path), path, message))

    def _unreadable(self, line: int, problem: str) -> None:
        message = Message(_("this cannot be read as YAML: %(problem)s"), problem=problem)
        self.faults.append(Fault(self.file, line, (), message))

    def _build(self, node: yaml.Node, path: Path) -> Any:
        self._lines.setdefault(path, node.start_mark.line + 1)
        self._count += 1
        if self._count > MAX_VALUES or id(node) in self._inside:
            if self._count <= MAX_VALUES + 1:
                self.fault(path, Message(_("too much data, or an alias that holds itself")))
            self._count = MAX_VALUES + 2
            return None
        self._inside.add(id(node))
        try:
            return self._value(node, path)
        finally:
            self._inside.discard(id(node))

    def _value(self, node: yaml.Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            return [self._build(item, (*path, n)) for n, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode) and node.tag == _FIELDS:
            return self._fields(node, path)
        self.fault(path, Message(_("tags such as %(tag)s are not allowed"), tag=node.tag))
        return None

    def _fields(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in node.value:
            name = normalise_line(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            place, line = (*path, name), key.start_mark.line + 1
            if name in fields:
                message = Message(_("this field stands twice; first in line %(line)d"), line=self._lines[place])
                self.faults.append(Fault(self.file, line, place, message))
                continue
            self._lines[place] = line
            fields[name] = self._build(value, place)
        return fields


def _scalar(node: yaml.ScalarNode) -> Any:
    """The value as YAML reads it; what only looks like a date or a number stays text, for the schema to refuse."""
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, OverflowError):
        value = node.value
    return normalise(value) if isinstance(value, str) else value
