"""Messages of pure code that a reader may get in their own language.

Pure modules import no Django, so a message here is an English sentence that remembers its template and its
values; whoever shows it passes the function that translates templates.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


def _(template: str) -> str:
    """Marks a template for the catalogue; translated only when shown."""
    return template


class Message(str):
    """The English sentence; `in_language` gives it in the language of `translate`."""

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        message = super().__new__(cls, template % values if values else template)
        message.template, message.values = template, values
        return message

    def in_language(self, translate: Translate) -> str:
        return translate(self.template) % self.values if self.values else translate(self.template)


def in_language(text: str, translate: Translate) -> str:
    """`text` through `translate` if it is a Message, and as it stands otherwise."""
    return text.in_language(translate) if isinstance(text, Message) else text
