"""A station's machine with its key, as the tests use it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from lessons.broadcast import tokens
from lessons.models import Station, StationToken
from tests.factories.radio import StationFactory

BASE = "/api/phat-thanh/"


def key_of(station: Station, kind: StationToken.Kind = StationToken.Kind.API) -> str:
    return tokens.make(station=station, kind=kind, by=None, now=timezone.now())[1]


class Machine:
    def __init__(self, station: Station | None = None) -> None:
        self.station = station or StationFactory()
        self.key = key_of(self.station)
        self.client = Client()

    def get(self, path: str, data: dict[str, Any] | None = None, *, method: str = "get", **headers: str) -> Any:
        """Header names as Python writes them: if_none_match."""
        named = {"authorization": f"Bearer {self.key}"} | headers
        sent = {name.replace("_", "-"): value for name, value in named.items()}
        return getattr(self.client, method)(BASE + path, data, headers=sent)

    def ids(self, **data: Any) -> list[int]:
        return [text["id"] for text in self.get("texts", data).json()["texts"]]
