from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    """Quizzes and certification. Never knows a page: lessons call down, quizzes signal up."""

    name = "quizzes"
    verbose_name = _("Quizzes and certification")

    def ready(self) -> None:
        from lms.shared.keepable import register_keepable

        from . import own_data
        from .certification import award, renewal
        from .offline.choosing import paths_of_app
        from .signals import attempt_closed

        register_keepable(paths_of_app)
        own_data.register()
        attempt_closed.connect(award.on_attempt_closed, dispatch_uid="quizzes.award")
        attempt_closed.connect(renewal.on_attempt_closed, dispatch_uid="quizzes.renewal")
