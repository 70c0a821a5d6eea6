"""The rule of a certification in words."""

import pytest
from django.utils import timezone

from quizzes.badges.criteria import narrative_of
from quizzes.certification.versions import standing_version
from quizzes.models import Milestone
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

pytestmark = pytest.mark.django_db


def words(rule):
    certification = CertificationFactory(rule=rule)
    return narrative_of(standing_version(certification=certification, now=timezone.now()))


def test_every_part_of_a_rule_is_named():
    QuizFactory(key="vneid", title="Cài VNeID")
    CertificationFactory(key="co-ban", title="Kỹ năng cơ bản")
    Milestone.objects.create(member=UserFactory(), key="bai:1", label="Đọc bài Mã OTP", reached_at=timezone.now())
    rule = {"all": [{"quiz": "vneid", "percent": 80}, {"milestone": "bai:1"}, {"certification": "co-ban"}]}
    assert words(rule) == ("Đạt từ 80% trở lên ở “Cài VNeID”; hoàn thành “Đọc bài Mã OTP”; đang có “Kỹ năng cơ bản”.")


def test_a_choice_says_how_many_of_how_many():
    for key in ("a", "b", "c"):
        QuizFactory(key=key, title=f"Bài {key.upper()}")
    rule = {"any": [{"quiz": key, "percent": 70} for key in ("a", "b", "c")], "at_least": 2}
    assert words({"all": [rule]}) == (
        "(có ít nhất 2 trong 3 điều: đạt từ 70% trở lên ở “Bài A”; đạt từ 70% trở lên ở “Bài B”; "
        "đạt từ 70% trở lên ở “Bài C”)."
    )


def test_what_has_no_title_any_more_is_named_by_its_key():
    assert words({"quiz": "da-bo", "percent": 50}) == "Đạt từ 50% trở lên ở “da-bo”."
