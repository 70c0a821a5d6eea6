"""Short ways to have a class write a quiz on paper."""

from __future__ import annotations

from typing import Any

from lms.members.models import Membership, Team, User
from quizzes.models import Attempt, Category, PaperForm, Quiz, QuizDraw
from quizzes.paper import keying
from quizzes.paper.forms import questions_on, remembered
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import QuestionFactory, QuestionVersionFactory, QuizFactory

from .taking import NOON


def form_of(quiz: Quiz, number: int = 1) -> PaperForm:
    return remembered(quiz=quiz, versions=questions_on(quiz, number), number=number)


def leader_of(team: Team, role: str = Membership.Role.LEADER) -> User:
    return MembershipFactory(team=team, role=role).user


def class_of(count: int = 3, **team: Any) -> tuple[User, list[User]]:
    """A leader and so many members of one team, in the order of a list of names."""
    made = TeamFactory(**team)
    names = [f"Thành viên mẫu {n:02}" for n in range(1, count + 1)]
    members = [MembershipFactory(team=made, user=UserFactory(full_name=name)).user for name in names]
    return leader_of(made), members


def team_of(user: User) -> Team:
    return Team.objects.get(memberships__user=user)


def keyed(member: User, form: PaperForm, by: User, *, wrong: int = 0, now: Any = NOON, seen: str = "") -> Attempt:
    """A sheet of single choices, the first `wrong` of them wrong."""
    responses = {n: {"choices": ["b" if n <= wrong else "a"]} for n in range(1, form.items.count() + 1)}
    return keying.key_in(member=member, form=form, responses=responses, by=by, now=now, seen=seen)


def drawing_quiz(pool: int = 12, count: int = 3, fixed: int = 0, **fields: Any) -> Quiz:
    """A quiz that draws `count` of the `pool` questions of a category."""
    quiz = QuizFactory(questions=fixed, **fields)
    category = Category.objects.create(key=f"ke-{quiz.key}", title=f"Kệ {quiz.key}")
    for _ in range(pool):
        QuestionVersionFactory(question=QuestionFactory(category=category))
    QuizDraw.objects.create(quiz=quiz, category=category, count=count, position=1)
    return quiz
