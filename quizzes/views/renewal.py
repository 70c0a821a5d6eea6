"""Renewing a certificate: what changed, how many questions, and the button that begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quizzes.certification.renewal import renewal_of, start_renewal
from quizzes.certification.sheet import code_of
from quizzes.errors import QuizError
from quizzes.models import Certificate

from .access import members_page, refused
from .taking import to_next


@members_page
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder's own; another's is not found."""
    rows = Certificate.objects.select_related("certification", "version")
    certificate = get_object_or_404(rows, pk=pk, member_id=request.user.pk)
    now = timezone.now()
    try:
        if request.method == "POST":
            return to_next(start_renewal(member=request.user, certificate=certificate, now=now))  # type: ignore[arg-type]
        context = {"renewal": renewal_of(certificate, now), "certificate": certificate, "code": code_of(certificate)}
    except QuizError as error:
        return refused(request, error)
    return render(request, "quizzes/renew.html", context)
