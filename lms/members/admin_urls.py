"""Pages of the editors' admin that replace Wagtail's own; included at its address, before Wagtail's."""

from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from .account import AccountView
from .views import SignOutView

urlpatterns = [
    path("account/", never_cache(require_admin_access(AccountView.as_view()))),
    # One door for all: Wagtail's own form would ask differently and know nothing of phones.
    path("login/", RedirectView.as_view(url=reverse_lazy("members:sign_in"), query_string=True)),
    # Wagtail's own takes the session's cookie away on GET too, so that any link could sign an editor out.
    path("logout/", SignOutView.as_view()),
]
