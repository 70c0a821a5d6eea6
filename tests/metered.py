"""What a page cost over the wire, by the browser's own network log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Cost:
    """Bytes with headers, compressed as they came; what the browser had already costs nothing."""

    requests: int = 0
    bytes: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)  # bytes of "Document", "Script", "Stylesheet"...

    def __str__(self) -> str:
        return f"{self.bytes / 1000:.1f} kB in {self.requests} requests"


class Meter:
    """`Meter(page).visit(address)` gives the cost of opening it there, `cost_of` of doing anything."""

    def __init__(self, page) -> None:
        self.page = page
        self._cost, self._kinds, self._cached = Cost(), {}, set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)

    def _received(self, event) -> None:
        self._kinds[event["requestId"]] = event["type"]
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            self._cached.add(event["requestId"])

    def _finished(self, event) -> None:
        if event["requestId"] not in self._cached and event["encodedDataLength"]:
            self._cost.requests += 1
            self._cost.bytes += event["encodedDataLength"]
            self._cost.by_kind[self._kinds.get(event["requestId"], "Other")] += event["encodedDataLength"]

    def visit(self, address: str) -> Cost:
        return self.cost_of(lambda: self.page.goto(address))

    def cost_of(self, act: Callable[[], object]) -> Cost:
        self._cost = Cost()
        act()
        self.page.wait_for_load_state("networkidle")
        return self._cost
