"""Which public pages of an app a phone may keep, to be read without a signal.

Each part of the product names its own: `register_keepable(pages_of)` in the part's `AppConfig.ready`, where
`pages_of(app_key)` gives the addresses (paths beginning with "/") of pages that

- answer 200 to everybody, whoever asks: the phone fetches them without cookies, and so does the server that adds up
  their size (one that answers anything else is left out). Two members who share a phone read the same copy;
- are whole in themselves: what stands behind a form, a session or a query is not kept. What a page draws in with
  <link>, <script src> and <img src> is found by itself, and must be ours;
- belong to that app alone.

An unknown key, or an app of which a part keeps nothing, gives an empty list.
See docs/decisions/0014-kept-on-the-phone.md.
"""

from __future__ import annotations

from collections.abc import Callable

Pages = Callable[[str], list[str]]

_registered: list[Pages] = []
_standing: list[Callable[[], str]] = []


def register_keepable(pages_of: Pages) -> Pages:
    """Registering the same function again changes nothing."""
    if pages_of not in _registered:
        _registered.append(pages_of)
    return pages_of


def keepable_pages(app_key: str) -> list[str]:
    """The addresses of all parts, in the order in which they were registered, each once."""
    return list(dict.fromkeys(path for pages_of in _registered for path in pages_of(app_key)))


def register_standing(word: Callable[[], str]) -> None:
    """`word()` is another word after anything changed that pages show; "" where it cannot be told."""
    _standing[:] = [word]


def standing() -> str:
    return _standing[0]() if _standing else ""
