"""Loads a course pack: adds what is missing, follows the pack where nobody edited, keeps what people changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from lessons.editions import one_edition_each
from lessons.models import AppPage, CoursePage, LessonPage, PackBase, PosterPage, RadioScriptPage, Skill
from lessons.radio.lexicon import load_glossary
from quizzes.models import Certification, Quiz

from .certifications import in_order
from .kinds.bank import CategoryKind, PlaceKind, RulesKind
from .kinds.base import Kind, Unresolved
from .kinds.pages import AppKind, CourseKind, LessonKind, PageKind
from .kinds.quizzes import CertificationKind, QuestionKind, QuizKind
from .kinds.screens import ScreenKind
from .kinds.sheets import PosterKind, RadioKind
from .kinds.terms import TermKind
from .merge import Action, decide, digest, plain
from .reader import CoursePack, Limits, question_key, read_pack
from .schema import AppPack, QuizData
from .site import make_home

STARTER = Path(__file__).with_name("starter")
GLOSSARY = "glossary"  # the register's name for what comes with the software, in no course's pack

# Kinds of which is told that the pack no longer has one.
TOLD: dict[str, Any] = {
    "app": AppPage,
    "lesson": LessonPage,
    "poster": PosterPage,
    "radio": RadioScriptPage,
    "quiz": Quiz,
    "certification": Certification,
}

Progress = Callable[[int, int], None]


class NodeName(NamedTuple):
    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass
class Report:
    """What became of each node. Kept: edited or deleted here. Conflicts: edited here and changed in the pack.
    Left: brought once, no longer in the pack, and standing here still; nothing is ever deleted."""

    created: list[NodeName] = field(default_factory=list)
    updated: list[NodeName] = field(default_factory=list)
    kept: list[NodeName] = field(default_factory=list)
    unchanged: list[NodeName] = field(default_factory=list)
    conflicts: list[NodeName] = field(default_factory=list)
    left: list[NodeName] = field(default_factory=list)

    def note(self, action: Action, node: NodeName) -> None:
        {
            Action.CREATE: self.created,
            Action.UPDATE: self.updated,
            Action.KEEP: self.kept,
            Action.UNCHANGED: self.unchanged,
            Action.CONFLICT: self.conflicts,
        }[action].append(node)


def limits_of_settings() -> Limits:
    return Limits(
        max_bytes=settings.LMS_SCREENSHOT_MAX_BYTES,
        max_pixels=settings.LMS_SCREENSHOT_MAX_PIXELS,
        max_width=settings.LMS_SCREENSHOT_WIDTH,
    )


def load(path: Path | str, *, progress: Progress | None = None, now: dt.datetime | None = None) -> Report:
    """Loads the pack in the folder `path`; raises PackError before anything is written.

    Each app is written whole or not at all. `progress` gets (nodes done, nodes in all).
    """
    pack = read_pack(Path(path), limits_of_settings())
    return _Load(pack, progress, now or timezone.now()).run()


def load_terms(*, now: dt.datetime | None = None) -> Report:
    """Adds the readings of terms that come with the software, by the same rule as a pack."""
    merger = _Merger(GLOSSARY, now or timezone.now(), Report(), lambda: None)
    kind = TermKind()
    with transaction.atomic():
        for term, say_as in load_glossary().items():
            merger.put(kind, term, say_as)
        merger.write_bases()
    return merger.report


class _Merger:
    """Brings one node after the other, and remembers each as the pack brought it."""

    def __init__(self, pack: str, now: dt.datetime, report: Report, step: Callable[[], None]) -> None:
        self.pack, self.now, self.report, self._step = pack, now, report, step
        self._bases = {(base.node_kind, base.node_key): base for base in PackBase.objects.filter(pack=pack)}
        self._fresh: list[PackBase] = []

    def put(self, kind: Kind[Any, Any], key: str, spec: Any) -> Any | None:
        """What stands here under `key` now, or None if it was deleted here."""
        node = NodeName(kind.name, key)
        row = kind.find(key)
        try:
            action, brought = self._merge(kind, node, row, spec)
            if action is Action.CREATE or action is Action.UPDATE:
                row = kind.fill(row or kind.new(key), spec)
                with transaction.atomic():
                    kind.save(row)
                self._remember(node, brought)
        except Unresolved:
            action = Action.CONFLICT
            row = kind.find(key)
        self.report.note(action, node)
        if kind.counted:
            self._step()
        return row

    def put_unless_usual(self, kind: Kind[Any, Any], key: str, spec: Any) -> None:
        """As `put`; but where neither the pack nor its last edition says anything, nobody looks what stands here."""
        known = self._bases.get((kind.name, key))
        if plain(kind.data_of(key, spec)) != kind.usual or (known and known.data != kind.usual):
            self.put(kind, key, spec)

    def _merge(self, kind: Kind[Any, Any], node: NodeName, row: Any | None, spec: Any) -> tuple[Action, Any]:
        known = self._bases.get(node)
        base = known.data if known and not (row is None and kind.needed) else kind.usual
        if row is None and base is not None:
            return Action.KEEP, None
        brought = plain(kind.data_of(node.key, spec))
        here = plain(kind.data(row)) if row is not None else None
        if base and here and "app" in here:
            base = {"app": here["app"], **base}  # the register did not always say below which app it was brought
        action = decide(base=base, pack=brought, here=here)
        if action is Action.UNCHANGED and (known is None or known.data != brought):
            self._remember(node, brought)
        return action, brought

    def _remember(self, node: NodeName, data: dict[str, Any]) -> None:
        self._fresh.append(
            PackBase(
                pack=self.pack,
                node_kind=node.kind,
                node_key=node.key,
                data=data,
                digest=digest(data),
                imported_at=self.now,
            )
        )

    def known_screens(self, questions: Iterable[str]) -> dict[str, str]:
        """What the screens of these questions showed when the pack brought them last, with their names."""
        data = [base.data for key in questions if (base := self._bases.get((QuestionKind.name, key)))]
        return {one["shown"]: one["screen"] for one in data if one.get("screen")}

    def no_longer_in(self, pack: CoursePack) -> list[NodeName]:
        """What people would miss or meet: pages, quizzes and certifications that stand here without the pack."""
        had = {(kind, key) for kind, key in self._bases if kind in TOLD} - set(_told(pack))
        return [NodeName(kind, key) for kind, key in sorted(had) if TOLD[kind].objects.filter(key=key).exists()]

    def write_bases(self) -> None:
        PackBase.objects.bulk_create(
            self._fresh,
            update_conflicts=True,
            unique_fields=["pack", "node_kind", "node_key"],
            update_fields=["data", "digest", "imported_at"],
        )
        self._fresh = []


class _Load:
    def __init__(self, pack: CoursePack, progress: Progress | None, now: dt.datetime) -> None:
        self.pack, self._progress = pack, progress
        self._done, self._total = 0, _count(pack)
        self.merger = _Merger(pack.course.key, now, Report(), self._step)

    def _step(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)

    def run(self) -> Report:
        with transaction.atomic():
            course = self._load_course()
            self.merger.write_bases()
        before: Page | None = None
        for app in self.pack.apps:
            with transaction.atomic(), one_edition_each():
                before = self._load_app(app, course, before) or before
                self.merger.write_bases()
        with transaction.atomic():
            self._load_certifications()
            self.merger.write_bases()
        self.merger.report.left += self.merger.no_longer_in(self.pack)
        return self.merger.report

    def _load_course(self) -> CoursePage | None:
        data = self.pack.course
        course = self.merger.put(CourseKind(Page.objects.get(depth=1)), data.key, data)
        if course:
            make_home(course)
        return course

    def _load_certifications(self) -> None:
        """Last, because their rules may name quizzes, lessons and each other."""
        kind = CertificationKind(self.merger.now)
        for certification in in_order(self.pack.course.certifications):
            self.merger.put(kind, certification.key, certification)

    def _load_app(self, pack: AppPack, course: CoursePage | None, before: Page | None) -> Page | None:
        key = pack.app.key
        screens = ScreenKind(key, self.pack.pictures)
        for screen in pack.screens:
            self.merger.put(screens, f"{key}/{screen.key}", screen)
        quiz = self._load_quiz(pack, pack.quiz)
        if pack.practice:
            self._load_quiz(pack, pack.practice)
        # From the database: after an update the page still holds the rows of before they were saved.
        skills = {skill.key: skill for skill in Skill.objects.filter(course=course)} if course else {}
        apps = AppKind(course, skills, quiz)
        apps.before = before
        app = self.merger.put(apps, key, pack.app)
        lessons = LessonKind(app, key)
        for lesson in pack.lessons:
            lessons.before = self._put_page(lessons, lesson) or lessons.before
        for sheet_kind, sheet in ((PosterKind(app, key), pack.poster), (RadioKind(app, key), pack.radio)):
            self._put_page(sheet_kind, sheet)
        return app

    def _load_quiz(self, pack: AppPack, quiz: QuizData) -> Any | None:
        titles = {f"{lesson.key}/{step.key}": step.title for lesson in pack.lessons for step in lesson.steps}
        questions = {question_key(quiz.key, question.key): question for question in quiz.questions}
        kind = QuestionKind(pack.app.key, titles, self.merger.known_screens(questions))
        for category in quiz.categories:
            self.merger.put(CategoryKind(), category.key, category)
        for key, question in questions.items():
            if self.merger.put(kind, key, question):
                self.merger.put_unless_usual(PlaceKind(), key, question)
        row = self.merger.put(QuizKind(), quiz.key, quiz)
        if row is None:
            return None
        self.merger.put_unless_usual(RulesKind(), quiz.key, quiz)
        return row.quiz

    def _put_page(self, kind: PageKind[Any, Any], spec: Any) -> Page | None:
        return self.merger.put(kind, spec.key, spec)


def _told(pack: CoursePack) -> Iterator[tuple[str, str]]:
    yield from (("certification", one.key) for one in pack.course.certifications)
    for app in pack.apps:
        yield from (("app", app.app.key), ("poster", app.poster.key), ("radio", app.radio.key))
        yield from (("quiz", quiz.key) for quiz in app.quizzes().values())
        yield from (("lesson", lesson.key) for lesson in app.lessons)


def _count(pack: CoursePack) -> int:
    return sum(1 for _node in _nodes(pack))


def _nodes(pack: CoursePack) -> Iterator[Any]:
    yield pack.course
    yield from pack.course.certifications
    for app in pack.apps:
        yield from (app.app, app.poster, app.radio, *app.screens, *app.lessons)
        for quiz in app.quizzes().values():
            yield from (quiz, *quiz.categories, *quiz.questions)
