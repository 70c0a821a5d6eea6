from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Quizzes and certification. Never knows a page: lessons call down, quizzes signal up."""

    name = "quizzes"
    verbose_name = _("Quizzes and certification")

    def ready(self) -> None:
        from .certification.award import on_attempt_closed
        from .signals import attempt_closed

        attempt_closed.connect(on_attempt_closed, dispatch_uid="quizzes.award")
