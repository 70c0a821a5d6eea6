"""Pydantic's faults in plain words, at the place a person would look. Pure."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from .messages import Message, _

Path = tuple[str | int, ...]  # where in the data, from its top

_PATTERNS = {
    "^https://": _("an address that begins with https:// is expected"),
    "^images/": _("a picture is named images/name.png (or .jpg, .jpeg, .webp), without spaces or marks"),
    "^[a-z0-9-]+/[a-z0-9-]+$": _("a step is named lesson-key/step-key"),
    '^[^,"]': _("a tag has no comma and no quotation mark"),
    "^[a-z0-9": _("a key has only small letters without marks, digits and single dashes"),
}
_WORDS: dict[str, str] = {
    "missing": _("this field is missing"),
    "string_type": _("words are expected here; put quotation marks around a number or a date"),
    "string_too_long": _("too long: %(length)d characters, at most %(max_length)d"),
    "string_too_short": _("there are no words here"),
    "list_type": _("a list is expected here: lines that begin with a dash"),
    "too_short": _("too few here: %(actual_length)d, at least %(min_length)d"),
    "too_long": _("too many here: %(actual_length)d, at most %(max_length)d"),
    "literal_error": _("one of these is expected: %(expected)s"),
    "union_tag_invalid": _("there is no kind %(tag)s; the kinds are: %(expected_tags)s"),
    "union_tag_not_found": _("the field kind is missing"),
    "greater_than": _("must be more than %(gt)s"),
    "greater_than_equal": _("must be at least %(ge)s"),
    "less_than": _("must be less than %(lt)s"),
    "less_than_equal": _("must be at most %(le)s"),
}
_FAMILIES = {
    "int_": _("a whole number is expected here"),
    "float_": _("a number is expected here"),
    "bool_": _("true or false is expected here"),
    "date_": _("not a date; write year-month-day, for example 2026-11-16"),
    "model_": _("fields are expected here, each with its name and a colon"),
    "dict_": _("fields are expected here, each with its name and a colon"),
}


def problems(error: ValidationError, model: Any, data: Any) -> Iterator[tuple[Path, str]]:
    """(path in `data`, message) of every fault that `error` found when `data` was checked against `model`."""
    for fault in error.errors():
        path = _place(fault["loc"], data)
        inner = fault.get("ctx", {}).get("error")
        if isinstance(inner, ValidationError):  # a part that checks itself as another model
            here = _at(path, data)
            yield from ((path + deeper, words) for deeper, words in problems(inner, type(None), here))
        elif fault["type"] == "extra_forbidden":
            known = ", ".join(_fields(model, path[:-1], data)) or "-"
            yield path, Message(_("there is no such field; the fields here are: %(known)s"), known=known)
        else:
            yield (*path, "kind") if fault["type"] == "union_tag_invalid" else path, _message(fault)


def _message(fault: Mapping[str, Any]) -> str:
    kind, values = fault["type"], dict(fault.get("ctx", {}))
    if isinstance(values.get("error"), ValueError):
        said = values["error"].args[0]
        return said if isinstance(said, str) else str(said)
    if kind == "string_pattern_mismatch":
        for beginning, words in _PATTERNS.items():
            if values["pattern"].startswith(beginning):
                return Message(words)
    if kind == "string_too_long":
        values["length"] = len(fault["input"])
    if kind in _WORDS:
        return Message(
            _WORDS[kind], **{name: str(v) if name in ("gt", "ge", "lt", "le") else v for name, v in values.items()}
        )
    for family, words in _FAMILIES.items():
        if kind.startswith(family):
            return Message(words)
    return fault["msg"]


def _place(loc: tuple[str | int, ...], data: Any) -> Path:
    """`loc` without the names of kinds that pydantic puts between a list and the fields of its rows."""
    path: list[str | int] = []
    for n, part in enumerate(loc):
        after_index = n > 0 and isinstance(loc[n - 1], int)
        if after_index and isinstance(data, dict) and isinstance(part, str) and data.get("kind") == part:
            continue
        path.append(part)
        data = _at((part,), data)
    return tuple(path)


def _at(path: Path, data: Any) -> Any:
    for part in path:
        known = isinstance(data, dict) and part in data
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        data = data[part] if known or listed else None
    return data


def _fields(model: Any, path: Path, data: Any) -> list[str]:
    """Names of the fields that the model allows at `path`."""
    for part in path:
        found = _model(model, data)
        if isinstance(part, int):
            model = _item(model)
        else:
            model = found.model_fields[part].annotation if found and part in found.model_fields else None
        data = _at((part,), data)
    found = _model(model, data)
    return list(found.model_fields) if found else []


def _bare(model: Any) -> Any:
    while get_origin(model) is Annotated:
        model = get_args(model)[0]
    return model


def _item(model: Any) -> Any:
    model = _bare(model)
    return get_args(model)[0] if get_origin(model) is list else None


def _model(model: Any, data: Any) -> type[BaseModel] | None:
    """The model that stands behind an annotation; of several kinds, the one that the data names."""
    model = _bare(model)
    if get_origin(model) in (Union, types.UnionType):
        choices = [found for choice in get_args(model) if (found := _model(choice, data))]
        kind = data.get("kind") if isinstance(data, dict) else None
        return next((choice for choice in choices if kind in _kinds(choice)), choices[0] if choices else None)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _kinds(model: type[BaseModel]) -> tuple[Any, ...]:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation) if kind and get_origin(kind.annotation) is Literal else ()
