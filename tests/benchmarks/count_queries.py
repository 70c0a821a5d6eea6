"""SQL queries of each page of the starter course; run by bench_pages in the folder it has prepared."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
os.environ["LMS_ASK_CONSENT"] = "0"  # the member has agreed


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
    from lms.members.models import User
    from quizzes.attempts import start
    from quizzes.models import Quiz

    settings.ALLOWED_HOSTS = ["*"]
    member = User.objects.get(username="thanhvien01")
    quiz = Quiz.objects.get(key="vneid")
    addresses = {
        "course": "/",
        "app": AppPage.objects.get(key="vneid").url,
        "lesson": LessonPage.objects.get(key="cai-vneid-muc-1").url,
        "poster": PosterPage.objects.first().url,
        "radio script": RadioScriptPage.objects.first().url,
        "search": "/tim/?q=can+cuoc",
    }
    private = {
        "my learning": "/viec-hoc/",
        "quiz, start page": f"/lam-bai/{quiz.key}/",
        "quiz, question": f"/lam-bai/bai/{start(member=member, quiz=quiz, now=timezone.now()).pk}/1/",
    }
    signed_in, anonymous = Client(), Client()
    signed_in.force_login(member)
    for name, address in {**addresses, **private}.items():
        for who, client in (("signed in", signed_in), ("anonymous", anonymous)):
            if who == "anonymous" and name in private:
                continue
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200, address
            print(f"queries, {name}, {who}: {len(queries)}")


if __name__ == "__main__":
    main()
