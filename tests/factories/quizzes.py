from __future__ import annotations

from copy import deepcopy
from typing import Any

import factory
from factory.django import DjangoModelFactory

from quizzes.models import Category, Certification, Question, QuestionVersion, Quiz, QuizDraw, QuizItem

CHOICES = [
    {"key": "a", "text": "CH Play hoặc App Store", "correct": True, "feedback": ""},
    {
        "key": "b",
        "text": "Đường dẫn trong tin nhắn",
        "correct": False,
        "feedback": "Đường dẫn lạ có thể là bẫy.",
    },
    {"key": "c", "text": "Tệp người khác gửi", "correct": False, "feedback": ""},
]
MULTIPLE_CHOICES = [
    {"key": "a", "text": "Đọc tên người nhận", "correct": True, "feedback": ""},
    {"key": "b", "text": "Xem số tiền", "correct": True, "feedback": ""},
    {"key": "c", "text": "Bấm trả ngay", "correct": False, "feedback": ""},
]
SCREEN = {
    "type": "drawn",
    "bar": {"title": "Cài đặt", "back": True},
    "rows": [
        {"kind": "text", "id": None, "text": "Chỉ để đọc"},
        {"kind": "item", "id": "thong-bao", "label": "Thông báo", "note": ""},
        {"kind": "toggle", "id": "wifi", "label": "Wi-Fi", "on": False},
        {"kind": "tabs", "id": "muc", "labels": ["Tất cả", "Chưa đọc"], "on": 0},
    ],
}
PICTURE = {
    "type": "picture",
    "src": "man-hinh.webp",
    "alt": "Màn hình chính của điện thoại",
    "width": 720,
    "height": 1280,
    "marks": [
        {"id": "the", "label": "Thẻ căn cước", "x": 10.0, "y": 10.0, "w": 80.0, "h": 40.0},
        {"id": "nut", "label": "Nút Gửi", "x": 20.0, "y": 80.0, "w": 60.0, "h": 10.0},
    ],
}
# One question of every kind, as it is stored.
SPECS: dict[str, dict[str, Any]] = {
    "single": {"choices": CHOICES},
    "multiple": {"choices": MULTIPLE_CHOICES, "rule": "right_minus_wrong"},
    "true_false": {"answer": False, "feedback_true": "Ngân hàng không bao giờ hỏi mã OTP.", "feedback_false": ""},
    "matching": {
        "pairs": [
            {"key": "a", "left": "Cấp cứu", "right": "115"},
            {"key": "b", "left": "Chữa cháy", "right": "114"},
            {"key": "c", "left": "Công an", "right": "113"},
        ],
        "extra": ["111"],
    },
    "ordering": {"items": ["Mở ứng dụng", "Quét mã QR", "Bấm Gửi"], "rule": "next"},
    "short": {
        "accepted": [
            {"text": "mã OTP", "share": "1", "feedback": ""},
            {"text": "mã số", "share": "0.5", "feedback": "Mã ấy có tên riêng."},
        ],
        "level": "tones",
        "case": False,
    },
    "number": {"value": "50.000", "tolerance": "", "tolerance_percent": "", "units": ["đồng", "đ"]},
    "tap": {"screen": SCREEN, "right": ["wifi"], "feedback": {"thong-bao": "Đó là nơi xem thông báo."}},
}
PICTURE_TAP = {"screen": PICTURE, "right": ["nut"], "feedback": {}}


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    key = factory.Sequence(lambda n: f"cau-{n}")


class QuestionVersionFactory(DjangoModelFactory):
    """One wording; `QuestionVersionFactory(kind="short")` has the sample content of its kind."""

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    kind = QuestionVersion.Kind.SINGLE
    text = factory.Sequence(lambda n: f"Cài VNeID từ đâu? ({n})")
    spec = factory.LazyAttribute(lambda version: deepcopy(SPECS.get(version.kind, SPECS["single"])))
    feedback = "Chỉ cài từ kho ứng dụng có sẵn trên máy."
    teaches_lesson = "vneid-cai-dat"
    teaches_step = "mo-kho"
    teaches_label = "Mở kho ứng dụng"


class CategoryFactory(DjangoModelFactory):
    """A shelf of the bank; `CategoryFactory(questions=5)` has five single-choice questions."""

    class Meta:
        model = Category
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"muc-{n}")
    title = factory.Sequence(lambda n: f"Mục mẫu {n}")

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for _ in range(extracted or 0):
            QuestionVersionFactory(question__category=self, **kwargs)


class QuizFactory(DjangoModelFactory):
    """A quiz; `QuizFactory(questions=10)` has ten single-choice questions, each with the right choice `a`, and
    `QuizFactory(draws=[(category, 2)])` draws two more."""

    class Meta:
        model = Quiz
        skip_postgeneration_save = True

    key = factory.Sequence(lambda n: f"de-{n}")
    title = factory.Sequence(lambda n: f"Câu hỏi mẫu {n}")
    pass_percent = 80

    @factory.post_generation
    def questions(self, create, extracted, **kwargs):
        for position in range(1, (extracted if extracted is not None else 2) + 1):
            version = QuestionVersionFactory(**kwargs)
            QuizItem.objects.create(quiz=self, question=version.question, position=position)

    @factory.post_generation
    def draws(self, create, extracted, **kwargs):
        for position, (category, count) in enumerate(extracted or (), start=1):
            QuizDraw.objects.create(quiz=self, category=category, count=count, position=position)


class CertificationFactory(DjangoModelFactory):
    class Meta:
        model = Certification

    key = factory.Sequence(lambda n: f"giay-{n}")
    title = "Giấy ghi nhận hoàn thành khóa tự học"
    course = "Phổ cập kỹ năng số cộng đồng"
    rule = factory.LazyFunction(lambda: {"all": [{"quiz": "de", "percent": 80}]})
    valid_months = 12
    small_print = "Không phải văn bằng, chứng chỉ theo Luật Giáo dục."
