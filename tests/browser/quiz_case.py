"""A quiz as a member takes it on a phone, for tests."""

from django.urls import reverse

from quizzes.models import Answer

from .test_accessibility import sign_in

WAITING = "Object.keys(localStorage).filter((name) => name.startsWith('quiz-answer-'))"
NEXT, BEFORE = "button[name=go][value=next]", "button[name=go][value=previous]"


def begin(page, member):
    sign_in(page, member)
    page.goto(reverse("quizzes:start", args=["de-mau"]))
    page.click("main form button")
    page.wait_for_selector(".asked")


def choose(page, key):
    page.check(f"input[name=choices][value={key}]")


def wait_at(page, position):
    page.wait_for_selector(f".asked[data-position='{position}']")
    page.wait_for_url(f"**/{position}/")


def wait_saved(page):
    """Until nothing waits on the phone any more."""
    page.wait_for_selector("#kept:not(.alert-warning):not([hidden])")


def standing():
    return dict(Answer.objects.order_by("item__position").values_list("item__position", "response__choices"))
