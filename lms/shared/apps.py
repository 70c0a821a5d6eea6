from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    """The ground floor: text, screens, sheets. Knows no member, lesson or quiz."""

    name = "lms.shared"
    label = "shared"
    verbose_name = _("Screens and shared parts")

    def ready(self) -> None:
        from django.conf import settings
        from django.db.models.signals import post_migrate

        from .pdf.store import keep_in
        from .periods import install

        keep_in(settings.LMS_SHEET_FOLDER, settings.LMS_SHEET_CACHE_MB * 1024 * 1024)
        post_migrate.connect(install, dispatch_uid="shared.periods")
