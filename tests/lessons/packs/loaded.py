"""A database with the starter course, for modules that draw on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from lessons.models import AppPage
from lessons.packs.loader import STARTER, load, load_terms


def starter_course(django_db_blocker: Any) -> Iterator[None]:
    """Loading takes seconds, so a module does it once, in a transaction that ends with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_terms()
        load(STARTER)
        yield
        transaction.set_rollback(True)


def app_page(key: str) -> AppPage:
    return AppPage.objects.get(key=key)
