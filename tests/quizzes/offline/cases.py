"""Answers and what they earn, for the grading of the server and that of the phone alike.

(kind, spec, response, share): the share is None for an answer that is refused.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from quizzes.kinds.base import opaque_key
from tests.factories.quizzes import PICTURE_TAP, SPECS

Case = tuple[str, dict[str, Any], dict[str, Any], str | None]

ALL_OR_NOTHING = SPECS["multiple"] | {"rule": "all_or_nothing"}
RIGHT_PAIRS = {"a": "115", "b": "114", "c": "113"}
ITEMS = SPECS["ordering"]["items"]
FIVE = {"items": ["Một", "Hai", "Ba", "Bốn", "Năm"], "rule": "next"}
WHOLE = {"items": FIVE["items"], "rule": "all_or_nothing"}
TABS = SPECS["tap"] | {"right": ["muc", "bar/back"], "feedback": {"muc": "Đó là hàng thẻ."}}


def _written(spec: dict[str, Any], *shares: tuple[str, str | None]) -> list[Case]:
    kind = "number" if "value" in spec else "short"
    name = "number" if kind == "number" else "text"
    return [(kind, spec, {name: text}, share) for text, share in shares]


def _short(level: str, *shares: tuple[str, str | None], text: str = "Hoà mạng", case: bool = False) -> list[Case]:
    return _written({"accepted": [{"text": text, "feedback": "Đúng."}], "level": level, "case": case}, *shares)


def _keys(*order: str) -> dict[str, Any]:
    return {"order": [opaque_key(text) for text in order]}


def _pairs(**given: str) -> dict[str, Any]:
    return {"pairs": {key: opaque_key(text) if text else "" for key, text in given.items()}}


CHOSEN: list[Case] = [
    ("single", SPECS["single"], {"choices": ["a"]}, "1"),
    ("single", SPECS["single"], {"choices": ["b"]}, "0"),
    ("single", SPECS["single"], {"choices": []}, None),
    ("multiple", SPECS["multiple"], {"choices": ["a", "b"]}, "1"),
    ("multiple", SPECS["multiple"], {"choices": ["a"]}, "1/2"),
    ("multiple", SPECS["multiple"], {"choices": ["a", "c"]}, "0"),
    ("multiple", SPECS["multiple"], {"choices": ["c"]}, "0"),
    ("multiple", SPECS["multiple"], {"choices": ["a", "b", "c"]}, "1/2"),
    ("multiple", ALL_OR_NOTHING, {"choices": ["a"]}, "0"),
    ("multiple", ALL_OR_NOTHING, {"choices": ["a", "b"]}, "1"),
    ("multiple", ALL_OR_NOTHING, {"choices": ["a", "b", "c"]}, "0"),
    ("true_false", SPECS["true_false"], {"answer": "false"}, "1"),
    ("true_false", SPECS["true_false"], {"answer": "true"}, "0"),
    ("true_false", SPECS["true_false"], {"answer": ""}, None),
    ("matching", SPECS["matching"], _pairs(a="115", b="114", c="113"), "1"),
    ("matching", SPECS["matching"], _pairs(a="115", b="111", c="113"), "2/3"),
    ("matching", SPECS["matching"], _pairs(a="115", b="115", c="115"), "1/3"),
    ("matching", SPECS["matching"], _pairs(a="115", b="", c="113"), None),
    ("ordering", SPECS["ordering"], _keys(*ITEMS), "1"),
    ("ordering", SPECS["ordering"], _keys(*ITEMS[::-1]), "0"),
    ("ordering", FIVE, _keys("Hai", "Ba", "Bốn", "Năm", "Một"), "3/4"),
    ("ordering", FIVE, _keys("Năm", "Một", "Hai", "Bốn", "Ba"), "1/4"),
    ("ordering", FIVE, _keys("Một", "Hai", "Ba", "Bốn"), None),
    ("ordering", FIVE, _keys("Một", "Hai", "Ba", "Bốn", "Bốn"), None),
    ("ordering", WHOLE, _keys("Hai", "Ba", "Bốn", "Năm", "Một"), "0"),
    ("ordering", WHOLE, _keys(*WHOLE["items"]), "1"),
    ("tap", SPECS["tap"], {"target": "wifi"}, "1"),
    ("tap", SPECS["tap"], {"target": "thong-bao"}, "0"),
    ("tap", SPECS["tap"], {"target": ""}, None),
    ("tap", TABS, {"target": "muc/1"}, "1"),
    ("tap", TABS, {"target": "bar/back"}, "1"),
    ("tap", TABS, {"target": "wifi"}, "0"),
    ("tap", PICTURE_TAP, {"target": "nut"}, "1"),
    ("tap", PICTURE_TAP, {"target": None}, "0"),
]
WRITTEN: list[Case] = [
    *_written(SPECS["short"], ("mã OTP", "1"), ("ma otp.", "1"), ("MÃ SỐ", "1/2"), ("mã khác", "0"), ("  ", None)),
    *_written(SPECS["short"], ("\u200b", None), ("a" * 200, "0"), ("a" * 201, None), ("mã\u00a0 OTP", "1")),
    *_short("exact", ("hòa mạng", "1"), ("HOÀ MẠNG .", "1"), ("hoa mạng", "0"), ("hóa mạng", "0")),
    *_short("exact", (unicodedata.normalize("NFD", "hòa mạng"), "1"), ("hoà\tmạng", "1"), ("hoà mạng x", "0")),
    *_short("exact", ("Quý", "1"), ("Qúy", "0"), text="Quý"),
    *_short("exact", ("thuỳ", "1"), ("thùy", "1"), ("thúy", "0"), text="Thuỳ"),
    *_short("exact", ("khuyến mãi", "1"), ("khúyên mãi", "1"), ("khuýên mãi", "1"), text="khuyến mãi"),
    *_short("exact", ("Hoà mạng", "1"), ("hoà mạng", "0"), case=True),
    *_short("exact", ("\u00d0ồng", "1"), ("đồng", "1"), ("dồng", "0"), text="Đồng"),
    *_short("tones", ("hoa mang", "1"), ("hóa mảng", "1"), ("hoa măng", "0"), ("Đoa mang", "0")),
    *_short("marks", ("hoa mang", "1"), ("hỏa măng", "1"), ("hoamang", "0")),
    *_short("marks", ("dang xuat", "1"), ("ĐĂNG XUẤT", "1"), ("đăng xuất..", "1"), text="Đăng xuất"),
    *_short("marks", ("STRASSE", "1"), text="Straße"),
    *_written(
        SPECS["number"], ("50.000", "1"), ("50,000", "1"), ("50 000 đồng", "1"), ("50k", "1"), ("50 nghìn đ", "1")
    ),
    *_written(SPECS["number"], ("50 ngan dong", "1"), ("50 nghìn đồng.", "1"), ("5.000", "0"), ("50 kg", None)),
    *_written(SPECS["number"], ("", None), ("năm mươi", None), ("1e5", None), ("12/05/2026", None), ("5,", None)),
    *_written(SPECS["number"], ("9" * 18, "0"), ("9" * 19, None), ("0" * 101, None), ("+50000", "1"), ("-50000", "0")),
    *_written({"value": "1.234,5"}, ("1,234.5", "1"), ("1 234,5", "1"), ("1234.50", "1"), ("1.234.5", None)),
    *_written({"value": "1,234"}, ("1.234", "1"), ("1.235", "0"), ("0001,234", "1"), ("1.234,0", "0")),
    *_written({"value": "-3"}, ("\u22123", "1"), ("- 3", "1"), ("--3", None), ("3", "0"), ("-3,0", "1")),
    *_written({"value": "2½"}, ("5/2", "1"), ("2,5", "1"), ("2 ½", "1"), ("10/4", "1"), ("1/0", None), ("1½½", None)),
    *_written({"value": "1/3"}, ("1/3", "1"), ("0,333", "0"), ("⅓", "1")),
    *_written({"value": "10", "tolerance": "0,1"}, ("9,9", "1"), ("10,1", "1"), ("9,89", "0"), ("10,11", "0")),
    *_written({"value": "10", "tolerance_percent": "1%"}, ("9,9", "1"), ("10,11", "0")),
    *_written({"value": "0,1", "tolerance": "0,2"}, ("0,3", "1"), (",3", "1"), ("0,3000001", "0"), ("-0,1", "1")),
    *_written({"value": "2 tỷ"}, ("2000 triệu", "1"), ("2 ty", "1"), ("2.000.000.000", "1"), ("2 tỷ đồng", None)),
]
TABLE: list[Case] = [*CHOSEN, *WRITTEN]
