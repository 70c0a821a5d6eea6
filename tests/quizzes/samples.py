"""Sample documents of the quizzes' sheets, in plain data."""

from __future__ import annotations

from typing import Any

from quizzes.certification.document import CertificateDocument
from quizzes.printing.documents import QuestionOnPaper, QuizSheetDocument


def certificate(**changes: Any) -> CertificateDocument:
    """A sample certificate, with `changes`."""
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "title": "Giấy ghi nhận hoàn thành khóa tự học\ndành cho thành viên tổ công nghệ số cộng đồng",
        "holder": "Thành viên mẫu 01",
        "team": "Tổ công nghệ số cộng đồng ấp Mẫu, xã Mẫu, tỉnh Mẫu",
        "course": "Phổ cập kỹ năng số cộng đồng",
        "parts": (("Cài VNeID và đăng ký mức 1", "9/10"), ("Nộp hồ sơ trực tuyến", "8/10")),
        "completed_on": "16/11/2026",
        "valid_until": "16/11/2027",
        "edition_note": "Phiên bản bài học 3",
        "code": "KNS-7Q4M-29XD",
        "address": "kynangso.example/kt",
        "url": "https://kynangso.example/kt/KNS-7Q4M-29XD",
        "small_print": "Không phải văn bằng, chứng chỉ theo Luật Giáo dục; "
        "không thay cho xác nhận theo Quyết định 757/QĐ-BKHCN.",
    }
    return CertificateDocument(**{**values, **changes})


def question(number: int, **changes: Any) -> QuestionOnPaper:
    values: dict[str, Any] = {
        "number": number,
        "text": f"Câu hỏi mẫu thứ {number} hỏi điều gì?",
        "answers": ("CH Play hoặc App Store", "Đường dẫn trong tin nhắn", "Tệp người khác gửi"),
        "asks": "one",
        "right": (1,),
        "step": f"Bước đọc lại {number}",
    }
    return QuestionOnPaper(**{**values, **changes})


def paper(count: int = 6, **changes: Any) -> QuizSheetDocument:
    """A quiz of `count` sample questions, the second with several right answers."""
    questions = [question(n) if n != 2 else question(n, asks="several", right=(1, 3)) for n in range(1, count + 1)]
    values: dict[str, Any] = {
        "site_name": "Kỹ năng số cộng đồng",
        "title": "Câu hỏi về VNeID",
        "form": "ABCDE",
        "pass_words": "Đạt khi được từ 80% số điểm.",
        "questions": tuple(questions),
    }
    return QuizSheetDocument(**{**values, **changes})


def tall_tap(number: int, rows: int) -> QuestionOnPaper:
    """A question that asks to find one of `rows` things on a screen; each is an answer."""
    labels = tuple(f"Mục {n} của màn hình" for n in range(1, rows + 1))
    items = [{"kind": "item", "id": f"muc-{n}", "label": label, "note": ""} for n, label in enumerate(labels, 1)]
    screen = {"type": "drawn", "bar": {"title": "Cài đặt", "back": True}, "rows": items}
    return question(number, screen=screen, alt="Màn hình Cài đặt.", answers=labels)


def paper_of_every_way() -> QuizSheetDocument:
    """A question for each way in which paper asks: to tick, to match, to order, to write, to find on a screen."""
    rows = [
        {"kind": "text", "id": None, "text": "Chỉ để đọc"},
        {"kind": "toggle", "id": "wifi", "label": "Wi-Fi", "on": False},
    ]
    screen = {"type": "drawn", "bar": {"title": "Cài đặt", "back": True}, "rows": rows}
    ways: list[dict[str, Any]] = [
        {},
        {"asks": "several", "right": (1, 3)},
        {"asks": "match", "lines": ("Cấp cứu", "Chữa cháy"), "answers": ("113", "114", "115"), "right": (3, 2)},
        {"asks": "order", "right": (2, 3, 1)},
        {"asks": "write", "answers": (), "right": (), "written": "mã OTP"},
        {"screen": screen, "alt": "Màn hình Cài đặt.", "answers": ("Mũi tên quay lại", "Wi-Fi"), "right": (2,)},
        {"alt": "Ảnh chụp màn hình: Màn hình chính.", "answers": ("Thẻ", "Nút Gửi"), "right": (1, 2)},
    ]
    return paper(questions=tuple(question(n, **way) for n, way in enumerate(ways, start=1)))
