"""The way to the sheets of a class: which quiz, which team, which code."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.members.models import Team
from lms.members.teams import team_names
from quizzes.models import PaperForm, Quiz
from quizzes.paper import access
from quizzes.paper.forms import bare_code, form_with
from quizzes.paper.mixing import FORMS
from quizzes.paper.selectors import quizzes_on_paper, waiting_by_team

from .parts import Class, leaders_page


@leaders_page
@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    """Every quiz that can be keyed in; `?to=` the number of the team one comes from."""
    teams = access.teams_for(request.user)
    context = {"quizzes": quizzes_on_paper(teams, timezone.localdate()), "to": _number(request) or ""}
    return render(request, "quizzes/paper/quizzes.html", context)


@leaders_page
@require_safe
def start(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """Chooses the team (`?to=`) and the code on the sheets (`?ma=`)."""
    quiz = get_object_or_404(Quiz, key=quiz_key)
    asked = _asked(request, quiz)
    if asked.team and asked.form:
        return redirect(Class(quiz, asked.team).url(asked.form))
    teams = access.teams_for(request.user)
    today = timezone.localdate()
    names = team_names(teams, today)
    context = {
        "quiz": quiz,
        "asked": asked,
        "teams": [(team, names[team.pk]) for team in teams],
        "waiting": [(Class(quiz, team), names[team.pk], count) for team, count in waiting_by_team(quiz, teams, today)],
        "any_team": request.user.has_perm(access.ANY_TEAM),
        "numbers": range(1, FORMS + 1 if quiz.shuffle or quiz.draws.exists() else 2),
    }
    return render(request, "quizzes/paper/start.html", context, status=400 if asked.errors else 200)


@dataclass(frozen=True, slots=True)
class Asked:
    to: int | None
    code: str
    team: Team | None
    form: PaperForm | None
    errors: dict[str, str]


def _asked(request: HttpRequest, quiz: Quiz) -> Asked:
    to, code = _number(request), request.GET.get("ma", "")[:40]
    team = access.team_numbered(to) if to else None
    if team and not access.may_key_in(request.user, team):
        team = None
    form = form_with(quiz, code) if code else None
    errors = {}
    if "ma" in request.GET and form is None:
        errors["ma"] = _no_form(code)
    if "ma" in request.GET and team is None:
        errors["to"] = _("Choose the team that wrote the quiz. You key in for teams that you lead.")
    return Asked(to, code, team, form, errors)


def _no_form(code: str) -> str:
    if not bare_code(code):
        return _("Type the code that stands under the title of the sheets.")
    if other := PaperForm.objects.select_related("quiz").filter(code=bare_code(code)).first():
        return _("The code %(code)s belongs to another quiz: “%(quiz)s”.") % {"code": other.code, "quiz": other.quiz}
    words = _("No sheet of this quiz has the code %(code)s. Look at it again: it stands under the title of the sheet.")
    return words % {"code": code}


def _number(request: HttpRequest) -> int | None:
    """The number of the team, written "7" or "to-7" as elsewhere."""
    text = request.GET.get("to", "").strip().removeprefix("to-")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
