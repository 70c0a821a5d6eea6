"""What a page needs to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client, override_settings

from lms.members.models import User


@dataclass(frozen=True)
class Shown:
    """A page as `who` (nobody: not signed in) sees it; `sent` is posted first, the page is the answer to it."""

    name: str
    address: str
    who: User | None = None
    status: int = 200
    sent: Mapping[str, Any] | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    alike: bool = False  # another page of a type that is shown already: nothing new to look at
    before: Callable[[], None] = int  # done before the page is asked for
    headers: Mapping[str, str] = field(default_factory=dict)

    def drawn(self, client: Client | None = None) -> Any:
        """The answer of Django's test client; errors are answered as on a real server."""
        client = client or Client(raise_request_exception=False)
        client.raise_request_exception = False
        if self.who:
            client.force_login(self.who, backend="lms.members.backends.PhoneOrUsernameBackend")
        self.before()
        with override_settings(**self.settings):
            if self.sent is None:
                return client.get(self.address, headers=self.headers)
            return client.post(self.address, self.sent)
