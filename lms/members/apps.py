from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "lms.members"
    label = "members"
    verbose_name = _("Members")
    default = True  # the one of this module that "lms.members" in INSTALLED_APPS means

    def ready(self) -> None:
        from . import own_parts

        own_parts.register()


class MembersUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own users app, with pages that ask for what we keep."""

    user_viewset = "lms.members.viewsets.UserViewSet"
