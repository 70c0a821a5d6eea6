"""Our addresses, and some that fail as no page should."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.urls import path
from django.views.csrf import csrf_failure

from lms.urls import urlpatterns as ours


def fails(request: HttpRequest, how: str) -> HttpResponse:
    if how == "403":
        raise PermissionDenied
    if how == "400":
        raise SuspiciousOperation
    if how == "csrf":
        return csrf_failure(request, reason=REASON_NO_CSRF_COOKIE)
    raise RuntimeError(how)


urlpatterns = [path("hong/<slug:how>/", fails), *ours]
