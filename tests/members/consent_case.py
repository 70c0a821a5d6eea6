"""Members who are asked for consent; elsewhere in the tests nobody is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from lms.members.consents import publish_text
from lms.members.models import ConsentText


@pytest.fixture
def text(db, settings) -> Iterator[ConsentText]:
    """The first version stands, and everybody is asked."""
    settings.LMS_ASK_CONSENT = True
    cache.clear()
    yield publish_text(text="## Giữ gì\n- Họ tên\n\nĐể cấp giấy.")
    cache.clear()


def publish(words: str) -> ConsentText:
    """A new version, as every process will know of it in a minute."""
    made = publish_text(text=words)
    cache.clear()
    return made
