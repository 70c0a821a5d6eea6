from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """The top floor: what leaders and officers see."""

    name = "lms.office"
    label = "office"
    verbose_name = _("Office")
