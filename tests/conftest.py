"""What every test may ask for."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None)
settings.register_profile("quick", max_examples=40, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


# Each of these loads the starter course once, for all its tests.
TOGETHER = ("tests/starter/", "tests/test_every_page.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Workers are given test after test, and what stands in TOGETHER as one piece."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)

    return Scheduling(config, log)


@pytest.fixture
def course(db):
    """The course page, set as the root of the default site."""
    from tests.factories.lessons import CoursePageFactory

    return CoursePageFactory()


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker):
    """Rows that a module's fixtures make once: each test sees them and undoes only what it changed itself.

    A test fetches them anew, so that no object in memory is shared. Not for tests that need real commits.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
