"""Two hundred queries of villagers, up to the first page of results: `python -m tests.benchmarks.bench_search`.

On SQLite, then where DATABASE_URL says, in databases that are thrown away, holding the starter course. At the end the
same on the words of a course twenty times as large, without a database.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

MODULE = "tests.benchmarks.bench_search"
ROUNDS, TIMES_AS_LARGE = 3, 20


def main() -> None:
    for url in dict.fromkeys(("", os.environ.get("DATABASE_URL", ""))):
        env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "lms.settings.test", "LMS_TEST_DB": ""}
        subprocess.run([sys.executable, "-m", MODULE, "measure"], env=env, check=True)


def measure() -> None:
    import django
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    from django.db import connection

    from lessons.packs.loader import STARTER, load, load_terms

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        load_terms()
        load(STARTER)
        tell(connection.vendor)
        if connection.vendor == "sqlite":
            tell_large()
    finally:
        teardown_databases(databases, verbosity=0)


def tell(vendor: str) -> None:
    from django.test import RequestFactory

    from lessons.search import current
    from lessons.search.selectors import find, results

    request = RequestFactory().get("/")
    start = time.perf_counter()
    pages = len(current.current().documents)
    print(f"search, {vendor}, {pages} pages read after a publication: {1000 * (time.perf_counter() - start):.0f} ms")
    print(f"search, {vendor}, {times(lambda query: results(find(query).hits[:20], request))}")


def tell_large() -> None:
    from dataclasses import replace

    from lessons.search import current
    from lessons.search.index import Index
    from lessons.search.query import read
    from lessons.search.ranking import rank

    documents = current.current().documents
    index, names = Index([replace(one, pk=n) for n in range(TIMES_AS_LARGE) for one in documents]), current.names()
    line = times(lambda query: rank(index, read(query, index.vocabulary, names)))
    print(f"search, words of {len(index.documents)} pages, no database, {line}")


def times(search: Callable[[str], Any]) -> str:
    from tests.starter.test_queries import QUERIES

    taken = []
    for query in [*QUERIES] * ROUNDS:
        start = time.perf_counter()
        search(query)
        taken.append(1000 * (time.perf_counter() - start))
    median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    return f"{len(QUERIES)} queries: median {median:.1f} ms, p95 {p95:.1f} ms a query"


if __name__ == "__main__":
    if "measure" in sys.argv:
        measure()
    else:
        main()
