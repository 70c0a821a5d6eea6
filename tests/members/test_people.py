"""Finding members by what one types."""

import pytest

from lms.members.models import User
from lms.members.people import matching
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _members():
    UserFactory(username="apmau01", full_name="Thành viên Đức Mẫu", login_phone="+84912345678")
    UserFactory(username="apmau02", full_name="Tổ trưởng Dưỡng Mẫu", contact_phone="+84987654321")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đức", ["apmau01"]),
        ("duc", ["apmau01"]),
        ("mẫu đức", ["apmau01"]),  # the words in any order
        ("DƯỠNG", ["apmau02"]),
        ("apmau", ["apmau01", "apmau02"]),
        ("0912 345", ["apmau01"]),
        ("+84912345678", ["apmau01"]),
        ("0987.654.321", ["apmau02"]),
        ("không ai", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_a_member_is_found(text, found):
    assert list(matching(User.objects.order_by("username"), text).values_list("username", flat=True)) == found
