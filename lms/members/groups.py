"""The groups of staff. Keys are stable; names and permissions are data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

TRAINER, PUBLISHER, RADIO, APPROVER, OFFICER = "trainer", "publisher", "radio", "approver", "officer"
ACCESS_ADMIN = "wagtailadmin.access_admin"
# Members' names are seen by officers, who follow up; accounts are made and changed by administrators only,
# because whoever may change an account may give it any group.
_SEE_MEMBERS = ("members.view_user", "members.view_team", "members.view_membership", "members.view_unitname")
# What communes have printed on their sheets is minded by those who publish and those who follow up.
_MIND_IMPRINTS = "members.change_sheetimprint"
# The same have sheets printed for many communes at once.
_ORDER_PACKS = "lessons.add_printpack"
# Of the people of the places they are in charge of, never of themselves: see `quizzes.certification.by_hand`.
_MIND_CERTIFICATES = ("quizzes.view_certificate", "quizzes.award_certificate", "quizzes.revoke_certificate")
# Stations of the places they are in charge of. What goes on air is approved by others than those who read it.
_MIND_STATIONS = ("lessons.view_station", "lessons.add_station", "lessons.change_station")
_APPROVE_SCRIPTS = ("lessons.view_station", "lessons.approve_script")


@dataclass(frozen=True)
class StaffGroup:
    name: str
    permissions: tuple[str, ...]
    # The group that Wagtail's first migration makes for this work, in English: it is taken over, so that
    # its page permissions and approval task stay in force under the Vietnamese name.
    takes_over: str = ""


GROUPS: dict[str, StaffGroup] = {
    TRAINER: StaffGroup("Người biên soạn", (ACCESS_ADMIN,), takes_over="Editors"),
    PUBLISHER: StaffGroup(
        "Người xuất bản",
        (ACCESS_ADMIN, _MIND_IMPRINTS, _ORDER_PACKS, "lessons.withdraw_scriptversion"),
        takes_over="Moderators",
    ),
    RADIO: StaffGroup("Cán bộ truyền thanh", _MIND_STATIONS),
    APPROVER: StaffGroup("Lãnh đạo xã duyệt phát thanh", _APPROVE_SCRIPTS),
    OFFICER: StaffGroup(
        "Cán bộ theo dõi",
        (ACCESS_ADMIN, _MIND_IMPRINTS, _ORDER_PACKS, *_SEE_MEMBERS, *_MIND_CERTIFICATES, "lessons.view_airing"),
    ),
}


@transaction.atomic
def ensure_groups() -> dict[str, Group]:
    """The groups by key; makes what is missing, adds missing permissions, takes none away."""
    return {key: _ensure(wanted) for key, wanted in GROUPS.items()}


def _ensure(wanted: StaffGroup) -> Group:
    group = Group.objects.filter(name=wanted.name).first()
    if group is None and wanted.takes_over:
        group = Group.objects.filter(name=wanted.takes_over).first()
    group = group or Group()
    if group.name != wanted.name:
        group.name = wanted.name
        group.save()
    group.permissions.add(*_permissions(wanted.permissions))
    return group


def _permissions(names: Iterable[str]) -> list[Permission]:
    pairs = [name.split(".") for name in names]
    return [
        Permission.objects.get(content_type__app_label=app_label, codename=codename) for app_label, codename in pairs
    ]


@transaction.atomic
def grant_pages(*, page: Page, permissions: Mapping[str, Iterable[str]]) -> None:
    """Grants page permissions below `page` by group key: {"trainer": ["add", "change"], "publisher": ["publish"]}."""
    groups = ensure_groups()
    for key, codes in permissions.items():
        for code in codes:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", content_type__model="page", codename=f"{code}_page"
            )
            GroupPagePermission.objects.get_or_create(group=groups[key], page=page, permission=permission)
