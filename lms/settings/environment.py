"""How settings read the environment; nothing else does."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def env_int(name: str, default: int) -> int:
    text = env(name) or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{text}”; it must be a whole number")
    return int(text)


def env_ints(name: str, default: str) -> list[int]:
    """Whole numbers above 0, the smallest first."""
    items = env_list(name, default)
    if not all(item.isdecimal() and int(item) for item in items):
        raise ImproperlyConfigured(f"{name} is “{env(name)}”; it must be whole numbers above 0, with commas between")
    return sorted(map(int, items))
