"""The admin, as a trainer meets it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from lessons.models import GlossaryTerm
from lms.members.groups import OFFICER, PUBLISHER, ensure_groups
from tests.factories.lessons import LessonPageFactory, step
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory
from tests.lessons.editor import editor_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client, course):
    """One who may write pages, draw screens and nothing else."""
    group = Group.objects.create(name="Người viết thử")
    names = ["access_admin", "add_screen", "change_screen", "change_quiz"]
    group.permissions.add(*Permission.objects.filter(codename__in=names))
    for name in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=name)
        GroupPagePermission.objects.create(group=group, page=course, permission=permission)
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    return user


def home(client):
    return client.get("/quan-tri/").content.decode()


def test_a_trainer_is_welcomed_with_ways_to_go(client, trainer, course):
    html = home(client)
    assert f'href="{reverse("wagtailadmin_explore", args=[course.pk])}"' in html
    assert f'href="{reverse("wagtailsnippets_shared_screen:add")}"' in html
    assert f'href="{reverse("quiz_admin:index")}"' in html
    assert f'href="{reverse("wagtailadmin_reports:workflow")}"' in html


@pytest.mark.parametrize(("key", "shown"), [(OFFICER, True), (PUBLISHER, False)])
def test_officers_are_welcomed_with_the_ways_to_what_the_communes_did(client, key, shown):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    client.force_login(user)
    main = home(client).partition("welcome-ways")[2]
    assert (f'href="{reverse("office:communes_tally")}"' in main) is shown
    assert (f'href="{reverse("office:airings")}"' in main) is shown


@pytest.mark.parametrize("key", [None, OFFICER, PUBLISHER])
def test_who_signs_in_finds_the_office_when_it_is_open_to_them(client, course, key):
    user = UserFactory()
    if key:
        user.groups.add(ensure_groups()[key])
    client.force_login(user)
    assert ('href="/quan-tri/"' in client.get("/viec-hoc/").text) is bool(key)


def test_a_way_that_is_closed_to_someone_is_not_shown(client, trainer):
    trainer.groups.first().permissions.remove(*Permission.objects.filter(codename="add_screen"))
    assert reverse("wagtailsnippets_shared_screen:add") not in home(client)


def test_a_trainer_sees_no_menu_that_is_for_administrators(client, trainer):
    assert '"name": "images"' not in home(client)
    assert "wagtailadmin_reports" not in home(client)


def test_the_rows_of_a_screen_are_offered(client, trainer):
    screen = ScreenFactory()
    offers = client.get(reverse("lessons_screen_rows", args=[screen.pk])).json()["offers"]
    assert {"value": "cai", "label": "Cài đặt"} in offers
    assert {"value": "bar/back", "label": "Kho ứng dụng"} in offers


def test_a_faulty_screen_offers_nothing_and_does_not_fail(client, trainer):
    screen = ScreenFactory(rows=[])
    assert client.get(reverse("lessons_screen_rows", args=[screen.pk])).json() == {"offers": []}


def test_the_steps_of_a_lesson_are_offered_with_their_numbers(client, trainer):
    lesson = LessonPageFactory(body=[step("mo-kho", title="Mở kho"), step("tim", title="Tìm")])
    offers = client.get(reverse("lessons_lesson_steps", args=[lesson.pk])).json()["offers"]
    assert offers == [{"value": "mo-kho", "label": "1. Mở kho"}, {"value": "tim", "label": "2. Tìm"}]


@pytest.mark.parametrize("name", ["lessons_screen_rows", "lessons_lesson_steps"])
def test_offers_are_for_editors_only_and_an_unknown_number_is_not_found(client, trainer, name):
    for unknown in (10**6, 10**30):
        assert client.get(reverse(name, args=[unknown])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(reverse(name, args=[1])).status_code in (302, 403)


def test_the_editor_loads_the_script_and_marks_the_field_it_helps(client, trainer):
    lesson = LessonPageFactory()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert "lessons/offers.js" in html
    assert "data-offers" in html


def test_at_the_root_the_course_comes_before_other_pages(client, course):
    root = Page.objects.get(depth=1)
    first = root.get_first_child()
    if first.pk != course.pk:
        course.move(first, pos="right")
    root.add_child(instance=Page(title="Trang khác"))
    client.force_login(UserFactory(is_superuser=True))
    html = client.get(reverse("wagtailadmin_explore", args=[root.pk])).content.decode()
    table = html[html.index("<table") :]
    assert table.index(course.title) < table.index("Trang khác")


def test_a_reading_of_a_term_is_kept_through_the_admin(client):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailsnippets_lessons_glossaryterm:add")
    assert client.post(url, {"term": " VNeID ", "say_as": "vi en ai đi", "note": ""}).status_code == 302
    assert GlossaryTerm.objects.get().term == "VNeID"


def test_the_first_page_sends_nobody_to_a_guide_in_english(client, trainer):
    html = home(client)
    assert "guide.wagtail.org" not in html
    assert 'value="Search"' not in html


def test_someone_is_greeted_by_the_whole_name(client, trainer):
    trainer.full_name = "Người viết mẫu"
    trainer.save()
    assert "Người viết mẫu. Bạn muốn làm gì?" in home(client)


def test_a_link_goes_to_a_page_or_to_an_address_and_nowhere_else(client, trainer):
    kinds = ("external", "email", "phone", "anchor")
    allowed = {f"allow_{kind}_link": "true" for kind in kinds}
    html = client.get(reverse("wagtailadmin_choose_page"), allowed).json()["html"]
    assert reverse("wagtailadmin_choose_page_external_link") in html
    assert reverse("wagtailadmin_choose_page_email_link") not in html
    assert reverse("wagtailadmin_choose_page_phone_link") not in html
    assert reverse("wagtailadmin_choose_page_anchor_link") not in html


def test_the_words_of_a_link_are_asked_for_in_vietnamese(client, trainer):
    url = reverse("wagtailadmin_choose_page_external_link")
    html = client.get(url, {"allow_external_link": "true"}).json()["html"]
    assert "Link text" not in html
    assert "Chữ của liên kết" in html


def test_a_search_does_not_lead_a_trainer_to_images_and_documents(client, trainer):
    html = client.get(reverse("wagtailadmin_pages:search")).content.decode()
    assert reverse("wagtailimages:index") not in html
    assert reverse("wagtaildocs:index") not in html


def test_the_address_of_a_new_page_takes_no_marks(client, trainer):
    page = LessonPageFactory()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-w-slug-allow-unicode-value="true"' not in html
    assert 'name="show_in_menus"' not in html


def test_the_account_page_asks_for_no_time_zone(client, trainer):
    assert "time_zone" not in client.get(reverse("wagtailadmin_account")).content.decode()


def test_a_search_says_what_it_counted(client, trainer, course):
    html = client.get(reverse("wagtailadmin_pages:search")).content.decode()
    assert re.search(r"trong số \d+ trang", html)


def test_one_who_writes_nothing_is_not_sent_to_what_waits_for_publishing(client, trainer):
    GroupPagePermission.objects.all().delete()
    assert reverse("wagtailadmin_reports:workflow") not in home(client)


def test_one_who_may_see_members_finds_their_list_in_the_menu(client, trainer):
    assert reverse("wagtailusers_users:index") not in home(client)
    trainer.groups.first().permissions.add(*Permission.objects.filter(codename="view_user"))
    assert reverse("wagtailusers_users:index") in home(client)


def test_an_officer_is_led_to_the_members(client, trainer):
    assert f'href="{reverse("wagtailusers_users:index")}"' not in home(client)
    trainer.groups.first().permissions.add(*Permission.objects.filter(codename="view_user"))
    assert f'href="{reverse("wagtailusers_users:index")}"' in home(client)


def test_the_preview_beside_the_editor_can_be_checked_and_keeps_no_progress(client, trainer):
    lesson = LessonPageFactory(body=[step("mo-kho")])
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    client.post(url, editor_data(client, lesson))
    preview = client.get(url, {"in_preview_panel": "true"}).content.decode()
    assert "wagtail-userbar-template" in preview
    assert "data-read" not in preview
    live = client.get(lesson.url).content.decode()
    assert "wagtail-userbar-template" not in live
    assert "data-read" in live
