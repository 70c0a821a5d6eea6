"""What every template may name."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    return {"site_name": settings.LMS_SITE_NAME, "public_url": settings.LMS_PUBLIC_URL}
