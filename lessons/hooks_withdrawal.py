"""Versions of scripts in the admin's menu. Imported by wagtail_hooks."""

from __future__ import annotations

from wagtail import hooks

from .views.withdrawals import ScriptVersionViewSet


@hooks.register("register_admin_viewset")
def register_script_versions() -> ScriptVersionViewSet:
    return ScriptVersionViewSet()
