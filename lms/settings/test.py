"""For the tests: quick password hashes, memory cache, plain static files, media in a temporary folder."""

import tempfile

from .base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="lms-test-media-"))  # noqa: F405
LMS_PUBLIC_URL = "https://kynangso.example"
LMS_DEMO_PASSWORD = "test-demo-password"  # noqa: S105
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
if env("LMS_TEST_DB"):  # noqa: F405 - a file, so that `pytest --reuse-db` skips the migrations
    DATABASES["default"]["TEST"] = {"NAME": env("LMS_TEST_DB")}  # noqa: F405
