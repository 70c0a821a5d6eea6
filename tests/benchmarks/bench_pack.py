"""A print pack of 768 leaflets (12 apps for 64 communes): sheets a second, two workers against one, memory.

    python -m tests.benchmarks.bench_pack

Beside the workers two processes burn without sharing anything: what this machine gives two at once, at best.
BENCH_PACK_COMMUNES makes a smaller pack for a quick try.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
APPS = 12
COMMUNES = int(os.environ.get("BENCH_PACK_COMMUNES", "64"))
MODULE = "tests.benchmarks.bench_pack"
PROVINCE = "96"
BURN = "import hashlib\nfor _ in range(3000): hashlib.sha256(bytes(500_000)).digest()"
SEEN = "peak memory, MB: "


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
            "LMS_DATA_DIR": folder,
            "LMS_LOG_LEVEL": "WARNING",
            "LMS_MEDIA_DIR": f"{folder}/media",
            "LMS_SHEET_CACHE_MB": "0",  # nothing is found ready
        }
        subprocess.run(
            [sys.executable, "manage.py", "up", "--no-serve"], cwd=ROOT, env=env, check=True, capture_output=True
        )
        subprocess.run([sys.executable, "-m", MODULE, "measure"], cwd=ROOT, env=env, check=True)


def measure() -> None:
    """In the prepared folder."""
    import django

    django.setup()
    apps = _apps()
    speeds = {workers: _printed(apps, workers) for workers in (1, 2)}
    burning = _burning(1) / (_burning(2) / 2)
    ratio = speeds[2][1] / speeds[1][1]
    print(f"pack, two workers / one: {ratio:.2f} (two plain burning processes / one: {burning:.2f})")
    subprocess.run([sys.executable, "-m", MODULE, "join", str(speeds[2][0].pk)], check=True)


def _printed(apps, workers):
    """(pack, sheets a second) of a fresh pack, printed by so many processes; tells the figures."""
    from lessons.printing.bulk.ordering import order_pack
    from lessons.printing.bulk.places import communes_of
    from lessons.printing.catalogue import KINDS
    from lms.members.units import unit_by_code

    units = [name.unit for name in communes_of(unit_by_code(PROVINCE))[:COMMUNES]]
    pack = order_pack(
        by=None, title="Bench", apps=apps, kinds=[KINDS["leaflet"]], variant="plain", units=units, enqueue=False
    )
    command = [sys.executable, "-m", MODULE, "worker", str(pack.pk)]
    crew = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(workers)]
    for process in crew:
        process.stdout.readline()  # it is ready
    start = time.perf_counter()
    for process in crew:
        process.stdin.close()
    said = [process.stdout.read() for process in crew]
    for process in crew:
        process.wait()
    taken = time.perf_counter() - start
    done = pack.sheets.filter(state="done").count()
    assert done == pack.sheets.count(), f"{done} printed"
    peaks = ", ".join(f"{words.rpartition(SEEN)[2].strip()} MB" for words in said)
    name = "one worker" if workers == 1 else f"{workers} workers"
    print(f"pack of {done} sheets, {name}: {done / taken:.1f} sheets/s, {taken:.1f} s; peak memory {peaks}")
    return pack, done / taken


def worker(number: int) -> None:
    """Prints as a worker of the site does, from the moment its input is closed."""
    import django

    django.setup()
    from lessons.models import PrintPack
    from lessons.printing.bulk.work import print_sheets

    pack = PrintPack.objects.get(pk=number)
    print("ready", flush=True)
    sys.stdin.read()
    print_sheets(pack=pack, worker=str(os.getpid()))
    print(f"{SEEN}{_own_peak():.0f}")


def join(number: int) -> None:
    """Puts the printed pack together, in a process of its own."""
    import django

    django.setup()
    from lessons.models import PrintPack
    from lessons.printing.bulk.files import pdf_path, zip_path
    from lessons.printing.bulk.work import work

    start = time.perf_counter()
    work(pack=PrintPack.objects.get(pk=number))
    taken = time.perf_counter() - start
    sizes = [path.stat().st_size / 1e6 for path in (zip_path(number), pdf_path(number))]
    said = f"pack, ZIP and one PDF: {taken:.1f} s, {sizes[0]:.0f} MB and {sizes[1]:.0f} MB"
    print(f"{said}; peak memory {_own_peak():.0f} MB")


def _burning(processes: int) -> float:
    """Seconds that so many processes take, each for the same work."""
    start = time.perf_counter()
    for process in [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(processes)]:
        process.wait()
    return time.perf_counter() - start


def _own_peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apps():
    """The apps of the starter course, and copies of them until there are twelve."""
    from lessons.models import AppPage

    found = list(AppPage.objects.order_by("path"))
    for number in range(APPS - len(found)):
        source = found[number]
        copy = source.copy(
            recursive=True, update_attrs={"slug": f"{source.slug}-{number}", "title": f"{source.title} {number}"}
        )
        found.append(AppPage.objects.get(pk=copy.pk))
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        worker(int(sys.argv[2]))
    elif sys.argv[1:2] == ["join"]:
        join(int(sys.argv[2]))
    elif sys.argv[1:2] == ["measure"]:
        measure()
    else:
        main()
