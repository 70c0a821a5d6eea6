"""What trainers and officers find in the admin's menu."""

from __future__ import annotations

from wagtail import hooks

from .admin.certificates import CertificateViewSet
from .admin.certifications import CertificationViewSet
from .admin.changes import LessonChangeViewSet
from .admin.viewsets import QuizViewSetGroup


@hooks.register("register_admin_viewset")
def register_quizzes() -> QuizViewSetGroup:
    return QuizViewSetGroup()


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("register_admin_viewset")
def register_certifications() -> CertificationViewSet:
    return CertificationViewSet()


@hooks.register("register_admin_viewset")
def register_lesson_changes() -> LessonChangeViewSet:
    return LessonChangeViewSet()
