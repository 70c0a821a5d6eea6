import io

import pytest
from django.core.management import CommandError, call_command

from lessons.models import CoursePage

from .tiny import write_pack

pytestmark = pytest.mark.django_db


def test_the_command_loads_a_pack(tmp_path):
    call_command("load_pack", write_pack(tmp_path), stdout=io.StringIO())
    assert CoursePage.objects.filter(key="khoa-mau").exists()


def test_the_check_writes_nothing(tmp_path):
    call_command("load_pack", write_pack(tmp_path), "--check", stdout=io.StringIO())
    assert not CoursePage.objects.exists()


def test_a_pack_at_fault_is_told_file_by_file(tmp_path):
    folder = write_pack(tmp_path, ("mau/app.yaml", "runner: Ban biên soạn\n", ""))
    with pytest.raises(CommandError, match=r"mau/app.yaml, .*runner"):
        call_command("load_pack", folder, "--check", stdout=io.StringIO())
