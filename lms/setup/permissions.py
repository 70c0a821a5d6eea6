"""What trainers and publishers may do in the course, and how their work is approved.

Done once for a course: afterwards administrators decide, and nothing here undoes it.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from lms.members.groups import PUBLISHER, TRAINER, ensure_groups, grant_pages

APPROVAL = "Duyệt trước khi xuất bản"
WAGTAILS_APPROVAL = "Moderators approval"

RECORDINGS = "Bản ghi âm các bước"
_ON_RECORDINGS = ("wagtaildocs.add_document", "wagtaildocs.choose_document")

_ON_PAGES = {TRAINER: ["add", "change"], PUBLISHER: ["add", "change", "publish"]}
# Questions, quizzes and certifications are never deleted: attempts and certificates refer to them.
_ON_MODELS = (
    "shared.add_screen",
    "shared.change_screen",
    "shared.view_screen",
    "lessons.add_glossaryterm",
    "lessons.change_glossaryterm",
    "lessons.delete_glossaryterm",
    "lessons.view_glossaryterm",
    "quizzes.add_quiz",
    "quizzes.change_quiz",
    "quizzes.view_quiz",
    "quizzes.add_question",
    "quizzes.change_question",
    "quizzes.view_question",
    "quizzes.add_certification",
    "quizzes.change_certification",
    "quizzes.view_certification",
)


@transaction.atomic
def ensure_permissions(course: Page) -> bool:
    """Gives the groups their permissions on `course`, unless they have some there; whether it did."""
    groups = ensure_groups()
    if GroupPagePermission.objects.filter(page=course).exists():
        return False
    staff = [groups[TRAINER], groups[PUBLISHER]]
    _move_grants_of_wagtail(course, staff)
    grant_pages(page=course, permissions=_ON_PAGES)
    for group in staff:
        group.permissions.add(*map(_permission, _ON_MODELS))
    _ensure_approval(course, groups[PUBLISHER])
    return True


@transaction.atomic
def ensure_recordings() -> bool:
    """A folder for recordings of steps, where staff of the course may put them; whether it was made."""
    groups = ensure_groups()
    staff = [groups[TRAINER], groups[PUBLISHER]]
    permissions = list(map(_permission, _ON_RECORDINGS))
    given = GroupCollectionPermission.objects.filter(group__in=staff, permission__in=permissions)
    if given.exists() or Collection.objects.filter(name=RECORDINGS).exists():
        return False
    folder = Collection.get_first_root_node().add_child(name=RECORDINGS)
    for group in staff:
        for permission in permissions:
            GroupCollectionPermission.objects.create(group=group, collection=folder, permission=permission)
    return True


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _move_grants_of_wagtail(course: Page, groups: list[Group]) -> None:
    """Wagtail's first migrations grant on the root of the tree; our staff works in the course.

    They also let editors upload images and documents anywhere. Images no page shows, and Wagtail keeps them as they
    came: pictures go through the screens, where location and personal data are taken out. Documents are recordings,
    which have a folder of their own.
    """
    GroupPagePermission.objects.filter(page__depth=1, group__in=groups).update(page=course)
    GroupCollectionPermission.objects.filter(group__in=groups, collection__depth=1).delete()


def _ensure_approval(course: Page, publishers: Group) -> None:
    """One step: a publisher approves. Takes over the workflow that Wagtail brings in English."""
    if WorkflowPage.objects.filter(page=course).exists():
        return
    workflow = Workflow.objects.filter(name__in=[APPROVAL, WAGTAILS_APPROVAL]).first() or Workflow()
    workflow.name = APPROVAL
    workflow.save()
    steps = list(workflow.workflow_tasks.all())
    if steps:
        task = steps[0].task
        task.name = APPROVAL
        task.save()
    else:
        task = GroupApprovalTask.objects.create(name=APPROVAL)
        task.groups.add(publishers)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.filter(page__depth=1, workflow=workflow).delete()
    WorkflowPage.objects.create(page=course, workflow=workflow)
