"""/tim/: words as people type them, with or without marks, short forms and one slip a word."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.search.selectors import MAX_QUERY, Found, QueryTooLong, find, results
from lms.shared.vietnamese import normalise_line

PER_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = normalise_line(request.GET.get("q", ""))
    found, too_long = Found(), False
    try:
        found = find(query)
    except QueryTooLong:
        query, too_long = query[:MAX_QUERY], True
    page = Paginator(found.hits, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "too_long": too_long,
        "max_query": MAX_QUERY,
        "found": found,
        "page_of_hits": page,
        "results": results(list(page.object_list), request),
    }
    return render(request, "lessons/pages/search.html", context)
