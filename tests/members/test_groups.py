"""The groups of staff."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from lms.members.groups import GROUPS, OFFICER, PUBLISHER, RADIO, TRAINER, ensure_groups, grant_pages
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def test_there_are_five_groups_and_no_english_ones():
    ensure_groups()
    names = {
        "Người biên soạn",
        "Người xuất bản",
        "Cán bộ truyền thanh",
        "Lãnh đạo xã duyệt phát thanh",
        "Cán bộ theo dõi",
    }
    assert set(Group.objects.values_list("name", flat=True)) == names


def test_making_them_again_changes_nothing():
    first = {key: group.pk for key, group in ensure_groups().items()}
    assert {key: group.pk for key, group in ensure_groups().items()} == first


def test_making_them_again_keeps_a_permission_that_was_added():
    group = ensure_groups()[RADIO]
    extra = ensure_groups()[TRAINER].permissions.first()
    group.permissions.add(extra)
    assert extra in ensure_groups()[RADIO].permissions.all()


@pytest.mark.parametrize(("key", "enters"), [(TRAINER, True), (PUBLISHER, True), (OFFICER, True), (RADIO, False)])
def test_who_enters_the_editors_pages(key, enters):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    assert user.is_staff is enters


@pytest.mark.parametrize("key", GROUPS)
def test_no_group_may_change_accounts(key):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    assert not any(user.has_perm(f"members.{action}_user") for action in ("add", "change", "delete"))


def test_officers_see_members():
    user = UserFactory()
    user.groups.add(ensure_groups()[OFFICER])
    assert user.has_perm("members.view_user")


@pytest.mark.parametrize(("key", "may"), [(TRAINER, False), (PUBLISHER, True), (OFFICER, True), (RADIO, False)])
def test_who_minds_the_words_on_printed_sheets(key, may):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    assert user.has_perm("members.change_sheetimprint") is may


@pytest.mark.parametrize(("key", "may"), [(TRAINER, False), (PUBLISHER, False), (OFFICER, True), (RADIO, False)])
@pytest.mark.parametrize("action", ["view", "award", "revoke"])
def test_who_minds_certificates(key, may, action):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    assert user.has_perm(f"quizzes.{action}_certificate") is may
    assert not user.has_perm("quizzes.change_certificate")


@pytest.mark.parametrize(("key", "may"), [(TRAINER, False), (PUBLISHER, True), (OFFICER, True), (RADIO, False)])
def test_who_orders_print_packs(key, may):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    assert user.has_perm("lessons.add_printpack") is may
    assert not user.has_perm("lessons.change_printpack")


def test_page_permissions_are_granted_by_key_and_once(course):
    for _ in range(2):
        grant_pages(page=course, permissions={TRAINER: ["add", "change"], PUBLISHER: ["publish"]})
    granted = GroupPagePermission.objects.filter(page=course).values_list("group__name", "permission__codename")
    assert set(granted) == {
        ("Người biên soạn", "add_page"),
        ("Người biên soạn", "change_page"),
        ("Người xuất bản", "publish_page"),
    }
    assert len(granted) == 3
