from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    """The ground floor: text, screens, sheets. Knows no member, lesson or quiz."""

    name = "lms.shared"
    label = "shared"
    verbose_name = _("Screens and shared parts")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from .periods import install

        post_migrate.connect(install, dispatch_uid="shared.periods")
