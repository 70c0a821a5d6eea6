"""For a server: secrets and names come from the environment, everything over https."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403

for _name in ("LMS_SECRET_KEY", "LMS_ALLOWED_HOSTS", "LMS_PUBLIC_URL"):
    if not env(_name):  # noqa: F405
        raise ImproperlyConfigured(f"{_name} must be set in the environment (see README, Settings)")

SECURE_SSL_REDIRECT = env("LMS_SSL_REDIRECT", "1") == "1"  # noqa: F405
SECURE_HSTS_SECONDS = env_int("LMS_HSTS_SECONDS", 60 * 60 * 24 * 365)  # noqa: F405
# A province's domain carries other services: this site speaks for itself alone, so no subdomains and no preload list.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]  # noqa: F405
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = CSRF_TRUSTED_ORIGINS or [LMS_PUBLIC_URL]  # noqa: F405
LMS_PROXY_COUNT = env_int("LMS_PROXY_COUNT", 1)  # noqa: F405
if LMS_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
