"""Who agreed to what, and when it ends."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lms.members import consents
from lms.members.models import Consent, ConsentText
from lms.members.text_blocks import Block, blocks
from tests.factories.members import UserFactory

from .consent_case import publish, text  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_agreeing_twice_is_one_consent(text):  # noqa: F811
    user = UserFactory()
    assert consents.give(user=user, text=text) == consents.give(user=user, text=text)
    assert Consent.objects.count() == 1


def test_a_paper_names_who_noted_it(text):  # noqa: F811
    leader = UserFactory()
    consent = consents.give(user=UserFactory(), text=text, channel=Consent.Channel.PAPER, by=leader)
    assert (consent.channel, consent.recorded_by) == ("paper", leader)


def test_withdrawing_ends_every_consent_and_every_session(text, client):  # noqa: F811
    user = UserFactory()
    consents.give(user=user, text=text)
    consents.give(user=user, text=publish("Bản hai."))
    client.force_login(user)
    assert consents.withdraw(user=user) == 2
    assert not consents.may_keep(user)
    assert client.get("/viec-hoc/").url.startswith("/dang-nhap/")


def test_it_may_be_given_again_after_it_was_withdrawn(text):  # noqa: F811
    user = UserFactory()
    consents.give(user=user, text=text)
    consents.withdraw(user=user)
    consents.give(user=user, text=text)
    assert consents.may_keep(user)


def test_a_consent_of_a_clock_that_ran_ahead_can_be_withdrawn(text):  # noqa: F811
    user = UserFactory()
    consents.give(user=user, text=text, now=timezone.now() + dt.timedelta(days=1))
    assert consents.withdraw(user=user) == 1


def test_an_earlier_version_lets_things_be_kept_until_it_is_withdrawn(text):  # noqa: F811
    user = UserFactory()
    consents.give(user=user, text=text)
    publish("Bản hai.")
    assert consents.may_keep(user)


def test_where_nobody_is_asked_everything_may_be_kept(text, settings):  # noqa: F811
    settings.LMS_ASK_CONSENT = False
    assert consents.may_keep(UserFactory())


def test_the_same_text_published_again_asks_nobody(text):  # noqa: F811
    assert publish(text.text) == text
    assert ConsentText.objects.count() == 1


def test_the_first_text_is_made_once_and_names_who_answers_for_it(db, settings):
    settings.LMS_CONTROLLER, settings.LMS_KEEP_INACTIVE_YEARS = "Sở Mẫu", 5
    made = consents.ensure_text()
    assert (made.version, consents.ensure_text()) == (1, made)
    assert "Sở Mẫu" in made.text
    assert "5 năm" in made.text
    assert "{" not in made.text


def test_the_command_publishes_a_file_and_shows_what_stands(text, tmp_path):  # noqa: F811
    file = tmp_path / "moi.md"
    file.write_text("Bản mới.", encoding="utf-8")
    call_command("consent_text", "--publish", "--file", str(file), stdout=StringIO())
    out = StringIO()
    call_command("consent_text", stdout=out)
    assert out.getvalue().startswith("2\n\nBản mới.")


def test_a_file_that_is_not_there_or_empty_publishes_nothing(text, tmp_path):  # noqa: F811
    (tmp_path / "rong.md").write_text(" \n")
    for name in ("khong-co.md", "rong.md"):
        with pytest.raises(CommandError):
            call_command("consent_text", "--publish", "--file", str(tmp_path / name))
    assert ConsentText.objects.count() == 1


def test_the_text_is_drawn_as_headings_lists_and_paragraphs():
    drawn = blocks("Mở đầu.\n\n## Giữ gì\n- Họ tên\n- Xã\n\n- Riêng\nHết.")
    assert drawn == [
        Block("words", ["Mở đầu."]),
        Block("heading", ["Giữ gì"]),
        Block("list", ["Họ tên", "Xã"]),
        Block("list", ["Riêng"]),
        Block("words", ["Hết."]),
    ]
