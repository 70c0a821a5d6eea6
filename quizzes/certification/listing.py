"""What staff see of certificates: those of the people they are in charge of, found and filtered by the database."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone

from lms.members.models import UnitName, User
from lms.members.people import matching
from lms.members.remits import is_in_remit, people_of, remit_of
from lms.shared.vietnamese import fold, normalise_line
from quizzes.models import Certificate

from .codes import bare
from .events import unit_of
from .states import State

VIEW = "quizzes.view_certificate"
LONGEST_PLACE = 200  # no name is as long; SQLite compares with no pattern of 50,000 bytes


# --- who may ----------------------------------------------------------------------------------------
def may_see(user: User, member: User) -> bool:
    """Staff with the permission, of people of the places they are in charge of."""
    return user.has_perm(VIEW) and is_in_remit(user, unit_of(member, timezone.localdate()))


def visible_to(user: User) -> QuerySet[Certificate]:
    """Those of whose members `may_see` says yes."""
    if not user.has_perm(VIEW):
        return Certificate.objects.none()
    remit = remit_of(user)
    rows = Certificate.objects.all()
    return rows if remit is None else rows.filter(member__in=people_of(remit).values("pk"))


# --- finding ----------------------------------------------------------------------------------------
def with_state(rows: QuerySet[Certificate], day: dt.date) -> QuerySet[Certificate]:
    """Adds `state` as `selectors.state_of` gives it; the order of the cases is that of `states.state_on`."""
    on: F = F("seen_on")
    state = Case(
        When(revoked_at__date__lte=on, then=Value(State.REVOKED.value)),
        When(superseded_at__date__lte=on, then=Value(State.SUPERSEDED.value)),
        When(lapses_on__lte=on, then=Value(State.LAPSED.value)),
        When(Q(counts_from=None) | Q(counts_from__gt=on), then=Value(State.WAITING.value)),
        When(valid_until__lt=on, then=Value(State.GRACE.value)),
        When(due_on__lte=on, then=Value(State.DUE.value)),
        default=Value(State.CURRENT.value),
        output_field=CharField(),
    )
    return rows.annotate(seen_on=Greatest("awarded_on", Value(day, output_field=DateField()))).annotate(state=state)


def searched(rows: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """By the member's name without marks, user name or phone, or by the check code in any spelling."""
    text = normalise_line(text)
    people = matching(User.objects.all(), text).values("pk")
    return rows.filter(Q(member__in=people) | Q(code=bare(text, settings.LMS_CERTIFICATE_PREFIX)))


def of_place(rows: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
    """Awarded in a commune or province of that name, without marks, or of that code."""
    text = normalise_line(text)[:LONGEST_PLACE]
    fits = Q(search_key__contains=fold(text)) | Q(code=text)
    places = UnitName.objects.on(timezone.localdate())
    named = places.filter(fits).values("unit")
    return rows.filter(Q(unit__in=named) | Q(unit__in=places.filter(parent__in=named).values("unit")))
