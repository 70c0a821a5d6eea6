"""CPU time of a lesson that is drawn anew, for a reader without and with an account; run in a prepared folder."""

import os
import time
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
os.environ["LMS_PAGE_CACHE"] = "0"
os.environ["LMS_ASK_CONSENT"] = "0"  # the member has agreed
ROUNDS = 60
BUDGET = 22  # ms


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from lessons.models import LessonPage
    from lms.members.models import User

    settings.ALLOWED_HOSTS = ["*"]
    address = LessonPage.objects.get(key="cai-vneid-muc-1").url
    anonymous, signed_in = Client(), Client()
    signed_in.force_login(User.objects.get(username="thanhvien01"))
    for who, client in (("anonymous", anonymous), ("signed in", signed_in)):
        times = [cpu(client, address) for _ in range(ROUNDS)][5:]
        print(
            f"CPU of a lesson drawn anew, {who}: {median(times):.1f} ms, at least {min(times):.1f}; budget {BUDGET} ms"
        )


def cpu(client, address: str) -> float:
    start = time.process_time()
    assert client.get(address, headers={"Accept-Encoding": "gzip"}).status_code == 200
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
