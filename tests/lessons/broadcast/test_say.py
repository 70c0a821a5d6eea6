"""`say`: the spoken form on the command line, and what keeps a text off the air."""

import io
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from lessons.models import GlossaryTerm

pytestmark = pytest.mark.django_db


def say(*args: str) -> str:
    out = io.StringIO()
    call_command("say", *args, stdout=out)
    return out.getvalue()


def test_the_spoken_form_is_printed():
    assert say("30/4, 24 hộ") == "ngày ba mươi tháng tư, hai mươi tư hộ\n"


def test_the_glossary_of_the_site_is_used():
    GlossaryTerm.objects.create(term="OTP", say_as="mã một lần")
    assert say("OTP") == "mã một lần\n"


def test_the_glossary_of_the_software_can_be_used():
    assert say("OTP", "--default-glossary") == "ô tê pê\n"


def test_the_region_of_the_site_is_heard(settings):
    settings.LMS_RADIO_WORDS = ["ngàn", "lẻ", "bốn"]
    assert say("1.004; 24") == "một ngàn không trăm lẻ bốn; hai mươi bốn\n"


def test_another_region_can_be_asked_for():
    assert say("1.024", "--words", "ngàn, bốn") == "một ngàn không trăm hai mươi bốn\n"


def test_words_of_no_region_are_refused():
    with pytest.raises(CommandError, match="'xyz' is not a choice"):
        say("1", "--words", "xyz")


def test_a_wrong_setting_is_named(settings):
    settings.LMS_RADIO_WORDS = ["xyz"]
    with pytest.raises(ImproperlyConfigured, match="LMS_RADIO_WORDS"):
        say("1")


def test_changed_pieces_are_mapped_to_what_was_written():
    assert say("Gọi 113.", "--map") == "Gọi một một ba.\n  113 > một một ba\n"


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Hỏi XYZT", "XYZT"),
        ("ngày 31/02", "31/02"),
        ("<speak>chào", "<speak>"),
        ("Vieät", "Vieät"),
        ("1" * 60, "1" * 60),
    ],
)
def test_what_keeps_a_text_off_the_air_is_told(text: str, piece: str):
    with pytest.raises(CommandError) as refusal:
        say(text)
    assert piece in str(refusal.value)
    assert refusal.value.returncode == 1


def test_many_problems_are_told_shortly():
    text = " ".join(f"X{letter}YZT" for letter in "ABCDEGHIKLMNOPQR")
    with pytest.raises(CommandError) as refusal:
        say(text)
    assert "XNYZT…" in str(refusal.value)
    assert "XPYZT" not in str(refusal.value)


def test_an_empty_text_is_told():
    with pytest.raises(CommandError):
        say(" ")


def test_a_text_in_another_encoding_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Vi\xd6t")))
    with pytest.raises(CommandError, match="UTF-8"):
        say("-")


def test_a_text_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("5 bước".encode())))
    assert say("-") == "năm bước\n"
