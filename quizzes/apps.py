from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Quizzes and certification. Never knows a page: lessons call down, quizzes signal up."""

    name = "quizzes"
    verbose_name = _("Quizzes and certification")
