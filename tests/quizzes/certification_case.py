"""A trainer at the form of a certification: what stands in it, and what the browser sends."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from quizzes.certification.versions import save_certification
from quizzes.models import Certification, Quiz
from tests.factories.quizzes import CertificationFactory, QuizFactory

from .trainer import sent

RIGHTS = ("access_admin", "add_certification", "change_certification", "view_certification", "delete_certification")
ADD = "certification_admin:add"


def four_quizzes() -> list[Quiz]:
    return [QuizFactory(title=f"Câu hỏi {n}", pass_percent=70 + n) for n in range(1, 5)]


def over(quiz: Quiz) -> Certification:
    """A certification that asks for 80 per cent in this quiz, with its first version."""
    row = CertificationFactory(key="to-vien", title="Tổ viên", rule={"all": [{"quiz": quiz.key, "percent": 80}]})
    save_certification(certification=row, now=timezone.now())
    return row


def edit_url(certification: Certification) -> str:
    return reverse("certification_admin:edit", args=[certification.pk])


def in_vietnamese(template: str, **values: Any) -> str:
    """What a trainer reads."""
    with translation.override("vi"):
        return gettext(template) % values if values else gettext(template)


def opened(client: Any, certification: Certification | None = None) -> dict[str, Any]:
    """What the browser sends when the form is opened and saved."""
    url = edit_url(certification) if certification else reverse(ADD)
    return sent(client.get(url).context["form"])


def change(client: Any, certification: Certification, **changes: Any) -> Any:
    """The form of a certification is opened, changed so and saved; None takes a field away."""
    data = opened(client, certification) | {"reason": "Sửa thử."} | changes
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(edit_url(certification), data)


def faults(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def as_text(client: Any, certification: Certification, text: Any) -> Any:
    return change(client, certification, kind="text", text=text if isinstance(text, str) else json.dumps(text))
