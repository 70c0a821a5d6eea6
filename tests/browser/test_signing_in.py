"""Signing in with a PIN in a real browser: the leader's way out, the way to Chrome, nothing axe finds."""

import pytest
from django.urls import reverse

from tests.factories.members import MembershipFactory
from tests.members.pin_case import with_pin

from .test_accessibility import sign_in


@pytest.fixture
def leader(transactional_db):
    user = MembershipFactory(role="leader").user
    MembershipFactory(team=user.memberships.get().team, user=with_pin(username="apmau01", full_name="Nguyễn Thị Mẫu"))
    return user


def pages_of(leader):
    team = leader.memberships.get().team
    member = team.memberships.exclude(user=leader).get().user
    return [
        reverse("office:team", args=[team.pk]),
        reverse("office:reset_pin", args=[member.pk]),
        reverse("office:cards", args=[team.pk]),
        reverse("members:my_sign_in"),
        reverse("members:type_code") + "?ma=abc",
        reverse("members:carried", args=["ABCDEFGHJ2"]),
        "/dang-nhap/?ten=apmau01",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(open_page, leader, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(width=320, bypass_csp=True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}

    def look(name):
        found[name] = [one["id"] for one in axe.run(page).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name

    page.goto("/dang-nhap/")
    page.fill("#id_username", "0912 345 678")
    page.fill("#id_password", "739105")
    page.click("main input[type=submit]")
    look("after a wrong try")
    sign_in(page, leader)
    for address in pages_of(leader):
        page.goto(address)
        look(address)
    page.goto(pages_of(leader)[2])
    page.check("input[name=ai] >> nth=0")
    page.check("input[name=ai] >> nth=1")
    page.click("button[value=hoi]")
    look("the question before new PINs")
    page.goto(reverse("members:my_sign_in"))
    page.click(f"form[action='{reverse('members:carry')}'] button")
    look("the code")
    assert not any(found.values()), found


def test_from_the_leaders_new_pin_to_chrome_without_scripts(open_page, leader):
    desk, zalo, chrome = (open_page(scripts=False) for _ in range(3))
    sign_in(desk, leader)
    desk.goto(pages_of(leader)[1])
    desk.click("main form button")
    pin = desk.inner_text("main .score strong")
    zalo.goto("/dang-nhap/?ten=apmau01&ban-phim=so")
    zalo.fill("#id_password", pin)
    zalo.click("main input[type=submit]")
    zalo.goto(reverse("members:my_sign_in"))
    zalo.click(f"form[action='{reverse('members:carry')}'] button")
    chrome.goto(zalo.url)
    assert "Nguyễn Thị Mẫu" in chrome.inner_text("h1")
    chrome.click("main form button")
    chrome.goto(reverse("members:my_sign_in"))
    assert "apmau01" in chrome.inner_text("main")
