"""Units that stand after a number, and the nouns that "per" goes with."""

import re
from collections.abc import Iterable

UNITS = {
    "km/h": "ki lô mét mỗi giờ",
    "m/s": "mét mỗi giây",
    "km2": "ki lô mét vuông",
    "cm2": "xăng ti mét vuông",
    "m2": "mét vuông",
    "m3": "mét khối",
    "km": "ki lô mét",
    "m": "mét",
    "dm": "đề xi mét",
    "cm": "xăng ti mét",
    "mm": "mi li mét",
    "kg": "ki lô gam",
    "g": "gam",
    "mg": "mi li gam",
    "l": "lít",
    "L": "lít",
    "ml": "mi li lít",
    "ha": "héc ta",
    "h": "giờ",
    "KB": "ki lô bai",
    "MB": "mê ga bai",
    "GB": "gi ga bai",
    "TB": "tê ra bai",
    "Mbps": "mê ga bít mỗi giây",
    "Gbps": "gi ga bít mỗi giây",
    "W": "oát",
    "kW": "ki lô oát",
    "kWh": "ki lô oát giờ",
    "V": "vôn",
    "mAh": "mi li am pe giờ",
    "Hz": "héc",
    "MHz": "mê ga héc",
    "mmHg": "mi li mét thủy ngân",
    "dB": "đề xi ben",
    "kcal": "ki lô ca lo",
    "inch": "inh",
    "độ C": "độ xê",
    "°C": "độ xê",
    "°": "độ",
    "%": "phần trăm",
    "‰": "phần nghìn",
    "đ": "đồng",
    "₫": "đồng",
    "vnđ": "đồng",
    "VNĐ": "đồng",
    "VND": "đồng",
    "USD": "đô la Mỹ",
    "EUR": "ơ rô",
    "$": "đô la",
    "€": "ơ rô",
}
# Too short to be a unit when they stand apart; "k" is the thousand of the region.
ATTACHED_UNITS = {"p": "phút", "ph": "phút", "s": "giây", "tr": "triệu"}
CURRENCY_BEFORE = {"$": "đô la", "€": "ơ rô", "£": "bảng Anh", "¥": "yên"}

_PER_NOUNS = "tháng|năm|ngày|tuần|giờ|phút|giây|quý|lần|lượt|người|hộ|khẩu|suất|cái|chiếc|bộ|số|bài|buổi|thôn|xã"


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ATTACHED = _longest_first([*ATTACHED_UNITS, "k"])
UNIT = re.compile(rf"(?: ?(?P<unit>{_longest_first(UNITS)})|(?P<attached>{_ATTACHED}))(?![^\W_])")
PER = re.compile(rf"/(?P<per>{_PER_NOUNS}|{_longest_first(u for u in UNITS if u.isalnum())})(?![^\W_])")
# Only a counted thing is "per" another: "50.000 đồng/tháng", "2 lần/ngày"; not "ngày/tháng/năm".
COUNTED = re.compile(r"\d ?(?:nghìn |ngàn |triệu |tỷ )?[^\W\d_][^\W_/]*(?:/[^\W\d_]+)?\Z")
