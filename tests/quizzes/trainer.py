"""A trainer in the admin, and what the browser sends from the question form."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from taggit.models import Tag

from tests.factories.members import UserFactory

RIGHTS = ("access_admin", "add_question", "change_question", "add_quiz", "change_quiz")
RULES = {
    "pass_percent": 80,
    "feedback": "deferred",
    "counts": "best",
    "attempt_limit": "",
    "wait_minutes": 0,
    "time_limit_minutes": "",
    "grace_seconds": 60,
}


def sign_in_trainer(client: Any, *rights: str) -> Any:
    """Signs a trainer in who has `rights`, or all that questions need."""
    trainer = UserFactory()
    trainer.user_permissions.set(Permission.objects.filter(codename__in=rights or RIGHTS))
    client.force_login(trainer)
    return trainer


def sent(form: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends when `form` is opened, changed so and saved; None takes a field away."""
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, list) and value and isinstance(value[0], Tag):
            value = ", ".join(tag.name for tag in value)
        if not field.field.disabled and (value or (value == 0 and value is not False)):
            data[field.html_name] = "on" if value is True else value
    return {name: value for name, value in (data | changes).items() if value is not None}
