"""Counting visits where there is no signal, as a phone does it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lessons.models import DoorTally, TallyPress
from tests.browser.test_learning import sign_in
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, step
from tests.factories.members import MembershipFactory, UserFactory


@pytest.fixture
def member(transactional_db):
    CoursePageFactory()
    app = AppPageFactory(key="vneid")
    LessonPageFactory(parent=app, key="bai-mau", body=[step("mo-kho"), step("tim"), step("cai-dat")])
    user = UserFactory(login_phone="+84912345678")
    MembershipFactory(user=user)
    return user


def counts():
    return dict(DoorTally.objects.filter(count__gt=0).values_list("outcome", "count"))


def at_the_tally(page):
    sign_in(page)
    page.wait_for_url("**/viec-hoc/")
    page.goto(reverse("lessons:tally_app", args=["vneid"]))
    return page


def test_visits_counted_without_a_signal_are_sent_later_and_once(open_page, member):
    page = at_the_tally(open_page())
    page.context.set_offline(True)
    for outcome in ("tu-lam", "tu-lam", "khong-may", "can-giup"):
        page.click(f"[name=them][value={outcome}]")
    page.click("[name=bot][value=can-giup]")
    page.wait_for_selector("main [data-unsent]:has-text('3')")  # told once it is known that nothing can be sent
    assert page.inner_text("[data-count=tu-lam]") == "2"
    kept = page.evaluate("JSON.stringify(localStorage)")
    page.context.set_offline(False)
    page.wait_for_selector("main [data-unsent]", state="hidden")
    assert counts() == {"tu-lam": 2, "khong-may": 1}
    # The answer was lost on its way: the phone has all of it still, and sends it again.
    page.evaluate(
        "kept => Object.entries(JSON.parse(kept)).forEach(([key, value]) => localStorage.setItem(key, value))", kept
    )
    page.reload()
    page.wait_for_selector("main [data-unsent]", state="hidden")
    assert not page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('unsent:'))")
    assert counts() == {"tu-lam": 2, "khong-may": 1}
    assert TallyPress.objects.count() == 3


def test_what_one_member_has_not_sent_is_not_sent_by_another_on_the_same_phone(open_page, member):
    page = at_the_tally(open_page())
    page.context.set_offline(True)
    page.click("[name=them][value=tu-lam]")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.context.set_offline(False)
    MembershipFactory(user=UserFactory(login_phone="+84912345679"))
    sign_in(page, "0912 345 679")
    page.wait_for_url("**/viec-hoc/")
    page.goto(reverse("lessons:tally_app", args=["vneid"]))
    page.wait_for_load_state("networkidle")
    assert page.is_hidden("main [data-unsent]")
    assert counts() == {}


def test_the_steps_at_the_door_need_neither_scripts_nor_a_signal_once_open(open_page, member):
    page = open_page(scripts=False)
    page.goto("/b/bai-mau/?e=1")
    page.context.set_offline(True)
    shown = []
    for _ in range(4):
        page.click("main section:visible a.btn-primary")
        shown.append(page.locator("main section:visible").evaluate_all("all => all.map(one => one.id)"))
    assert shown == [["b-mo-kho"], ["b-tim"], ["b-cai-dat"], ["xong"]]
    page.click("#xong a[href='#dau']")
    assert page.is_visible("#dau")
