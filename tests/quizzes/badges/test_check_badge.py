"""`manage.py check_badge`: a file in, plain words out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quizzes.badges.issuer import as_json
from quizzes.models import Certificate

from .samples import badge, certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key")]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "huy-hieu.json"
    path.write_bytes(as_json(badge(certificate())))
    return path


def run(*args):
    out = StringIO()
    call_command("check_badge", *map(str, args), stdout=out)
    return out.getvalue()


def test_a_good_badge_is_told_with_whose_it_is(file):
    words = run(file)
    assert "Thành viên mẫu 01" in words
    assert "https://kynangso.example/kt/" in words


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(b"01", b"02", "sửa|changed"), (b"huy-hieu/", b"huy-hiex/", "sửa|changed"), (b"{", b"", "đọc|read")],
)
def test_a_bad_badge_is_told_why(file, before, after, said):
    file.write_bytes(file.read_bytes().replace(before, after))
    with pytest.raises(CommandError, match=said):
        run(file)


def test_a_withdrawn_badge_is_told(file):
    Certificate.objects.update(revoked_at=timezone.now())
    with pytest.raises(CommandError, match=r"thu hồi|withdrawn"):
        run(file)


def test_a_status_list_can_be_brought_along(file, tmp_path):
    brought = tmp_path / "list.json"
    brought.write_text("{}")
    with pytest.raises(CommandError, match=r"danh sách|list"):
        run(file, "--list", brought)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"none\.json"):
        run(tmp_path / "none.json")


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (9 * 1024 * 1024))
    with pytest.raises(CommandError, match=r"large\.json"):
        run(large)
