"""Who asks for a sheet: for which place it is printed, and whether questions are for them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone

from lms.members.imprints import PlaceError, may_print_for, place_from_token
from lms.members.models import Membership, Team, Unit, User
from lms.members.teams import LEADING


def place_asked(request: HttpRequest) -> Team | Unit | None:
    """The place whose words the sheet shall carry (?noi=); only members have one, and only their own."""
    token = request.GET.get("noi", "")
    if not token:
        return None
    if not request.user.is_authenticated:
        raise PermissionDenied
    try:
        place = place_from_token(token)
    except PlaceError as error:
        raise Http404 from error
    if not may_print_for(request.user, place):
        raise PermissionDenied
    return place


def may_print_questions(user: User | AnonymousUser) -> bool:
    """Leaders and deputies of a team that exists today, and whoever writes the questions."""
    if user.has_perm("quizzes.change_quiz"):
        return True
    if not isinstance(user, User):
        return False
    day = timezone.localdate()
    led = Membership.objects.on(day).filter(user=user, role__in=LEADING)
    return led.filter(Q(team__closed_on=None) | Q(team__closed_on__gt=day)).exists()
