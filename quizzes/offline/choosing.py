"""Which questions may go along with their keys: those of practice quizzes that no quiz that counts may ask."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from quizzes import links
from quizzes.certification import rules
from quizzes.choosing import newest_of
from quizzes.models import Certification, Question, QuestionVersion, Quiz, QuizDraw, QuizItem

# A time limit, a number of attempts and a wait are rules that no phone can hold a member to.
_FREE: dict[str, Any] = {"time_limit_minutes": None, "attempt_limit": None, "wait_minutes": 0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A practice quiz as it goes along: the same questions until the quiz or the bank is changed."""

    quiz: Quiz
    versions: list[QuestionVersion]

    @property
    def path(self) -> str:
        return reverse("quizzes:practice", args=[self.quiz.key])


def sheet_of(quiz_key: str) -> Sheet | None:
    """None for a quiz that may not go along, or of which no question may. Six queries at most."""
    quiz = _practice_quizzes().filter(key=quiz_key).first()
    return _sheet(quiz) if quiz else None


def sheets_of_app(app_key: str) -> list[Sheet]:
    """The practice quiz that the app has chosen, and those whose questions are about lessons of this app alone. One
    query where there is no practice quiz at all."""
    app = links.parts_of_app(app_key) if Quiz.objects.filter(practice=True, **_FREE).exists() else None
    if app is None:
        return []
    about = QuestionVersion.objects.filter(teaches_lesson__in=app.lessons).order_by().values("question")
    touching = Question.objects.filter(pk__in=about)
    fixed = QuizItem.objects.filter(quiz=OuterRef("pk"), question__in=touching)
    drawn = QuizDraw.objects.filter(quiz=OuterRef("pk"), category__in=touching.values("category"))
    candidates = _practice_quizzes().filter(Q(key=app.quiz) | Exists(fixed) | Exists(drawn)).order_by("title", "pk")
    sheets = [sheet for quiz in candidates if (sheet := _sheet(quiz))]
    return [
        sheet
        for sheet in sheets
        if sheet.quiz.key == app.quiz or {version.teaches_lesson for version in sheet.versions} <= set(app.lessons)
    ]


def open_questions(quiz: Quiz) -> QuerySet[Question]:
    """All that `quiz` may ask, fixed or drawn, and no quiz that counts may."""
    secret = Quiz.objects.filter(Q(practice=False) | Q(key__in=_named_in_rules()))
    return Question.objects.filter(_asked_by(Quiz.objects.filter(pk=quiz.pk)), ~_asked_by(secret))


def _practice_quizzes() -> QuerySet[Quiz]:
    free = Quiz.objects.filter(practice=True, renews=None, **_FREE)
    return free.exclude(key__in=_named_in_rules())


def _named_in_rules() -> set[str]:
    """Quizzes that a certification asks for, also one that is not awarded now; a broken rule asks for nothing."""
    found: set[str] = set()
    for rule in Certification.objects.order_by("pk").values_list("rule", flat=True):
        try:
            found |= rules.quizzes_of(rules.parse(rule))
        except rules.RuleError:
            continue
    return found


def _asked_by(quizzes: QuerySet[Quiz]) -> Q:
    items = QuizItem.objects.filter(quiz__in=quizzes, question=OuterRef("pk"))
    draws = QuizDraw.objects.filter(quiz__in=quizzes, category=OuterRef("category"))
    return Q(Exists(items)) | Q(Exists(draws))


def _sheet(quiz: Quiz) -> Sheet | None:
    places = dict(quiz.items.values_list("question", "position"))
    allowed = list(open_questions(quiz).filter(versions__number=1).values_list("pk", "key", "category"))
    chosen = sorted((pk for pk, _key, _category in allowed if pk in places), key=lambda pk: places[pk])
    for category, count in quiz.draws.values_list("category", "count"):
        pool = {pk: key for pk, key, shelf in allowed if shelf == category and pk not in places}
        chosen += sorted(pool, key=lambda pk: lot(quiz.key, pool[pk]))[:count]
    versions = newest_of(chosen)
    return Sheet(quiz, [versions[pk] for pk in chosen]) if chosen else None


def in_order(quiz: Quiz, version: QuestionVersion) -> list[str]:
    """The keys of the options in the order of the page, which is the same for everybody."""
    keys = version.asked.option_keys()
    return sorted(keys, key=lambda key: lot(quiz.key, str(version.pk), key)) if quiz.shuffle else keys


def lot(*words: str) -> str:
    """What a draw is ordered by: like chance, and the same each time."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def paths_of_app(app_key: str) -> list[str]:
    """What a phone keeps of an app's practice quizzes (`lms.shared.keepable`)."""
    return [sheet.path for sheet in sheets_of_app(app_key)]
