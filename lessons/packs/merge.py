"""Three-way merge of one node: as the pack brings it, as it stands here, as the pack brought it last. Pure."""

from __future__ import annotations

import hashlib
import json
from enum import Enum, auto
from typing import Any

Data = dict[str, Any]


class Action(Enum):
    CREATE = auto()
    UPDATE = auto()
    UNCHANGED = auto()
    KEEP = auto()  # edited or deleted here, and the pack has nothing new
    CONFLICT = auto()  # edited here, and the pack has something new: a person decides


def decide(*, base: Data | None, pack: Data, here: Data | None) -> Action:
    """`base` is None for a node that never came from this pack, `here` for one that does not stand here."""
    if here is None:
        return Action.CREATE if base is None else Action.KEEP
    if here == pack:
        return Action.UNCHANGED
    if base == pack:
        return Action.KEEP
    return Action.UPDATE if here == base else Action.CONFLICT


def plain(data: Data) -> Data:
    """`data` as it comes back from a JSON column, so that both compare equal."""
    return json.loads(json.dumps(data))


def digest(data: Data) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
