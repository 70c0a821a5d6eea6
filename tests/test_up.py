import io
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow

from lessons.models import CoursePage
from lessons.packs.loader import STARTER, NodeName, Report
from lms.management.commands.up import _only_this_machine
from lms.members.groups import PUBLISHER, TRAINER, ensure_groups
from lms.setup import prepare
from lms.setup.console import Console
from lms.setup.permissions import APPROVAL, ensure_permissions
from lms.setup.server import check_address
from lms.setup.static import collect_if_changed
from lms.setup.supervisor import LONGEST_PAUSE, SHORTEST_PAUSE, Supervisor, next_pause
from tests.factories.members import UserFactory


def staff(key):
    user = UserFactory()
    user.groups.add(ensure_groups()[key])
    return user


def test_a_taken_port_is_told_before_anything_starts(monkeypatch):
    monkeypatch.setattr("lms.management.commands.up.prepare", lambda console: pytest.fail("it started"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{port}.*--port {port + 1}"):
            call_command("up", port=port, stdout=io.StringIO())


def test_a_free_port_is_no_fault():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check_address("127.0.0.1", port)


@pytest.mark.parametrize("option", ["--port=99999", "--port=0", "--port=x", "--workers=0", "--bind=a..b"])
def test_an_address_that_cannot_be_is_told_before_anything_starts(monkeypatch, option):
    monkeypatch.setattr("lms.management.commands.up.prepare", lambda console: pytest.fail("it started"))
    with pytest.raises(CommandError, match=option.partition("=")[2]):
        call_command("up", option, stdout=io.StringIO())


def test_it_starts_and_names_what_was_edited_here_and_changed_in_the_starter_course():
    told = io.StringIO()
    report = Report(conflicts=[NodeName("lesson", "cai-dat")])
    prepare._tell_conflicts(Console(OutputWrapper(told)), report)
    assert "lesson cai-dat" in told.getvalue()


def test_an_old_python_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(prepare.sys, "version_info", (3, 10, 4))
    with pytest.raises(prepare.CannotStart, match=r"3\.11"):
        prepare.check_python()


def test_progress_in_a_file_is_one_line_a_step():
    out = io.StringIO()
    with Console(OutputWrapper(out)).step("Loading") as progress:
        progress(1, 2)
        progress(2, 2)
    assert out.getvalue() == "  Loading\n"


def test_progress_on_a_terminal_is_a_bar():
    out = io.StringIO()
    out.isatty = lambda: True
    with Console(OutputWrapper(out)).step("Loading") as progress:
        progress(1, 2)
    assert "Loading [############............]  50 %" in out.getvalue()


def test_a_worker_that_keeps_dying_is_started_ever_more_slowly():
    pauses = [SHORTEST_PAUSE]
    for _death in range(10):
        pauses.append(next_pause(pauses[-1], lived=0.1))
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_a_worker_that_lived_long_is_started_again_at_once():
    assert next_pause(LONGEST_PAUSE, lived=3600) == SHORTEST_PAUSE


THIRD_TIME_LUCKY = """
import os, socket, sys
with open("births", "a+") as births:
    births.write(f"{os.getpid()}\\n")
    births.seek(0)
    count = len(births.readlines())
if count < 3:
    sys.exit(1)
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))):
    sys.stdin.read()
"""


def test_a_worker_that_dies_is_started_again_and_stopped_with_us(tmp_path, monkeypatch):
    monkeypatch.setattr("lms.setup.supervisor.next_pause", lambda pause, lived: 0)
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(60)
        command = (sys.executable, "-c", THIRD_TIME_LUCKY, str(door.getsockname()[1]))
        supervisor = Supervisor(tmp_path, command)
        supervisor.start()
        knock, _address = door.accept()
        supervisor.stop()
        knock.close()
    births = (tmp_path / "births").read_text().split()
    assert len(births) == 3
    with pytest.raises(ProcessLookupError):
        os.kill(int(births[-1]), 0)


@pytest.mark.django_db
def test_trainers_write_in_the_course_and_publishers_publish(course):
    ensure_permissions(course)
    trainer, publisher = course.permissions_for_user(staff(TRAINER)), course.permissions_for_user(staff(PUBLISHER))
    assert (trainer.can_add_subpage(), trainer.can_edit(), trainer.can_publish()) == (True, True, False)
    assert publisher.can_publish()


@pytest.mark.django_db
def test_trainers_may_draw_screens_and_write_questions(course):
    ensure_permissions(course)
    assert staff(TRAINER).has_perms(["shared.add_screen", "quizzes.change_question", "lessons.add_glossaryterm"])


@pytest.mark.django_db
def test_nobody_uploads_pictures_or_files_past_the_screens(course):
    ensure_permissions(course)
    assert not GroupCollectionPermission.objects.exists()


@pytest.mark.django_db
def test_a_page_goes_through_approval_by_publishers(course):
    ensure_permissions(course)
    workflow = course.get_workflow()
    assert workflow.name == APPROVAL
    assert [group.name for group in workflow.tasks.get().specific.groups.all()] == [ensure_groups()[PUBLISHER].name]


@pytest.mark.django_db
def test_permissions_are_given_once_and_then_left_to_administrators(course):
    assert ensure_permissions(course) is True
    GroupPagePermission.objects.filter(page=course, permission__codename="publish_page").delete()
    Workflow.objects.update(name="Duyệt hai bước")
    assert ensure_permissions(course) is False
    assert not course.permissions_for_user(staff(PUBLISHER)).can_publish()
    assert CoursePage.objects.get().get_workflow().name == "Duyệt hai bước"


def test_plain_storages_need_no_collecting():
    assert collect_if_changed() is False


def up(folder, *options):
    """The command in a process of its own, with its data in `folder`."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "LMS_DATA_DIR": str(folder)}
    env |= {"LMS_MEDIA_DIR": str(folder / "media"), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "up", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=env, text=True, encoding="utf-8", **pipes)


def counts(folder):
    """Rows by table."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: database.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}  # noqa: S608


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The data of a machine on which `up` ran once, and what it said."""
    folder = tmp_path_factory.mktemp("up")
    out, err = up(folder, "--no-serve").communicate()
    assert err == ""
    return folder, out


@pytest.mark.slow
def test_up_loads_the_units_and_the_starter_course(prepared):
    folder, said = prepared
    rows = counts(folder)
    assert rows["members_unitname"] == 34 + 3321
    assert rows["lessons_apppage"] == len(list(STARTER.glob("*/app.yaml"))) == 16
    assert rows["lessons_lessonpage"] == len(list(STARTER.glob("*/lesson-*.yaml")))
    assert "thanhvien01" in said
    assert (folder / "static" / "staticfiles.json").exists()


@pytest.mark.slow
def test_up_again_adds_nothing(prepared):
    folder, _said = prepared
    before = counts(folder)
    again = up(folder, "--no-serve")
    again.communicate()
    assert again.returncode == 0
    assert counts(folder) == before


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_server_leaves_no_process_behind(prepared, stop):
    folder, _said = prepared
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = up(folder, "--port", str(port))
    try:
        assert wait_for(f"http://127.0.0.1:{port}/quyen-rieng-tu/") == 200
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    finally:
        server.send_signal(stop)
        server.communicate(timeout=60)
    assert server.returncode == 0
    assert children
    assert left_of(children) == []


def left_of(pids):
    """Those that do not end; the tracker of multiprocessing ends a moment after its parent."""
    for _try in range(100):
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists()]
        if not left:
            break
        time.sleep(0.1)
    return left


def wait_for(url):
    """The status of `url` as soon as somebody answers there."""
    for _try in range(600):
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
                return answer.status
        except urllib.error.URLError:
            time.sleep(0.1)
    return None


ADDRESSES = {"127.0.0.1": True, "::1": True, "localhost": True, "0.0.0.0": False, "192.0.2.7": False}  # noqa: S104


@pytest.mark.parametrize(("bind", "alone"), ADDRESSES.items())
def test_only_an_address_of_this_machine_keeps_the_demo_accounts_to_it(bind, alone):
    assert _only_this_machine(bind) is alone
