"""Pages of the tree: added below their parent, after the page that stands before them in the pack, and published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from wagtail.models import Page

from lessons.models import AppPage, CoursePage, LessonPage, Skill
from lessons.models.keyed import KeyedPage
from lms.shared.screens.models import Screen
from lms.shared.vietnamese import slug
from quizzes.models import Quiz

from ..export import app_data, course_data, lesson_data
from ..merge import Data
from ..schema import AppData, CourseData, LessonData, StepData
from ..text import to_html
from .base import Kind, Spec, Unresolved, block, set_stream

MAX_SLUG = 60
PageRow = TypeVar("PageRow", bound=KeyedPage)


class PageKind(Kind[Spec, PageRow]):
    """`parent` is where a page goes; `before` the page that a new one follows, if any."""

    model: type[PageRow]
    moves: ClassVar[bool] = False  # follows the pack from one app to another

    def __init__(self, parent: Page | None) -> None:
        self.parent = parent
        self.before: Page | None = None

    def row_app(self, row: PageRow) -> str:
        """The key of the app below which `row` stands, or will stand."""
        above = row.get_parent() if row.pk else self.parent
        return getattr(above.specific, "key", "") if above else ""

    def find(self, key: str) -> PageRow | None:
        return self.model.objects.filter(key=key).first()

    def new(self, key: str) -> PageRow:
        return self.model(key=key)

    def save(self, row: PageRow) -> None:
        if self.parent is None and (row.pk is None or self.moves):
            raise Unresolved(row.key)
        if row.pk is None:
            self._add(row)
        elif self.moves and self.parent and not row.is_child_of(self.parent):
            self._move(row)
        row.save_revision().publish()

    def _add(self, page: PageRow) -> None:
        parent, before = self._place()
        page.slug = _free_slug(parent, page.title)
        if before:
            before.add_sibling(pos="right", instance=page)
        else:
            parent.add_child(instance=page)

    def _move(self, page: PageRow) -> None:
        """The pack has it below another app now. What readers and quizzes know it by, its key, stays."""
        parent, before = self._place()
        standing = Page.objects.get(pk=page.pk)
        standing.slug = _free_slug(parent, page.title)
        standing.save(update_fields=["slug"])
        standing.move(before or parent, pos="right" if before else "last-child")
        for name, value in Page.objects.filter(pk=page.pk).values("path", "depth", "url_path", "slug")[0].items():
            setattr(page, name, value)
        page.__dict__.pop("_cached_parent_obj", None)  # its address would be made from the old one

    def _place(self) -> tuple[Page, Page | None]:
        """The parent, and the page to follow below it; their tree fields change with every page added."""
        assert self.parent is not None  # noqa: S101
        parent = Page.objects.get(pk=self.parent.pk)
        before = Page.objects.filter(pk=self.before.pk).first() if self.before else None
        return parent, before if before and before.is_child_of(parent) else None


def _free_slug(parent: Page, title: str) -> str:
    whole = slug(title) or "trang"
    base = whole if len(whole) <= MAX_SLUG else whole[: MAX_SLUG + 1].rpartition("-")[0] or whole[:MAX_SLUG]
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}-{n}") not in taken)


class CourseKind(PageKind[CourseData, CoursePage]):
    name = "course"
    model = CoursePage

    def fill(self, row: CoursePage, spec: CourseData) -> CoursePage:
        row.title, row.intro = spec.title, to_html(spec.intro)
        known = {skill.key: skill for skill in row.skills.all()}  # apps point at them, so they are kept by key
        skills = []
        for n, skill in enumerate(spec.skills):
            kept = known.get(skill.key) or Skill(key=skill.key)
            kept.title, kept.sort_order = skill.title, n
            skills.append(kept)
        row.skills = skills
        return row

    def data(self, row: CoursePage) -> Data:
        return course_data(row)


class AppKind(PageKind[AppData, AppPage]):
    name = "app"
    model = AppPage

    def __init__(self, parent: Page | None, skills: Mapping[str, Skill], quiz: Quiz | None) -> None:
        super().__init__(parent)
        self.skills, self.quiz = skills, quiz

    def fill(self, row: AppPage, spec: AppData) -> AppPage:
        row.title, row.summary, row.what = spec.title, spec.summary, to_html(spec.what)
        row.runner, row.install = spec.runner, spec.install
        row.state, row.state_note, row.state_on = spec.status.state, spec.status.note, spec.status.on
        row.checked_on, row.checked_by, row.check_expires = spec.check.on, spec.check.by, spec.check.until
        row.leaflet_title, row.leaflet_lede = spec.leaflet.title, spec.leaflet.lede
        row.skill, row.quiz = self.skills.get(spec.skill), self.quiz
        warnings = [block("warning", line, f"{row.key}/warning/{n}") for n, line in enumerate(spec.warnings)]
        set_stream(row, "warnings", warnings)
        sources = [
            block("source", {"title": source.title, "url": source.url or ""}, f"{row.key}/source/{n}")
            for n, source in enumerate(spec.sources)
        ]
        set_stream(row, "sources", sources)
        return row

    def data(self, row: AppPage) -> Data:
        return app_data(row)


class LessonKind(PageKind[LessonData, LessonPage]):
    name = "lesson"
    model = LessonPage
    moves = True

    def __init__(self, parent: Page | None, app: str) -> None:
        super().__init__(parent)
        self.app = app

    def fill(self, row: LessonPage, spec: LessonData) -> LessonPage:
        row.title, row.summary = spec.title, spec.summary
        row.after_title = spec.after.title if spec.after else ""
        row.after_text = to_html(spec.after.text) if spec.after else ""
        names = {step.screen: f"{self.app}/{step.screen}" for step in spec.steps if step.screen}
        ids = dict(Screen.objects.filter(key__in=names.values()).values_list("key", "pk"))
        steps = [
            block("step", _step(step, ids[names[step.screen]] if step.screen else None), f"{row.key}/{step.key}")
            for step in spec.steps
        ]
        set_stream(row, "body", steps)
        return row

    def data(self, row: LessonPage) -> Data:
        app = self.row_app(row) or self.app
        return {**lesson_data(row, app), "app": app}


def _step(step: StepData, screen: int | None) -> Data:
    plain = step.model_dump(include={"key", "title", "target", "say", "short", "leaflet", "card"})
    rich = {name: to_html(getattr(step, name) or "") for name in ("text", "tip", "warning", "stop")}
    return {**plain, **rich, "screen": screen}
