"""A database with the starter course. Loading it takes half a minute, so all modules of this folder share one,
and one worker does them all (tests/conftest.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from lessons.packs.loader import STARTER, load, load_terms


# First, for pytest-django sorts by this mark: a test that empties the tables must come after these.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/starter" in str(item.path):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="package", autouse=True)
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In a transaction that ends with the last test here; each test undoes only what it changed itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_terms()
        load(STARTER)
        yield
        transaction.set_rollback(True)
