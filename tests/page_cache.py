"""Reading pages with the cache of finished pages switched on."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def switch_on(settings, folder):
    settings.LMS_PAGE_CACHE = True
    settings.LMS_PAGE_FOLDER = folder
    settings.REDIS_URL = ""


def read(address, *, cookies=None, **headers):
    """The answer to somebody who never came here before, with the number of queries it took as `.queries`."""
    client = Client()
    client.cookies.load(cookies or {})
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
    answer.queries = len(queries)
    return answer


def is_kept(address):
    """Whether the next reader is given the finished page; a page that was not kept is kept then."""
    return read(address).queries == 0
