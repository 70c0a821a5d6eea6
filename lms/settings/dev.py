"""For a newcomer's machine: embedded database, demo accounts, local addresses only."""

from .base import *  # noqa: F403

DEBUG = env("LMS_DEBUG") == "1"  # noqa: F405
SECRET_KEY = SECRET_KEY or "only-for-development-never-for-a-server-on-the-net"  # noqa: F405
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]"]  # noqa: F405

# `up` makes these accounts; they exist in no other settings. Same word for all, printed by `up`.
LMS_DEMO_PASSWORD = "ban-lam-thu-2026"  # noqa: S105
