"""What the radio desk keeps of an approver or an announcer with an account, shown and made nameless."""

import pytest
from django.utils import timezone

from lessons.models import Approval
from lms.members.kept import kept_part
from lms.members.models import Erasure
from lms.members.own_data import NAMELESS, anonymise
from tests.factories.members import UserFactory
from tests.factories.radio import ApprovalFactory, NoticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def approver():
    return UserFactory(full_name="Người duyệt mẫu 01")


def shown(name, user):
    part = kept_part(name)
    return part.describe(part.rows(user))


def test_an_approver_sees_what_was_approved_and_when(approver):
    approval = ApprovalFactory(approved_by=approver, approver_name=approver.full_name)
    ApprovalFactory()
    row = shown("approvals", approver)[0]
    assert len(shown("approvals", approver)) == 1
    assert (row["station"], row["approved_at"]) == (approval.station.name, approval.approved_at)


def test_work_at_the_desk_is_told_in_words(approver):
    NoticeFactory(created_by=approver)
    ApprovalFactory(ended_by=approver, ended_at=timezone.now(), ended_why=Approval.Ended.CALLED_OFF)
    assert len(shown("radio_work", approver)) == 2
    assert all(row["what"] and row["when"] for row in shown("radio_work", approver))


def test_the_approval_stays_and_its_name_goes(approver):
    approval = ApprovalFactory(approved_by=approver, approver_name=approver.full_name)
    anonymise(user=approver, why=Erasure.Why.ASKED)
    approval.refresh_from_db()
    assert approval.approver_name == NAMELESS
    assert approval.ended_at is None


def test_the_list_of_approvals_costs_one_query(approver, django_assert_max_num_queries):
    for _ in range(4):
        ApprovalFactory(approved_by=approver, approver_name=approver.full_name)
    with django_assert_max_num_queries(1):
        assert len(shown("approvals", approver)) == 4
