"""Words that no line of print, and none of a drawn screen, may part: a number and what it counts, "bước" and its
number, "mã" and "QR". Pure."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
_UNITS = (
    "đồng|nghìn|ngàn|triệu|tỷ|tỉ|phút|giờ|giây|ngày|tuần|tháng|năm|tuổi|lần|số|chữ|bước|việc|người|"
    "khoản|tờ|ảnh|lượt|câu|trang|bài|món|mm|cm|km|m|kg|g|MB|GB|pt|%"
)
_COUNTED = "mức|ngày|bước|bài|câu|trang|mục|điều|khoản|lớp|bản|lần|mẫu|cỡ|ô|dòng|thứ|tháng|năm|số|quý|tờ"
_CODES = "QR|OTP|PIN"
# The space after what stands before it and before what follows; each is made unbreakable.
_SPACES = re.compile(
    rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"
    rf"|(?<=\d) (?=\d{{3}}(?!\d))"  # groups of one number: 0900 000 000, 5 000 000
    rf"|(?<!\w)(?:{_COUNTED}) (?=\d)"
    rf"|(?<!\w)mã (?=(?:{_CODES})(?!\w))",
    re.IGNORECASE,
)


def joined(text: str) -> str:
    """`text` with a no-break space wherever a line that ends there would part what is read together."""
    return _SPACES.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
