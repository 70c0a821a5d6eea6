"""Tapping a screen: rows pressed or chosen in the list, pictures pressed in pixels."""

import re

import pytest
from django.urls import reverse

from quizzes.models import Answer
from tests.factories.quizzes import PICTURE_TAP

from .asking import at, begun, form_of, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    return signed_in(client)


def test_every_place_of_the_screen_is_a_button_and_a_line_of_the_list(client, member):
    html = page(client.get(at(begun(member, "tap"))))
    places = ["bar/back", "thong-bao", "wifi", "muc/0", "muc/1"]
    assert re.findall(r'<button name="row" value="([^"]*)"', html) == places
    assert re.findall(r'name="target" value="([^"]*)"', html) == places
    assert 'class="target' not in html


def test_a_press_on_a_picture_is_told_in_per_cent_of_it(client, member):
    attempt = begun(member, "tap", PICTURE_TAP)
    width, height = map(int, re.search(r'width="(\d+)" height="(\d+)"', page(client.get(at(attempt)))).groups())
    assert (width, height) == (256, 455)
    press = {"target.x": str(width // 2), "target.y": str(round(height * 0.85))}
    assert client.post(at(attempt), press).status_code == 302
    assert Answer.objects.get().response == {"target": "nut"}


def test_a_press_beside_every_mark_is_an_answer_that_can_be_left_and_changed(client, member):
    attempt = begun(member, "tap", PICTURE_TAP)
    client.post(at(attempt), {"target.x": "10", "target.y": "300"})
    assert Answer.objects.get().response == {"target": None}
    again = form_of(page(client.get(at(attempt))))
    assert client.post(at(attempt), again).status_code == 302
    assert Answer.objects.get().response == {"target": None}
    client.post(at(attempt), again | {"target": "nut"})
    assert Answer.objects.get().response == {"target": "nut"}


@pytest.mark.parametrize("press", [("0", "0"), ("", "")])
def test_a_key_pressed_on_the_picture_presses_no_place(client, member, press):
    attempt = begun(member, "tap", PICTURE_TAP)
    posted = {"target.x": press[0], "target.y": press[1], "target": "nut"}
    client.post(at(attempt), posted)
    assert Answer.objects.get().response == {"target": "nut"}


@pytest.mark.parametrize("press", [("1e400", "5"), ("-1", "5"), ("٣", "5"), ("9" * 100, "5"), ("5", "")])
def test_a_made_up_press_is_refused(client, member, press):
    attempt = begun(member, "tap", PICTURE_TAP)
    assert client.post(at(attempt), {"target.x": press[0], "target.y": press[1]}).status_code == 400
    assert not Answer.objects.exists()


def test_a_wrong_tap_is_shown_with_the_right_place(client, member):
    attempt = begun(member, "tap", questions=1)
    client.post(at(attempt), {"row": "thong-bao"})
    client.post(reverse("quizzes:submit", args=[attempt.pk]))
    html = page(client.get(reverse("quizzes:result", args=[attempt.pk])))
    assert re.search(r'class="r-toggle target"><span>Wi-Fi', html)
    assert "Đó là nơi xem thông báo." in html
    assert 'name="row"' not in html
