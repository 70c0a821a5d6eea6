"""A trainer in the admin, and what the browser sends from the question form."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission

from tests.factories.members import UserFactory

RIGHTS = ("access_admin", "add_question", "change_question")


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
        if not field.field.disabled and value not in (None, "", False, []):
            data[field.html_name] = "on" if value is True else value
    return {name: value for name, value in (data | changes).items() if value is not None}
