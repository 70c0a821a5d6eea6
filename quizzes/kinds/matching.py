"""Matching: to each line on the left belongs one option on the right. Pure.

spec      {"pairs": [{"key", "left", "right"}, ...], "extra": [text, ...]}: `extra` are options that fit no line
response  {"pairs": {key of the pair: key of the option, ...}}, every line answered

The share is right lines / lines. An option may be used more than once, and two lines may share theirs: the options
are the different texts, each under a key that does not tell its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from lms.shared.vietnamese import sort_key

from .base import Key, Kind, Option, Part, Response, Spec, Words, fields, opaque_key
from .faults import BadResponse, Fault, repeated, spec_fault


class Pair(Part):
    key: Key
    left: Words
    right: Words


class MatchingSpec(Spec):
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=6)]
    extra: Annotated[list[Words], Field(max_length=3)] = []


class Matching(Kind[MatchingSpec]):
    model = MatchingSpec

    def faults(self, spec: MatchingSpec) -> Iterator[Fault]:
        yield from repeated("same_key", "key", "pairs", [pair.key for pair in spec.pairs], "key")
        yield from repeated("same_text", "text", "pairs", [pair.left for pair in spec.pairs], "left")
        yield from repeated("same_text", "text", "extra", spec.extra)
        belonging = {pair.right for pair in spec.pairs}
        for n, text in enumerate(spec.extra):
            if text in belonging:
                yield spec_fault("extra_is_right", "extra", n, text=text)
        if len(belonging | set(spec.extra)) < 2:
            yield spec_fault("one_option", "pairs")

    def checked(self, spec: MatchingSpec, response: object) -> Response:
        given = fields(response).get("pairs")
        if not isinstance(given, dict) or not all(isinstance(part, str) for item in given.items() for part in item):
            raise BadResponse("unreadable")
        if not set(given) <= {pair.key for pair in spec.pairs}:
            raise BadResponse("unknown_choice")
        if not set(given.values()) <= {"", *self.option_keys(spec)}:
            raise BadResponse("unknown_choice")
        for pair in spec.pairs:
            if not given.get(pair.key):
                raise BadResponse("pair_missing", text=pair.left)
        return {"pairs": {pair.key: given[pair.key] for pair in spec.pairs}}

    def earned(self, spec: MatchingSpec, response: Response) -> Fraction:
        right = sum(response["pairs"][pair.key] == opaque_key(pair.right) for pair in spec.pairs)
        return Fraction(right, len(spec.pairs))

    def correct_response(self, spec: MatchingSpec) -> Response:
        return {"pairs": {pair.key: opaque_key(pair.right) for pair in spec.pairs}}

    def random_guess(self, spec: MatchingSpec) -> Fraction:
        return Fraction(1, len(self.options(spec)))

    def options(self, spec: MatchingSpec) -> list[Option]:
        """The right-hand sides by the alphabet, which tells nothing of the lines."""
        texts = {pair.right for pair in spec.pairs} | set(spec.extra)
        return [Option(opaque_key(text), text) for text in sorted(texts, key=lambda text: (sort_key(text), text))]

    def remarks(self, spec: MatchingSpec, response: Response) -> list[str]:
        return []

    def labels(self, spec: MatchingSpec, response: Response) -> list[str]:
        texts = {option.key: option.text for option in self.options(spec)}
        return [f"{pair.left} → {texts[response['pairs'][pair.key]]}" for pair in spec.pairs]
