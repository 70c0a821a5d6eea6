"""Answers with a sheet, uncached and cached; run by bench_pages in the folder it has prepared."""

import os
import shutil
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
ADDRESSES = {
    "leaflet": "/ban-in/vneid/to-roi.pdf",
    "small leaflet": "/ban-in/vneid/to-roi-a5.pdf",
    "poster": "/ban-in/vneid/ap-phich.pdf",
    "handout": "/ban-in/vneid/tai-lieu.pdf",
}
ROUNDS = 11


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS, settings.LMS_SHEETS_PER_HOUR = ["*"], 10_000
    client = Client()

    def milliseconds(address: str) -> float:
        start = time.perf_counter()
        response = client.get(address)
        taken = 1000 * (time.perf_counter() - start)
        assert response.status_code == 200, address
        return taken

    for name, address in ADDRESSES.items():
        milliseconds(address)  # the engine is warm
        uncached = []
        for _ in range(ROUNDS):
            shutil.rmtree(settings.LMS_SHEET_FOLDER)
            uncached.append(milliseconds(address))
        cached = [milliseconds(address) for _ in range(ROUNDS)]
        for what, taken, budget in (("uncached", uncached, 120), ("cached", cached, 10)):
            print(f"download, {name}, {what}: median {statistics.median(taken):.1f} ms of {ROUNDS} (budget: {budget})")


if __name__ == "__main__":
    main()
