"""/tim/: words with or without marks."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.search.selectors import MAX_QUERY, QueryTooLong, Result, find
from lms.shared.vietnamese import normalise_line

PER_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = normalise_line(request.GET.get("q", ""))
    found: list[Result] = []
    too_long = False
    try:
        found = find(query, request)
    except QueryTooLong:
        query, too_long = query[:MAX_QUERY], True
    paginator = Paginator(found, PER_PAGE)
    context = {
        "query": query,
        "too_long": too_long,
        "max_query": MAX_QUERY,
        "total": paginator.count,
        "results": paginator.get_page(request.GET.get("page")),
    }
    return render(request, "lessons/pages/search.html", context)
