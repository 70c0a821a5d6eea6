"""Sample documents of the print room, in plain data."""

from __future__ import annotations

from typing import Any

from lessons.printing.bulk.documents import CopiesDocument, CopiesRow
from lessons.printing.documents import (
    CardDocument,
    HandoutDocument,
    HandoutLesson,
    HandoutNote,
    HandoutStep,
    LeafletDocument,
    PosterData,
    PosterDocument,
    StepData,
)
from lessons.printing.rich import RichLine
from lms.shared.screens.spec import parse


def drawn(title: str, *rows: dict[str, Any], back: bool = True) -> dict[str, Any]:
    """A drawn screen as a document carries it."""
    return parse({"type": "drawn", "bar": {"title": title, "back": back}, "rows": list(rows)}).model_dump()


def text(words: str) -> dict[str, Any]:
    return {"kind": "text", "text": words}


def item(label: str, note: str = "", id: str | None = None) -> dict[str, Any]:
    return {"kind": "item", "label": label, "note": note, "id": id}


def field(label: str, value: str = "", id: str | None = None) -> dict[str, Any]:
    return {"kind": "input", "label": label, "value": value, "id": id}


def button(label: str, id: str | None = None) -> dict[str, Any]:
    return {"kind": "button", "label": label, "id": id}


SHOP = item("VNeID", "Định danh điện tử")
STEPS = (
    ("Mở kho ứng dụng có sẵn trên máy", "Máy Android: CH Play. Máy iPhone: App Store.", "kho",
     drawn("Màn hình chính", text("Các ứng dụng trên máy"), item("Danh bạ"), item("CH Play", "Kho ứng dụng", "kho"),
           item("Máy ảnh"), back=False)),
    ("Gõ VNeID vào ô tìm kiếm", "Gõ đủ năm chữ, rồi bấm tìm.", "tim",
     drawn("Kho ứng dụng", field("Tìm ứng dụng", "VNeID", "tim"),
           {"kind": "tabs", "labels": ["Ứng dụng", "Trò chơi"], "on": 0}, SHOP)),
    ("Kiểm tra tên nhà phát hành", "VNeID là của Bộ Công an. Thấy lạ thì dừng lại.", "nph",
     drawn("VNeID", SHOP, item("Nhà phát hành", "Đọc kỹ dòng này", "nph"), button("Cài đặt"))),
    ("Bấm Cài đặt và chờ tải xong", "Máy báo đầy thì xóa bớt ảnh không dùng.", "cai",
     drawn("VNeID", SHOP, button("Cài đặt", "cai"), {"kind": "notice", "text": "Cần còn chỗ trống trong máy"})),
    ("Tự nhập số định danh và số điện thoại", "12 số định danh và số điện thoại của chính mình.", "dk",
     drawn("Đăng ký", field("Số định danh cá nhân", "0•• ••• ••• •••"), field("Số điện thoại", "09•• ••• •••"),
           button("Đăng ký", "dk"))),
    ("Có mã xác thực thì tự mình nhập", "Mã như chìa khóa nhà. Không đọc cho ai.", "ma",
     drawn("Xác thực", text("Nhập mã gửi về máy của mình"),
           {"kind": "codes", "id": "ma", "label": "Mã xác thực", "count": 6, "filled": 2},
           {"kind": "notice", "text": "Không đọc mã này cho người khác"})),
)  # fmt: skip


def step(number: int = 1, **changes: Any) -> StepData:
    """Step `number` of the sample leaflet, with `changes`."""
    title, short, target, screen = STEPS[number - 1]
    values = {"number": number, "title": title, "short": short, "screen": screen, "target": target}
    return StepData(**{**values, "alt": f"Màn hình bước {number}, có khoanh chỗ cần bấm.", **changes})


def leaflet(**changes: Any) -> LeafletDocument:
    """The VNeID leaflet of six steps, with `changes`."""
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "app_name": "VNeID",
        "cover": "Cài VNeID đúng chỗ, giữ máy an toàn",
        "lede": "Sáu bước, làm được ở nhà. Chưa rõ bước nào, gõ cửa tổ công nghệ số trong thôn.",
        "steps": tuple(step(n) for n in range(1, 7)),
        "warnings": (
            "Chỉ cài từ CH Play hoặc App Store.",
            "Không cài từ đường dẫn trong tin nhắn, không cài tệp .apk.",
            "Không đưa mật khẩu, mã OTP, ảnh khuôn mặt, ảnh thẻ cho người giúp.",
        ),
        "after_title": "Xong mức 1 rồi thì sao?",
        "after_text": "Muốn dùng đầy đủ, mang thẻ căn cước đến cơ quan công an để đăng ký mức 2.",
        "address": "kynangso.example/b/vneid-1",
        "url": "https://kynangso.example/b/vneid-1",
        "edition_note": "Bài học phiên bản 3, kiểm tra ngày 16/11/2026",
    }
    return LeafletDocument(**{**values, **changes})


POSTER_FIELDS = ("title_lines", "screen", "target", "alt", "columns", "foot")


def poster(**changes: Any) -> PosterDocument:
    """The poster on paying by QR code, with `changes` to it or to its document."""
    values: dict[str, Any] = {
        "title_lines": ("Quét mã QR:", "đọc tên người nhận", "rồi mới trả tiền"),
        "screen": drawn(
            "Chuyển tiền",
            item("Người nhận", "TRAN VAN MAU", "ten"),
            field("Số tiền", "45.000 đồng"),
            button("Trả tiền"),
        ),
        "target": "ten",
        "alt": "Màn hình Chuyển tiền, có khoanh dòng Người nhận.",
        "columns": (
            ("Người mua", ("Quét mã, rồi dừng lại.", "Đọc tên người nhận.")),
            ("Người bán", ("Mỗi sáng, tự quét mã của mình.", "Xem có ai dán đè mã khác không.")),
        ),
        "foot": "Nghi ngờ thì không trả. Hỏi chủ quầy hoặc tổ công nghệ số cộng đồng.",
    }
    own = {name: changes.pop(name) for name in POSTER_FIELDS if name in changes}
    document: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "posters": (PosterData(**{**values, **own}),),
        "address": "kynangso.example/qr",
        "url": "https://kynangso.example/qr",
    }
    return PosterDocument(**{**document, **changes})


def lines(*words: str, marker: str = "", bold: bool = False) -> tuple[RichLine, ...]:
    """A line for each of `words`, plain paragraphs unless said otherwise."""
    return tuple(RichLine(((one, bold),), marker) for one in words)


def words_of(line: RichLine) -> str:
    return "".join(words for words, _ in line.runs)


def handout_step(number: int = 1, **changes: Any) -> HandoutStep:
    """Step `number` in full, as its screen and words stand on the leaflet, with `changes`."""
    plain = step((number - 1) % len(STEPS) + 1)
    values = {"number": number, "title": plain.title, "text": lines(plain.short), "screen": plain.screen}
    return HandoutStep(**{**values, "target": plain.target, "alt": f"Màn hình của bước {number}.", **changes})


def handout_lesson(*parts: Any, **changes: Any) -> HandoutLesson:
    """A lesson of `parts`, else of all six steps with a paragraph between them."""
    steps = tuple(handout_step(n) for n in range(1, 7))
    values: dict[str, Any] = {
        "title": "Cài VNeID và đăng ký mức 1",
        "summary": "Tìm đúng VNeID trong kho ứng dụng, tự đăng ký mức 1.",
        "parts": parts or (*steps[:3], HandoutNote(lines=lines("Nghỉ tay một chút rồi làm tiếp.")), *steps[3:]),
        "after_title": "Xong mức 1 rồi thì sao?",
        "after_text": lines("Muốn dùng đầy đủ, mang thẻ căn cước đến cơ quan công an."),
        "address": "kynangso.example/b/vneid-1",
        "url": "https://kynangso.example/b/vneid-1/?e=3",
        "edition_note": "Bài học phiên bản 3, kiểm tra ngày 16/11/2026.",
    }
    return HandoutLesson(**{**values, **changes})


def handout(*lessons: HandoutLesson, **changes: Any) -> HandoutDocument:
    """A handout of `lessons`, else of the sample lesson and a short second one."""
    second = handout_lesson(
        handout_step(1, title="Xem tài khoản đang ở mức mấy"),
        title="Đăng ký mức 2",
        address="kynangso.example/b/vneid-2",
        url="https://kynangso.example/b/vneid-2/?e=1",
    )
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "app_name": "VNeID",
        "lessons": lessons or (handout_lesson(), second),
        "warnings": ("Chỉ cài từ CH Play hoặc App Store.", "Không đọc mã OTP cho ai."),
    }
    return HandoutDocument(**{**values, **changes})


def card(**changes: Any) -> CardDocument:
    """The VNeID pocket card of five lines, with `changes`."""
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "title": "VNeID",
        "lines": tuple(title for title, *_ in STEPS[:5]),
        "address": "kynangso.example/b/vneid-1",
        "url": "https://kynangso.example/b/vneid-1/?e=3",
        "edition_note": "Bài học phiên bản 3, kiểm tra ngày 16/11/2026.",
    }
    return CardDocument(**{**values, **changes})


def copies(**changes: Any) -> CopiesDocument:
    """A list of copies of two pages, with `changes`."""
    rows = [
        CopiesRow(
            number=number,
            sheet="Tờ rơi gấp ba: VNeID",
            place=f"Xã Mẫu {number:02}, tỉnh Mẫu",
            paper="A4, hai mặt",
            copies=200,
            first=2 * number + 1,
            last=2 * number + 2,
        )
        for number in range(1, 61)
    ]
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "title": "Danh sách bản in: tỉnh Mẫu",
        "facts": ("Đặt ngày 22/11/2026. Cách in: có màu.",),
        "columns": ("Số", "Tờ", "Xã", "Giấy", "Số bản", "Trang"),
        "rows": tuple(rows),
    }
    return CopiesDocument(**{**values, **changes})
