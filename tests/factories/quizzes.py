from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from quizzes.models import Certification, Question, QuestionVersion, Quiz, QuizItem

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


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    key = factory.Sequence(lambda n: f"cau-{n}")


class QuestionVersionFactory(DjangoModelFactory):
    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    kind = QuestionVersion.Kind.SINGLE
    text = factory.Sequence(lambda n: f"Cài VNeID từ đâu? ({n})")
    spec = factory.LazyFunction(lambda: {"choices": [dict(choice) for choice in CHOICES]})
    feedback = "Chỉ cài từ kho ứng dụng có sẵn trên máy."
    teaches_lesson = "vneid-cai-dat"
    teaches_step = "mo-kho"
    teaches_label = "Mở kho ứng dụng"


class QuizFactory(DjangoModelFactory):
    """A quiz; `QuizFactory(questions=10)` has ten single-choice questions, each with the right choice `a`."""

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


class CertificationFactory(DjangoModelFactory):
    class Meta:
        model = Certification

    key = factory.Sequence(lambda n: f"giay-{n}")
    title = "Giấy ghi nhận hoàn thành khóa tự học"
    course = "Phổ cập kỹ năng số cộng đồng"
    rule = factory.LazyFunction(lambda: {"all": [{"quiz": "de", "percent": 80}]})
    valid_months = 12
    small_print = "Không phải văn bằng, chứng chỉ theo Luật Giáo dục."
