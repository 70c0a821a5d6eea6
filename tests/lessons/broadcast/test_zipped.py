"""The ZIP of a bulletin."""

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.broadcast.zipped import bulletin_zip

CREATED = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def names(*given_names: str) -> list[str]:
    packed = bulletin_zip([(name, name.encode(errors="replace")) for name in given_names], CREATED)
    return zipfile.ZipFile(io.BytesIO(packed)).namelist()


def test_names_are_ascii_and_keep_their_ending() -> None:
    assert names("01 Giữ kín mã OTP.docx", "Kịch bản chương trình.PDF") == [
        "01-giu-kin-ma-otp.docx",
        "kich-ban-chuong-trinh.pdf",
    ]


def test_equal_names_are_told_apart() -> None:
    assert names("Đọc.txt", "Dọc.txt", "doc-2.txt", "doc.docx") == ["doc.txt", "doc-2.txt", "doc-2-2.txt", "doc.docx"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Tệp.txt", "c-tep.txt"),
        ("សួស្តី.txt", "bai.txt"),
        ("", "bai"),
        ("Nghị định 69.2024 NĐ", "nghi-dinh-69-2024-nd"),
        ("Bài " * 100 + ".txt", ("bai-" * 20)[:-1] + ".txt"),
    ],
)
def test_odd_names_become_plain_ones(name: str, expected: str) -> None:
    assert names(name) == [expected]


@given(st.lists(st.text(max_size=40)))
def test_every_file_has_a_plain_name_of_its_own(given_names: list[str]) -> None:
    found = names(*given_names)
    assert len(set(found)) == len(given_names)
    assert all(name.isascii() and "/" not in name and not name.startswith(".") for name in found)


def test_the_content_is_kept() -> None:
    packed = bulletin_zip([("Một.txt", b"mot"), ("Hai.txt", b"")], CREATED)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert opened.testzip() is None
        assert [opened.read(name) for name in opened.namelist()] == [b"mot", b""]


def test_the_same_files_and_date_give_the_same_bytes() -> None:
    local = CREATED.astimezone(timezone(timedelta(hours=7)))
    assert bulletin_zip([("Một.txt", b"mot")], CREATED) == bulletin_zip([("Một.txt", b"mot")], local)


@pytest.mark.parametrize("year", [1970, 2026, 2200])
def test_every_date_is_one_that_a_zip_can_hold(year: int) -> None:
    packed = bulletin_zip([("Một.txt", b"")], datetime(year, 1, 2, tzinfo=UTC))
    (member,) = zipfile.ZipFile(io.BytesIO(packed)).infolist()
    assert member.date_time[0] == min(max(year, 1980), 2107)


def test_a_bulletin_without_files_is_an_empty_zip() -> None:
    assert names() == []
