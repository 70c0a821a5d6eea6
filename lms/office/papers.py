"""Certificates of a team: the leader confirms those that wait, and prints all that hold."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.members.models import Team, User
from lms.members.remits import is_in_remit
from lms.members.teams import leads, members_of, team_name
from lms.shared.pdf.layouts import VARIANT_BY_SLUG, VARIANT_SLUGS
from quizzes.certification.by_hand import confirm
from quizzes.certification.document import CERTIFICATE
from quizzes.certification.listing import VIEW
from quizzes.certification.sheet import sheet_of_all
from quizzes.errors import NothingToPrint, QuizError
from quizzes.models import Certificate
from quizzes.views.delivery import deliver

from .selectors import TeamPapers, papers_of

A_FILE = 100  # certificates; a team with more gets several files


def files_of(papers: TeamPapers) -> range:
    """The numbers of the files that hold them all."""
    count = len(papers.held)
    return range(1, -(-count // A_FILE) + 1)


@require_POST
@login_required
@never_cache
def confirm_paper(request: HttpRequest, pk: int, certificate_pk: int) -> HttpResponse:
    """The leader says that the member is who the certificate names."""
    user, team, day = cast(User, request.user), _team(pk), timezone.localdate()
    if not leads(user, team, day):
        raise PermissionDenied
    of_team = Certificate.objects.filter(member__in=members_of(team, day).order_by().values("user"))
    certificate = get_object_or_404(of_team.select_related("member", "certification"), pk=certificate_pk)
    try:
        confirm(certificate=certificate, by=user, now=timezone.now())
    except QuizError as error:
        return _refused(request, error, team)
    words = _("Confirmed: %(name)s. The certificate counts from today.")
    messages.success(request, words % {"name": certificate.holder_name})
    return redirect("office:team", pk=team.pk)


@login_required
@require_safe
def team_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Every certificate of the team that holds today, a page each. `?ban=` names the variant, `?phan=` the file."""
    user, team, day = cast(User, request.user), _team(pk), timezone.localdate()
    if not (leads(user, team, day) or (user.has_perm(VIEW) and is_in_remit(user, team.commune))):
        raise PermissionDenied
    variant = VARIANT_BY_SLUG.get(request.GET.get("ban", ""))
    if variant not in CERTIFICATE.variants:
        raise Http404
    held = papers_of(team, day).held
    if not held:
        return _refused(request, NothingToPrint(), team if leads(user, team, day) else None)
    try:
        part = Paginator(held, A_FILE).page(request.GET.get("phan", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    sheet = sheet_of_all(list(part), title=f"Giấy ghi nhận: {team_name(team, day)}")
    number = f"phan-{part.number}" if part.paginator.num_pages > 1 else ""
    name = "-".join(word for word in ("giay-ghi-nhan-to", str(team.pk), number, VARIANT_SLUGS[variant]) if word)
    return deliver(request, sheet, variant, f"{name}.pdf", download=True)


def _team(pk: int) -> Team:
    return get_object_or_404(Team.objects.select_related("village", "commune"), pk=pk)


def _refused(request: HttpRequest, error: QuizError, team: Team | None) -> HttpResponse:
    return render(request, "office/refused.html", {"error": error, "team": team}, status=error.status)
