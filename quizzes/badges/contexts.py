"""The JSON-LD contexts that a signature may rest on: kept here, never fetched. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
_FILES = {CREDENTIALS: "credentials-v2.jsonld", OPEN_BADGES: "open-badges-3.0.3.jsonld"}

Contexts = Mapping[str, dict[str, Any]]


class UnknownContext(ValueError):
    """A document names a context that is not kept here; the message is its address."""


@cache
def vendored() -> Contexts:
    folder = Path(__file__).parent / "vendored"
    return {url: json.loads((folder / name).read_text("utf-8")) for url, name in _FILES.items()}


def loader(contexts: Contexts) -> Callable[[str, Any], dict[str, Any]]:
    """What PyLD calls instead of the network."""

    def load(url: str, options: Any) -> dict[str, Any]:
        if url not in contexts:
            raise UnknownContext(url)
        found = {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": contexts[url],
        }
        # PyLD keeps what is marked static in a cache that all callers share, so only what is the same for all is.
        return {**found, "tag": "static"} if contexts is vendored() else found

    return load
