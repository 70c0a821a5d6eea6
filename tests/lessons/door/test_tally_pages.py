"""/nhat-ky/ with and without its script."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from lessons.models import DoorTally, TallyPress
from tests.factories.lessons import AppPageFactory
from tests.factories.members import MembershipFactory

pytestmark = pytest.mark.django_db
CEILING = 12


@pytest.fixture
def app(course):
    return AppPageFactory(key="vneid", title="VNeID")


@pytest.fixture
def member(client):
    user = MembershipFactory().user
    client.force_login(user)
    return user


@pytest.fixture
def url(app):
    return reverse("lessons:tally_app", args=[app.key])


def number_of(client, url):
    return re.search(r'name="lan" value="([^"]+)"', client.get(url).content.decode())[1]


def sends(client, member, *presses, **more):
    """The last answer to presses that a phone has kept, sent one after the other."""
    for press in presses:
        response = client.post(reverse("lessons:tally"), {"member": member.pk, **press, **more})
    return response


def line(app="vneid", outcome="tu-lam", by=1, age=0, number=None):
    return {"id": number or uuid.uuid4().hex, "app": app, "outcome": outcome, "by": by, "age": age}


def test_a_stranger_is_asked_to_sign_in(client, url):
    assert client.get(url)["Location"].startswith(reverse("members:sign_in"))
    assert client.get(reverse("lessons:tally")).status_code == 302


def test_a_button_counts_and_another_takes_back(client, member, url):
    client.post(url, {"lan": number_of(client, url), "them": "can-giup"})
    assert DoorTally.objects.get().count == 1
    assert '<span data-count="can-giup">1</span>' in client.get(url).content.decode()
    client.post(url, {"lan": number_of(client, url), "bot": "can-giup"})
    assert DoorTally.objects.get().count == 0


def test_a_button_pressed_twice_on_one_page_counts_once(client, member, url):
    number = number_of(client, url)
    for _ in range(2):
        assert client.post(url, {"lan": number, "them": "tu-lam"}).status_code == 302
    assert DoorTally.objects.get().count == 1


def test_a_press_that_was_not_counted_is_not_said_to_be(client, member, url):
    number = number_of(client, url)
    first, again = (client.post(url, {"lan": number, "them": "tu-lam"}, follow=True) for _ in range(2))
    assert [len(list(page.context["messages"])) for page in (first, again)] == [1, 0]


@pytest.mark.parametrize(
    "sent", [{}, {"them": "tu-lam"}, {"lan": "x", "them": "tu-lam"}, {"lan": str(uuid.uuid4()), "them": "bay"}]
)
def test_a_press_that_says_nothing_is_refused_in_words(client, member, url, sent):
    assert client.post(url, sent).status_code == 400
    assert not DoorTally.objects.exists()


def test_what_a_phone_kept_is_counted_once(client, member, url):
    lines = [line(), line(outcome="khong-may", age=86_400), line()]
    first, again = sends(client, member, *lines), sends(client, member, *lines)
    assert first.json() == again.json() == {"vneid": {"tu-lam": 2, "can-giup": 0, "khong-may": 0}}
    assert sum(DoorTally.objects.values_list("count", flat=True)) == 3
    assert TallyPress.objects.count() == 3


@pytest.mark.parametrize("wrong", [{"app": "khong-co"}, {"outcome": "bay"}, {"id": "rac"}])
def test_what_no_one_can_count_is_done_with_and_counted_nowhere(client, member, url, wrong):
    assert sends(client, member, line() | wrong).status_code == 410
    assert not DoorTally.objects.exists()


def test_a_visit_counts_though_the_app_was_taken_off_meanwhile(client, member, app):
    app.unpublish()
    sends(client, member, line())
    assert DoorTally.objects.get().count == 1


def test_presses_of_another_member_on_this_phone_are_left_to_them(client, member, url):
    other = MembershipFactory().user
    response = sends(client, other, line())
    assert response.status_code == 403
    assert not DoorTally.objects.exists()


def test_presses_want_a_token(member, url):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert sends(strict, member, line()).status_code == 403


def test_the_pages_ask_for_nothing_about_a_citizen(client, member, url):
    for page in (url, reverse("lessons:tally")):
        html = client.get(page).content.decode()
        fields = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', html))
        assert fields <= {"csrfmiddlewaretoken", "lan"}


def test_the_list_shows_todays_visits_and_my_sums(client, member, url):
    sends(client, member, line(), line(outcome="can-giup"))
    html = client.get(reverse("lessons:tally"), headers={"Cookie": f"ngon_ngu=en; {cookie(client)}"}).content.decode()
    assert "2 visits today" in html
    assert html.count("<dd>2") == 3


def cookie(client):
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def test_the_pages_cost_few_queries(client, member, url, django_assert_max_num_queries):
    for n in range(5):
        AppPageFactory(key=f"app-{n}")
        sends(client, member, line(app=f"app-{n}"))
    for page in (url, reverse("lessons:tally")):
        with django_assert_max_num_queries(CEILING):
            client.get(page)


def test_my_learning_leads_to_the_tally(client, member, app):
    assert f'href="{reverse("lessons:tally")}"' in client.get(reverse("lessons:my_learning")).content.decode()
