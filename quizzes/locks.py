"""The first lock of whoever changes a member's attempts or certificates (docs/decisions/0007)."""

from __future__ import annotations

from lms.members.models import User


def lock_member(member_id: int) -> User | None:
    """The member as they stand; None where they are gone. Runs in a transaction; others who lock the same member wait
    for its end."""
    return User.objects.select_for_update(no_key=True).filter(pk=member_id).first()
