"""Ordering: put the steps in the right order. Pure.

spec      {"items": [text, ...] in the right order, "rule": "next" | "all_or_nothing"}
response  {"order": [key, ...]}, every item once

The rule `next` is Moodle's "relative to the next item (excluding last)": the share is the number of items followed
by the item that ought to follow, of all items but the last. These questions ask about procedures, where what counts
is to know what comes next. So one step taken too early costs its neighbours and not the whole tail, as it would by
place; the order backwards earns nothing, and a guess earns 1 / items, where the longest run in the right order
would give the backwards order something and a guess more than half.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import factorial
from typing import Annotated, Literal

from pydantic import Field

from lms.shared.vietnamese import sort_key

from .base import Kind, Option, Response, Spec, Words, fields, opaque_key
from .faults import BadResponse, Fault, repeated


class OrderingSpec(Spec):
    items: Annotated[list[Words], Field(min_length=3, max_length=6)]
    rule: Literal["next", "all_or_nothing"] = "next"

    @property
    def right(self) -> list[str]:
        return [opaque_key(text) for text in self.items]


class Ordering(Kind[OrderingSpec]):
    model = OrderingSpec

    def faults(self, spec: OrderingSpec) -> Iterator[Fault]:
        yield from repeated("same_text", "text", "items", spec.items)

    def checked(self, spec: OrderingSpec, response: object) -> Response:
        order = fields(response).get("order")
        if not isinstance(order, list) or not all(isinstance(key, str) for key in order):
            raise BadResponse("unreadable")
        if not set(order) <= set(spec.right):
            raise BadResponse("unknown_choice")
        for key, text in zip(spec.right, spec.items, strict=True):
            if key not in order:
                raise BadResponse("item_missing", text=text)
            if order.count(key) > 1:
                raise BadResponse("item_twice", text=text)
        return {"order": list(order)}

    def earned(self, spec: OrderingSpec, response: Response) -> Fraction:
        if spec.rule == "all_or_nothing":
            return Fraction(response["order"] == spec.right)
        wanted = set(pairwise(spec.right))
        return Fraction(len(wanted & set(pairwise(response["order"]))), len(wanted))

    def correct_response(self, spec: OrderingSpec) -> Response:
        return {"order": spec.right}

    def random_guess(self, spec: OrderingSpec) -> Fraction:
        """One neighbour stands right in (n-1)! of n! orders; the mean is the same for all of them."""
        items = len(spec.items)
        return Fraction(1, items if spec.rule == "next" else factorial(items))

    def options(self, spec: OrderingSpec) -> list[Option]:
        """By the alphabet; turned by one where that happens to be the right order."""
        texts = sorted(spec.items, key=lambda text: (sort_key(text), text))
        if texts == spec.items:
            texts = [*texts[1:], texts[0]]
        return [Option(opaque_key(text), text) for text in texts]

    def remarks(self, spec: OrderingSpec, response: Response) -> list[str]:
        return []

    def labels(self, spec: OrderingSpec, response: Response) -> list[str]:
        texts = dict(zip(spec.right, spec.items, strict=True))
        return [f"{n}. {texts[key]}" for n, key in enumerate(response["order"], start=1)]
