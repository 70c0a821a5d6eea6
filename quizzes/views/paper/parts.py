"""What the pages about sheets on paper have in common: whose they are, and for which class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from lms.members.models import Membership, Team, User
from lms.members.teams import team_name
from quizzes.models import PaperForm, Quiz
from quizzes.paper import access
from quizzes.paper.forms import form_with
from quizzes.views.access import members_page


class SignedIn(HttpRequest):
    """A request after `login_required`."""

    user: User


def leaders_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for those who may print and key in sheets of some team; others learn nothing of what there is."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not access.may_print(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return members_page(guarded)


@dataclass(frozen=True)
class Class:
    """A team that wrote a quiz on paper."""

    quiz: Quiz
    team: Team

    @cached_property
    def name(self) -> str:
        return team_name(self.team, timezone.localdate())

    @cached_property
    def members(self) -> list[Membership]:
        return access.class_of(self.team)

    @property
    def confirm_url(self) -> str:
        return reverse("quizzes:paper_confirm", args=[self.quiz.key, self.team.pk])

    @property
    def start_url(self) -> str:
        return reverse("quizzes:paper_start", args=[self.quiz.key]) + f"?to={self.team.pk}"

    def url(self, form: PaperForm, member: User | None = None) -> str:
        args = [self.quiz.key, self.team.pk, form.code]
        return (
            reverse("quizzes:paper_member", args=[*args, member.pk])
            if member
            else reverse("quizzes:paper_class", args=args)
        )

    def member(self, pk: int) -> User:
        """Raises Http404 for who is not in the team today."""
        found = next((one.user for one in self.members if one.user_id == pk), None)
        if found is None:
            raise Http404
        return found

    def form(self, code: str) -> PaperForm:
        form = form_with(self.quiz, code)
        if form is None:
            raise Http404
        form.quiz = self.quiz
        return form


def class_asked(request: SignedIn, quiz_key: str, team_pk: int) -> Class:
    """Raises Http404, or PermissionDenied where the team is another's to key in."""
    quiz, team = get_object_or_404(Quiz, key=quiz_key), access.team_numbered(team_pk)
    if team is None:
        raise Http404
    if not access.may_key_in(request.user, team):
        raise PermissionDenied
    return Class(quiz, team)
