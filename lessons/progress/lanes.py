"""The lane of houses: an app's lessons in order, and how far one member is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from wagtail.models import PageQuerySet

from lessons.models import AppPage, CoursePage, LessonPage, LessonProgress, Skill

State = Literal["done", "now", "todo"]


@dataclass(frozen=True, slots=True)
class House:
    """A lesson in its lane. `now` is the lesson one reads, is in the midst of, or comes to next."""

    number: int
    lesson: LessonPage
    url: str
    state: State
    progress: LessonProgress | None

    @property
    def key(self) -> str:
        return self.lesson.key

    @property
    def title(self) -> str:
        return self.lesson.title

    @property
    def begun(self) -> bool:
        return self.progress is not None and self.progress.completed_at is None

    @property
    def practised(self) -> bool:
        return self.progress is not None and self.progress.practised_at is not None


@dataclass(frozen=True, slots=True)
class Lane:
    app: AppPage
    url: str
    houses: tuple[House, ...]
    signed_in: bool

    @property
    def states(self) -> list[State]:
        return [house.state for house in self.houses]

    @property
    def total(self) -> int:
        return len(self.houses)

    @property
    def done(self) -> int:
        return self.states.count("done")

    @property
    def practised(self) -> int:
        return sum(house.practised for house in self.houses)

    @property
    def next(self) -> House | None:
        """The lesson to go on with: the first that is not learned."""
        return next((house for house in self.houses if house.state != "done"), None)

    @property
    def seen_at(self) -> float:
        """When the member last read here, as a timestamp; 0 when never."""
        return max((house.progress.seen_at.timestamp() for house in self.houses if house.progress), default=0.0)


@dataclass(frozen=True, slots=True)
class SkillLanes:
    skill: Skill | None
    lanes: tuple[Lane, ...]


def lane_of_app(app: AppPage, request: HttpRequest, *, reading: LessonPage | None = None) -> Lane:
    """The lane of one app; `reading` is the lesson whose page is open. Two queries, one without a member."""
    # As `child_of`, which takes longer to put into SQL than to answer.
    lessons = list(_listed(LessonPage.objects.filter(path__startswith=app.path, depth=app.depth + 1)))
    return _lane(app, lessons, _progress(request, lessons), request, reading)


def lanes_of_course(course: CoursePage, request: HttpRequest) -> list[SkillLanes]:
    """Skills in order, each with the lanes of its apps; apps without a skill come last. Four queries."""
    lessons = list(_listed(LessonPage.objects.descendant_of(course)))
    progress = _progress(request, lessons)
    lanes: dict[int | None, list[Lane]] = {}
    for app in AppPage.objects.child_of(course).live().order_by("path").defer("what", "folded", "warnings", "sources"):
        own = [lesson for lesson in lessons if lesson.path.startswith(app.path)]
        lanes.setdefault(app.skill_id, []).append(_lane(app, own, progress, request, None))
    skills: list[Skill | None] = [*course.skills.all(), None]
    groups = [SkillLanes(skill, tuple(lanes.get(skill.pk if skill else None, []))) for skill in skills]
    return [group for group in groups if group.lanes]


def next_lesson(groups: Iterable[SkillLanes]) -> House | None:
    """What to learn next: in the app that was read last, or else the first lesson that is not learned."""
    open_lanes = [lane for group in groups for lane in group.lanes if lane.next]
    # max keeps the first of equals, so that with nothing read yet the course's own order decides.
    return max(open_lanes, key=lambda lane: lane.seen_at).next if open_lanes else None


def all_lanes(groups: Iterable[SkillLanes]) -> Iterator[Lane]:
    return (lane for group in groups for lane in group.lanes)


def _listed(lessons: PageQuerySet) -> PageQuerySet:
    return lessons.live().order_by("path").defer("body", "folded", "after_text")


def _progress(request: HttpRequest, lessons: list[LessonPage]) -> dict[str, LessonProgress]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    rows = LessonProgress.objects.filter(member=user, lesson_key__in=[lesson.key for lesson in lessons])
    return {row.lesson_key: row for row in rows}


def _lane(
    app: AppPage, lessons: list[LessonPage], progress: dict[str, LessonProgress], request: Any, reading: Any
) -> Lane:
    done = {lesson.key for lesson in lessons if (row := progress.get(lesson.key)) and row.completed_at}
    now = reading.key if reading else _where(lessons, progress, done)
    houses = tuple(
        House(
            number=number,
            lesson=lesson,
            url=lesson.get_url(request) or "",
            state="done" if lesson.key in done else "now" if lesson.key == now else "todo",
            progress=progress.get(lesson.key),
        )
        for number, lesson in enumerate(lessons, start=1)
    )
    user = getattr(request, "user", None)
    return Lane(app, app.get_url(request) or "", houses, bool(user and user.is_authenticated))


def _where(lessons: list[LessonPage], progress: dict[str, LessonProgress], done: set[str]) -> str:
    """The key of the first lesson that is not learned, once anything of the app was read; else nothing."""
    if not any(lesson.key in progress for lesson in lessons):
        return ""
    return next((lesson.key for lesson in lessons if lesson.key not in done), "")
