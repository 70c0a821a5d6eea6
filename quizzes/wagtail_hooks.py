"""What trainers find in the admin's menu."""

from __future__ import annotations

from wagtail import hooks

from .admin.viewsets import QuizViewSetGroup


@hooks.register("register_admin_viewset")
def register_quizzes() -> QuizViewSetGroup:
    return QuizViewSetGroup()
