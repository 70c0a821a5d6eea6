"""The course's home as the root of the site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from lessons.models import CoursePage

TOP = "Mọi trang"  # Wagtail's first migration calls it "Root", and editors meet it when they choose a page


def make_home(course: CoursePage) -> None:
    """Makes the course the root of the default site, unless an administrator chose another root."""
    _name_in_the_admin()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and not _is_welcome(site.root_page):
        return
    welcome = site.root_page if site else None
    site = site or Site(is_default_site=True, site_name=settings.LMS_SITE_NAME)
    site.root_page = course
    if site.hostname in ("", "localhost"):
        address = urlsplit(settings.LMS_PUBLIC_URL)
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome and welcome.get_children_count() == 0:
        welcome.delete()


def _name_in_the_admin() -> None:
    """What the admin calls the site and the top of its tree, unless an administrator named them."""
    Site.objects.filter(is_default_site=True, site_name="").update(site_name=settings.LMS_SITE_NAME)
    Page.objects.filter(depth=1, title="Root").update(title=TOP, draft_title=TOP)


def _is_welcome(page: Page) -> bool:
    """Wagtail's own first page, as its migrations made it and nobody touched it."""
    return page.specific_class is Page and page.depth == 2 and page.latest_revision_id is None
