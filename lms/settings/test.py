"""For the tests: quick password hashes, memory cache, plain static files, media in a temporary folder."""

import atexit
import shutil
import tempfile

from .base import *  # noqa: F403

SECRET_KEY = "test"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="lms-test-"))  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-private")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
atexit.register(shutil.rmtree, MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-private"), ignore_errors=True)
LMS_SHEET_FOLDER = MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-sheets")
atexit.register(shutil.rmtree, LMS_SHEET_FOLDER, ignore_errors=True)
LMS_PACK_FOLDER = MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-packs")
atexit.register(shutil.rmtree, LMS_PACK_FOLDER, ignore_errors=True)
LMS_KEY_FOLDER = MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-keys")  # not made: badges are off until a test makes a key
LMS_PAGE_CACHE = False  # a test that wants it says so: most look at what a page costs anew
LMS_PUBLIC_URL = "https://kynangso.example"
LMS_ASK_CONSENT = False  # the tests of consent ask; elsewhere every member has agreed
LMS_DEMO_PASSWORD = "test-demo-password"  # noqa: S105
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, not memory: the live server and concurrency tests hold connections of their own, as on a real machine.
    # LMS_TEST_DB names a file to keep, so that `pytest --reuse-db` skips the migrations.
    DATABASES["default"]["TEST"] = {"NAME": env("LMS_TEST_DB") or str(MEDIA_ROOT / "test.sqlite3")}  # noqa: F405
