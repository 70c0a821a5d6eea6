"""Requests a second and the 95th percentile of a lesson, finished and drawn anew, beside a static file of its size.

    python -m tests.benchmarks.bench_cache

The server that `up` starts, with two workers; eight connections that are kept open, each asking again as soon as it was
answered. Everything runs on this machine, so the one who asks takes its share of the processors too.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from .bench_pages import ROOT, served

CONNECTIONS = 8
SECONDS = 5.0
LESSON = "/vneid/cai-vneid-va-dang-ky-muc-1/"
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
STATIC = "benchmark.txt"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "LMS_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings.dev"}
        up = [sys.executable, "manage.py", "up", "--no-serve"]
        subprocess.run(up, cwd=ROOT, env=env, check=True, capture_output=True)
        subprocess.run([sys.executable, "-m", "tests.benchmarks.time_lesson"], cwd=ROOT, env=env, check=True)
        static = Path(folder) / "static" / STATIC
        with served(env, "--workers", "2") as address:
            size = len(fetch(address, LESSON))
        # As long as the finished page on the wire, and of no kind that is compressed.
        static.write_bytes(os.urandom(size))
        with served(env, "--workers", "2") as address:
            static_rate = load(f"static file of {size} bytes", address, f"/static/{STATIC}")
            rate = load("lesson, finished", address, LESSON)
            print(f"a finished lesson against the static file: {rate / static_rate:.2f}; wanted at least 0.50")
        with served({**env, "LMS_PAGE_CACHE": "0"}, "--workers", "2") as address:
            load("lesson, drawn anew", address, LESSON)


def fetch(address: str, path: str) -> bytes:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    connection.request("GET", path, headers=BROWSER)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def load(name: str, address: str, path: str) -> float:
    """Requests a second; prints them with the 95th percentile of the times."""
    for _try in range(2 * CONNECTIONS):  # every worker has answered once
        fetch(address, path)
    context = multiprocessing.get_context("spawn")
    with context.Pool(CONNECTIONS) as pool:
        pool.starmap(ask, [(address, path, 0.5)] * CONNECTIONS, chunksize=1)  # all are awake
        times = [
            one for part in pool.starmap(ask, [(address, path, SECONDS)] * CONNECTIONS, chunksize=1) for one in part
        ]
    rate = len(times) / SECONDS
    print(f"{name}: {rate:.0f} requests a second, 95 % within {quantiles(times, n=20)[18] * 1000:.1f} ms")
    return rate


def ask(address: str, path: str, seconds: float) -> list[float]:
    """Asks over one connection for so long; how long each answer took."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    times = []
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        connection.request("GET", path, headers=BROWSER)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
