"""Text forms of bytes, status lists, and pictures that carry a badge."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from quizzes.badges import multibase, png, status


@given(st.binary(max_size=70))
def test_base58_is_read_back(content):
    assert multibase.from_base58(multibase.base58(content)) == content


@given(st.binary(max_size=200))
def test_base64url_is_read_back(content):
    assert multibase.from_base64url(multibase.base64url(content)) == content


@pytest.mark.parametrize("text", ["", "abc", "z0", "zé", "z" * 300])
def test_what_is_not_base58_is_refused(text):
    with pytest.raises(ValueError, match="base58"):
        multibase.from_base58(text)


@pytest.mark.parametrize("text", ["", "QQ", "u!", "ué", "uQQ="])
def test_what_is_not_base64url_is_refused(text):
    with pytest.raises(ValueError, match="base64url"):
        multibase.from_base64url(text)


@given(st.sets(st.integers(0, status.SIZE - 1), max_size=20), st.integers(0, status.SIZE - 1))
def test_a_bit_is_set_exactly_where_it_was_set(indexes, other):
    packed = status.packed(indexes)
    assert all(status.is_set(packed, index) for index in indexes)
    assert status.is_set(packed, other) == (other in indexes)


def test_the_first_bit_is_the_left_most():
    bits = gzip.decompress(multibase.from_base64url(status.packed([0])))
    assert (len(bits), bits[0], any(bits[1:])) == (16 * 1024, 0x80, False)


def test_the_empty_list_is_the_same_bytes_every_time():
    assert status.packed([]) == status.packed([])


def test_the_place_of_a_certificate_follows_from_its_key():
    assert [status.place(pk) for pk in (1, 131_071, 131_072, 300_000)] == [(0, 1), (0, 131_071), (1, 0), (2, 37_856)]


@pytest.mark.parametrize("size", [8, status.SIZE - 8, status.MAX_BYTES * 8 + 8])
def test_a_list_of_the_wrong_length_is_refused(size):
    with pytest.raises(status.WrongLength):
        status.is_set(status.packed([], size), 0)


def test_a_place_past_the_end_is_refused():
    with pytest.raises(status.WrongLength):
        status.is_set(status.packed([]), status.SIZE)


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "zabc",
        "uAAAA",
        multibase.base64url(b"\0" * 16384),
        multibase.base64url(gzip.compress(b"\0" * 16384, mtime=0)[:-4]),
        multibase.base64url(gzip.compress(b"\0" * 16384, mtime=0) + b"more"),
    ],
)
def test_what_is_no_packed_list_is_refused(packed):
    with pytest.raises(status.BadList):
        status.is_set(packed, 0)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "green").save(out, "PNG")
    return out.getvalue()


def test_a_badge_goes_into_a_picture_and_comes_out_again():
    assert png.unbaked(png.baked(picture(), '{"name":"Huy hiệu"}'.encode())) == '{"name":"Huy hiệu"}'.encode()


def test_another_program_reads_the_badge_under_its_name_and_the_same_pixels():
    with (
        Image.open(io.BytesIO(png.baked(picture(), '{"a":"ế"}'.encode()))) as opened,
        Image.open(io.BytesIO(picture())) as plain,
    ):
        opened.load()
        assert opened.text["openbadgecredential"] == '{"a":"ế"}'
        assert opened.tobytes() == plain.tobytes()


def test_a_picture_is_baked_once():
    with pytest.raises(png.NotBaked, match="already"):
        png.baked(png.baked(picture(), b"{}"), b"{}")


def test_a_picture_without_a_badge_is_told():
    with pytest.raises(png.NotBaked, match="no badge"):
        png.unbaked(picture())


@pytest.mark.parametrize("cut", [9, 20, 40, 60])
def test_a_picture_cut_off_is_told(cut):
    with pytest.raises(png.NotBaked):
        png.unbaked(png.baked(picture(), b"{}")[:cut])


def test_a_damaged_picture_is_told():
    whole = bytearray(png.baked(picture(), b"{}"))
    whole[60] ^= 1
    with pytest.raises(png.NotBaked, match="damaged"):
        png.unbaked(bytes(whole))
