"""What an installed site, its worker and a kept app are made of. The same for everybody."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lessons.models import AppPage
from lessons.offline.packing import pack_of

_FOLDER = Path(__file__).parent.parent / "offline"


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """/sw.js, at the root so that it may serve every page. Where LMS_OFFLINE is off: one that takes itself away."""
    told = {"files": settings.STATIC_URL, "pictures": settings.MEDIA_URL, "kept": reverse("lessons:kept")}
    source = _source("worker.js" if settings.LMS_OFFLINE else "worker_off.js")
    return HttpResponse(f"const told = {json.dumps(told)};\n{source}", content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """The files of an app and their weight, for the page's script."""
    app = get_object_or_404(AppPage.objects.live().public(), key=key)
    if not settings.LMS_OFFLINE:
        raise Http404
    return JsonResponse(asdict(pack_of(app, host=request.get_host(), secure=request.is_secure())))


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What this phone keeps. It is kept along with each app, and shown in place of a page that is not."""
    return render(request, "lessons/offline/kept.html")


@require_safe
@cache_control(max_age=60 * 60 * 24)
def manifest(request: HttpRequest) -> HttpResponse:
    """How the site looks once it is installed."""
    icons = [
        {"src": static("shared/house.svg"), "sizes": "any", "type": "image/svg+xml"},
        *({"src": static(f"lessons/icon-{n}.png"), "sizes": f"{n}x{n}", "type": "image/png"} for n in (192, 512)),
        {"src": static("lessons/icon-full.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    told = {
        "id": "/",
        "name": settings.LMS_SITE_NAME,
        "short_name": settings.LMS_SITE_NAME[:25],
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f1f6f2",
        "theme_color": "#084239",
        "icons": icons,
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json; charset=utf-8")


@lru_cache
def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
