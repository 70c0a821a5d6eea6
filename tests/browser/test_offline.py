"""An app kept on a phone: read in flight mode, renewed whole or not at all, the same for all who share the phone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from lessons.models import DoorTally, LessonPage, LessonProgress
from tests.browser.test_learning import sign_in
from tests.factories.lessons import AppPageFactory, CoursePageFactory, LessonPageFactory, step
from tests.factories.members import MembershipFactory, UserFactory

KEPT = "#giu [data-when=kept]:visible"
SENT = "() => !Object.keys(localStorage).some((name) => name.startsWith('unsent:'))"
FULL = "Cache.prototype.put = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));"


@pytest.fixture
def app(transactional_db):
    CoursePageFactory()
    app = AppPageFactory(key="vneid", title="VNeID")
    LessonPageFactory(parent=app, key="bai-mau", title="Bài mẫu", body=[step("mo-kho"), step("tim")])
    return app


def lesson():
    return LessonPage.objects.get(key="bai-mau")


def publish(title):
    page = lesson()
    page.title = title
    page.save_revision().publish()


def keep(page, app):
    page.goto(app.url)
    page.click("#giu [data-do=keep]:visible")
    page.wait_for_selector(KEPT)
    page.wait_for_function("() => navigator.serviceWorker.controller")


def read_without_a_signal(page):
    """The title of the lesson that the phone has."""
    page.context.set_offline(True)
    page.goto(lesson().url)
    assert page.is_visible(".kept-copy")
    return page.inner_text("h1")


def member(phone="+84912345678"):
    return MembershipFactory(user=UserFactory(login_phone=phone)).user


def come_in(page, login="0912 345 678"):
    sign_in(page, login)
    page.wait_for_url("**/viec-hoc/")


def test_what_is_kept_is_read_and_practised_without_a_signal(open_page, app):
    page = open_page()
    page.goto(app.url)
    page.wait_for_selector("#giu [data-do=keep]:visible", timeout=60_000)  # the first one draws all pages anew
    assert page.inner_text("#giu [data-when=new] button").endswith("kB)")
    keep(page, app)
    assert read_without_a_signal(page) == "Bài mẫu"
    assert page.locator(".step").count() == 2
    page.goto(reverse("lessons:practice", args=["bai-mau"]))
    for _ in range(2):
        page.click("section:visible [name=row][value=cai]")
    assert page.is_visible("#xong")
    page.goto(f"{reverse('lessons:door', args=['bai-mau'])}?e=1")
    assert page.is_visible("#dau")
    page.goto("/tim/?q=vneid")
    assert page.is_visible("#khong-song")
    page.click("#tren-may a")
    assert page.inner_text("h1") == "VNeID"


def test_a_new_edition_replaces_the_old_one_only_when_it_is_whole(open_page, app):
    page = open_page()
    keep(page, app)
    publish("Bài đã sửa")
    page.context.route("**/tai-cua/", lambda route: route.abort())
    page.goto(app.url)
    page.wait_for_selector("#giu [data-when=cut]:visible")
    assert read_without_a_signal(page) == "Bài mẫu"
    page.context.set_offline(False)
    page.context.unroute("**/tai-cua/")
    page.goto(app.url)
    page.wait_for_selector(KEPT)
    assert read_without_a_signal(page) == "Bài đã sửa"
    assert (
        page.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('giu-app/')).length)") == 1
    )


def test_the_list_of_what_is_kept_tells_which_app_has_a_new_edition(open_page, app):
    page = open_page()
    keep(page, app)
    with page.expect_response(re.compile("/giu-may/")):
        page.goto(reverse("lessons:kept"))
    page.wait_for_selector("#tren-may [data-old]", state="hidden")
    publish("Bài đã sửa")
    page.goto(reverse("lessons:kept"))
    page.wait_for_selector("#tren-may [data-old]:visible")


def test_what_is_published_in_the_midst_is_not_mixed_with_what_was_fetched_before(open_page, app):
    page = open_page()
    published = []

    def meanwhile(route):
        if not published:
            published.append(route.request.url)
            publish("Bài đã sửa")
        route.continue_()

    page.context.route("**/tai-cua/", meanwhile)
    keep(page, app)
    assert published
    assert read_without_a_signal(page) == "Bài đã sửa"


def test_a_full_phone_is_told_so_and_keeps_what_it_had(open_page, app):
    page = open_page()
    keep(page, app)
    publish("Bài đã sửa")
    page.context.add_init_script(FULL)
    page.goto(app.url)
    page.wait_for_selector("#giu [data-when=full]:visible")
    assert read_without_a_signal(page) == "Bài mẫu"


def test_what_is_learned_without_a_signal_is_sent_later_and_once(open_page, app):
    learner = member()
    page = open_page()
    come_in(page)
    keep(page, app)
    page.context.set_offline(True)
    page.goto(lesson().url)
    page.click("[data-done]")
    page.wait_for_selector("#noted:visible")
    assert page.inner_text("header [data-unsent]").endswith("(1)")
    kept = page.evaluate("JSON.stringify(localStorage)")
    publish("Bài đã sửa")
    page.context.set_offline(False)
    page.wait_for_function(SENT)
    first = LessonProgress.objects.get(member=learner)
    assert first.completed_at
    # The answer was lost on its way: the phone sends it again.
    page.evaluate(
        "(kept) => Object.entries(JSON.parse(kept)).forEach(([name, text]) => localStorage.setItem(name, text))", kept
    )
    page.goto(reverse("lessons:my_learning"))
    page.wait_for_function(SENT)
    again = LessonProgress.objects.get(member=learner)
    assert (again.edition, again.completed_at) == (first.edition, first.completed_at)


@pytest.mark.parametrize("is_in", [True, False])
def test_a_kept_copy_asks_only_those_to_sign_in_who_are_not(open_page, app, is_in):
    member()
    page = open_page()
    if is_in:
        come_in(page)
    keep(page, app)
    read_without_a_signal(page)
    assert page.is_visible("header a[href='/dang-nhap/']") is not is_in


def test_two_members_on_one_phone_never_mix(open_page, app):
    first = member()
    member("+84912345679")
    page = open_page()
    come_in(page)
    keep(page, app)
    page.context.set_offline(True)
    page.goto(lesson().url)
    assert first.full_name not in page.content()
    page.click("[data-done]")
    page.wait_for_selector("#noted:visible")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.context.set_offline(False)
    come_in(page, "0912 345 679")
    page.wait_for_load_state("networkidle")
    assert page.is_hidden("header [data-unsent]")
    assert not LessonProgress.objects.exists()
    page.context.clear_cookies()
    come_in(page)
    page.wait_for_function(SENT)
    assert LessonProgress.objects.get().member == first


def test_signing_out_asks_before_unsent_work_is_lost_and_then_takes_it_away(open_page, app):
    member()
    page = open_page()
    come_in(page)
    page.evaluate("localStorage.setItem('quiz-answer-abc', JSON.stringify({ member: '0', key: 'abc' }))")
    page.goto(reverse("lessons:tally_app", args=["vneid"]))
    page.context.route("**/nhat-ky/", lambda route: route.abort())
    page.click("[name=them][value=tu-lam]")
    page.wait_for_selector("header [data-unsent]:visible")
    leave = "footer form[action='/dang-xuat/'] button"
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.click(leave)
    assert "1" in asked.value.message
    assert page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('unsent:'))")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click(leave)
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    assert page.evaluate("Object.keys(localStorage).filter((name) => name !== 'comfort')") == ["quiz-answer-abc"]
    assert not DoorTally.objects.exists()


def test_withdrawing_consent_asks_and_takes_away_as_signing_out_does(open_page, app):
    member()
    page = open_page()
    come_in(page)
    page.context.route("**/nhat-ky/", lambda route: route.abort())
    page.goto(reverse("lessons:tally_app", args=["vneid"]))
    page.click("[name=them][value=tu-lam]")
    page.wait_for_selector("header [data-unsent]:visible")
    page.goto(reverse("members:withdraw"))
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("main form .btn-danger")
    page.wait_for_url(re.compile(r"://[^/]+/$"))
    assert page.evaluate("Object.keys(localStorage).filter((name) => name !== 'comfort')") == []


def test_a_lesson_taken_off_while_it_was_read_is_told_so_when_learned(open_page, app):
    member()
    page = open_page()
    come_in(page)
    page.goto(lesson().url)
    lesson().unpublish()
    page.click("form[action$='da-hoc/'] button")
    page.wait_for_selector("form[action$='da-hoc/']", state="detached")
    assert page.evaluate(SENT)
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()


def test_a_browser_inside_another_app_is_shown_the_way_to_chrome(chromium, live_server, app):
    agent = "Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36 Zalo android/12"
    context = chromium.new_context(base_url=live_server.url, user_agent=agent)
    page = context.new_page()
    page.goto(app.url)
    page.wait_for_selector("#giu [data-chrome]:visible")
    assert page.get_attribute("#giu [data-chrome]", "href").startswith("intent://localhost")
    assert page.is_hidden("#giu [data-do=keep]")
    context.close()


def test_a_worker_that_is_turned_off_goes_with_all_that_was_kept(open_page, app, settings):
    page = open_page()
    keep(page, app)
    settings.LMS_OFFLINE = False
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_function("() => caches.keys().then((names) => names.length === 0)")
    page.goto(app.url)
    page.wait_for_load_state("networkidle")
    assert page.is_hidden("#giu")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
