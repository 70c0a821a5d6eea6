"""Settings shared by all; with `limits`, the only modules that read the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from .bundles import STATIC_BUNDLES as STATIC_BUNDLES
from .environment import env, env_int, env_list
from .limits import *  # noqa: F403
from .limits import LMS_SCREENSHOT_MAX_BYTES, LMS_SCREENSHOT_MAX_PIXELS, LMS_SIGN_IN_COOL_OFF_MINUTES, LMS_SIGN_IN_TRIES

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# --- what this installation is called ---------------------------------------------------------------
LMS_SITE_NAME = env("LMS_SITE_NAME", "Kỹ năng số cộng đồng")
# The address people type and QR codes hold, with scheme and without a slash at the end.
LMS_PUBLIC_URL = env("LMS_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
LMS_CERTIFICATE_PREFIX = env("LMS_CERTIFICATE_PREFIX", "KNS")

# Who answers for members' personal data, as the consent text and the privacy page say it (Luật 91/2025/QH15).
LMS_CONTROLLER = env("LMS_CONTROLLER", "Đơn vị tổ chức khóa học này")
LMS_CONTROLLER_CONTACT = env("LMS_CONTROLLER_CONTACT", "hỏi qua tổ trưởng của bạn")  # address, phone

# --- Django -----------------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = env("LMS_SECRET_KEY")
ALLOWED_HOSTS = env_list("LMS_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("LMS_CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "lms",
    "lms.office",
    "lessons",
    "quizzes",
    "lms.members",
    "lms.shared",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "lms.members.apps.MembersUsersConfig",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",  # recordings of steps, and nothing else
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "crispy_forms",
    "crispy_bootstrap5",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "lms.pagecache.middleware.PageCache",
    "lms.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lms.middleware.SiteAtOnce",
    "lms.middleware.ChosenLanguage",
    "lms.middleware.OnlyUtf8",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.members.sessions.KeepSignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lms.middleware.NotByItsAddress",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lms.members.gate.ConsentFirst",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "lessons.approval.AskBeforeApproving",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview stands in a frame of our own

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.shared.context.site",
                "lms.comfort.comfort",
            ],
        },
    }
]

# --- database: embedded SQLite unless DATABASE_URL says otherwise -----------------------------------
LMS_DATA_DIR = Path(env("LMS_DATA_DIR") or BASE_DIR / "var")
DATABASES = {"default": dj_database_url.parse(env("DATABASE_URL") or f"sqlite:///{LMS_DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue up front instead of failing half-way; readers never wait for them. A commit is on the disk before it
    # is acknowledged: NORMAL survives a killed server but not a power cut, and this costs one write to the disk, 2 ms.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Kept open, on SQLite too: opening it reads the whole schema, 3 ms of each request.
DATABASES["default"]["CONN_MAX_AGE"] = env_int("LMS_DB_CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL")
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # Shared by all worker processes of this machine, unlike memory.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": LMS_DATA_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    }
# Finished pages for readers who are not signed in, in Redis or below this folder. Safe to delete at any time.
LMS_PAGE_CACHE = env("LMS_PAGE_CACHE", "1") == "1"
LMS_PAGE_FOLDER = LMS_DATA_DIR / "pages"
LMS_PAGE_CACHE_MB = env_int("LMS_PAGE_CACHE_MB", 100)
LMS_PAGE_CACHE_SECONDS = env_int("LMS_PAGE_CACHE_SECONDS", 60 * 60)  # at most, though no change was told
# A page differs by the values of these cookies, and by what these functions (dotted paths) say of a request.
LMS_PAGE_VARIANT_COOKIES = ["co_chu", "tuong_phan"]
LMS_PAGE_VARIANTS = ["lms.shared.first_paint.comes_from_elsewhere"]
LMS_PAGE_PERSONAL_COOKIES = ["messages"]  # who brings one of these, or a session, is given a page of their own
# Whether phones may keep apps to be read without a signal. "0" takes away what they keep, and the worker that shows it.
LMS_OFFLINE = env("LMS_OFFLINE", "1") == "1"
# Finished PDF files and pictures of them, named by what they hold. Safe to delete at any time.
LMS_SHEET_FOLDER = LMS_DATA_DIR / "sheets"
LMS_SHEET_CACHE_MB = env_int("LMS_SHEET_CACHE_MB", 500)
# Print packs: what was ordered for many communes at once.
LMS_PACK_FOLDER = LMS_DATA_DIR / "packs"
LMS_PACK_MAX_SHEETS = env_int("LMS_PACK_MAX_SHEETS", 5000)
LMS_PACK_DAYS = env_int("LMS_PACK_DAYS", 30)  # then the files of a pack are removed
LMS_PACK_CLAIM_MINUTES = env_int("LMS_PACK_CLAIM_MINUTES", 3)  # a worker not heard of for so long has died
LMS_PACK_WORKERS = env_int("LMS_PACK_WORKERS", 1)  # that share a pack, where so many workers run
# Keys that sign badges, made by `manage.py issuer_key`; with none, no badges are offered. See docs/badges.md.
LMS_KEY_FOLDER = LMS_DATA_DIR / "keys"
LMS_BADGE_ISSUER_DID = env("LMS_BADGE_ISSUER_DID")  # did:web:HOST to sign under; empty: did:key
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# Wagtail's search indexing runs on `default`, at once; long work goes to `bulk`, which a worker empties.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "bulk": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

# --- members and sign-in ----------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "lms.members.backends.PhoneOrUsernameBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "members:sign_in"
LOGIN_REDIRECT_URL = "lessons:my_learning"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = LMS_SIGN_IN_TRIES
AXES_COOLOFF_TIME = LMS_SIGN_IN_COOL_OFF_MINUTES / 60
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "lms.members.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "lms.shared.ratelimit.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "lms.members.backends.login_key"  # all spellings of one login share their tries
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # impatience does not lengthen the wait
AXES_SENSITIVE_PARAMETERS = ["username", "full_name"]  # not kept with the tries
AXES_DISABLE_ACCESS_LOG = True  # no history of who came when: we keep no activity history
AXES_VERBOSE = False

# --- language ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
# Ours first; then the Vietnamese that Wagtail and other libraries lack (docs/decisions/0005).
LOCALE_PATHS = [BASE_DIR / "lms" / "locale", BASE_DIR / "lms" / "locale_wagtail"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["lms.formats"]  # how dates are typed; Django alone takes 05/10/2026 for a day in May
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"  # as in lms.formats

# --- files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = LMS_DATA_DIR / "static"
STATICFILES_FINDERS = [
    "lms.shared.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What is given out by views that ask who wants it, never by the web server: recordings of stations.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": LMS_DATA_DIR / "private"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("LMS_MEDIA_DIR") or BASE_DIR / "media")
LMS_SERVE_MEDIA = env("LMS_SERVE_MEDIA", "1") == "1"  # "0" where a web server in front does it
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor sends many fields

# --- Wagtail ----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = LMS_SITE_NAME
WAGTAILADMIN_BASE_URL = LMS_PUBLIC_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
# One country, one time: nobody has to choose.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# Addresses that can be read aloud, typed on any phone and printed: letters without marks.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "/dang-nhap/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to a third party, from the admin either
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "lessons.approval.publish"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = LMS_SCREENSHOT_MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = LMS_SCREENSHOT_MAX_PIXELS
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILDOCS_EXTENSIONS = ["mp3", "ogg"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "lessons.recording_forms.StepRecordingForm"
WAGTAILDOCS_SERVE_METHOD = "direct"  # as files of our own that browsers keep, like screenshots
WAGTAIL_I18N_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- security ---------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],  # Wagtail's preview stands in a frame of our own
        "base-uri": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"class": "lms.logs.WithoutSecrets", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "axes": {"level": "WARNING"},  # who signed in when is nobody's business
        "pikepdf": {"level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": env("LMS_LOG_LEVEL", "INFO")},
}
SILENCED_SYSTEM_CHECKS = [
    "wagtailadmin.W003",  # the base URL is a setting of ours with a local default
    "security.W019",  # X_FRAME_OPTIONS: Wagtail's preview stands in a frame of our own
]
