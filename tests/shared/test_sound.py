import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.sound import NoSound, examined
from tests.lessons.broadcast.sounds import mp3, ogg


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (mp3(20), "mp3"),
        (mp3(20, tag=bytes(300)), "mp3"),
        (mp3(20) + b"TAG" + bytes(125), "mp3"),
        (ogg(20), "ogg"),
    ],
)
def test_a_recording_is_known_by_what_it_holds(content, kind):
    sound = examined(content)
    assert (sound.format, sound.seconds) == (kind, 20)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"ID3", "kind"),
        (b"%PDF-1.7" + bytes(4000), "kind"),
        (b"\xff\xd8\xff\xe0" + bytes(4000), "kind"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(4000), "kind"),
        (b"RIFF\x00\x10\x00\x00WAVEfmt " + bytes(4000), "kind"),
        ("Kính thưa quý vị và bà con".encode("utf-16"), "kind"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(4000), "kind"),
        (mp3(20)[:900], "kind"),
        (ogg(20, codec=b"\x80theora"), "kind"),
        (ogg(20)[:58] + ogg(20, codec=b"\x80theora"), "kind"),
        (ogg(20)[:40], "kind"),
        (mp3(1), "length"),
        (ogg(0), "length"),
        (ogg(3 * 3600), "length"),
        (ogg(-5), "length"),
    ],
)
def test_what_is_no_recording_of_speech_is_refused(content, code):
    with pytest.raises(NoSound) as error:
        examined(content)
    assert error.value.code == code


@given(st.binary(max_size=600), st.sampled_from([b"", b"ID3\x04\x00\x00\x00\x00\x00\x00", b"OggS\x00", mp3(1), ogg(9)]))
def test_no_bytes_break_the_look(content, head):
    try:
        told = examined(head + content).format
    except NoSound as error:
        told = error.code
    assert told in {"mp3", "ogg", "empty", "kind", "length"}
