"""Reads a pack's folder whole and says everything that is wrong with it at once. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from lms.shared.messages import Message, _
from lms.shared.plain_words import problems

from . import certifications
from .faults import Fault, PackError, file_fault
from .faults import Path as Place
from .files import read_picture, read_text
from .nodes import Source
from .schema import AppData, AppPack, CourseData, LessonData, PosterData, PracticeData, QuizData, RadioData, ScreenData
from .text import kinds

T = TypeVar("T")

# Fields of light text in which the editor of pages offers no list, or no numbered one.
_NO_LISTS = {"ul", "ol"}
_NO_NUMBERS = {"ol"}


@dataclass(frozen=True)
class Limits:
    """Of the pictures in a pack; the loader passes the settings."""

    max_bytes: int = 8 * 1024 * 1024
    max_pixels: int = 25_000_000
    max_width: int = 1080


@dataclass(frozen=True)
class CoursePack:
    course: CourseData
    apps: tuple[AppPack, ...]
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)  # WebP, by "app/images/name.png"


def question_key(quiz: str, question: str) -> str:
    """The key of a question among all questions; in a pack it only has to differ within its quiz."""
    return f"{quiz}-{question}"


def read_pack(root: Path, limits: Limits = Limits()) -> CoursePack:
    """The pack in the folder `root`; raises PackError with every fault of every file."""
    return _Reader(root, limits).pack()


class _Reader:
    def __init__(self, root: Path, limits: Limits) -> None:
        self.root, self.limits = root, limits
        self.faults: list[Fault] = []
        self.sources: dict[str, Source] = {}
        self.pictures: dict[str, bytes] = {}

    def pack(self) -> CoursePack:
        course = self._file("course.yaml", CourseData)
        apps: dict[str, AppPack] = {}
        for name in dict.fromkeys(course.apps if course else ()):
            if app := self._app(name):
                apps[name] = app
        if course:
            self._check_course(course, apps)
        if self.faults or not course:
            raise PackError(self.faults)
        return CoursePack(course, tuple(apps.values()), self.pictures)

    def _file(self, name: str, model: Any) -> Any:
        """The checked data of one file, or None; its faults are noted."""
        try:
            source = Source(name, read_text(self.root, name))
        except PackError as error:
            self.faults += error.faults
            return None
        self.sources[name] = source
        self.faults += source.faults
        if source.faults:
            return None
        try:
            return TypeAdapter(model).validate_python(source.data)
        except ValidationError as error:
            self._note(name, problems(error, model, source.data))
            return None

    def _note(self, name: str, found: Iterator[tuple[Place, str]] | list[tuple[Place, str]]) -> None:
        for place, message in found:
            self.faults.append(Fault(name, self.sources[name].line(place), place, message))

    # --- one app's folder --------------------------------------------------------------------------

    def _app(self, name: str) -> AppPack | None:
        if not (self.root / name).is_dir():
            self.faults.append(file_fault(name, _("course.yaml lists this app, but there is no such folder")))
            return None
        lessons = sorted(path.name for path in (self.root / name).glob("lesson-*.yaml"))
        self._check_names(name, lessons)
        parts: dict[str, Any] = {
            "app": self._file(f"{name}/app.yaml", AppData),
            "screens": self._file(f"{name}/screens.yaml", list[ScreenData]),
            "lessons": [self._file(f"{name}/{lesson}", LessonData) for lesson in lessons],
            "poster": self._file(f"{name}/poster.yaml", PosterData),
            "radio": self._file(f"{name}/radio.yaml", RadioData),
            "quiz": self._file(f"{name}/quiz.yaml", QuizData),
        }
        if (self.root / name / "practice.yaml").exists():
            parts["practice"] = self._file(f"{name}/practice.yaml", PracticeData)
        self._read_pictures(name, parts["screens"] or [])
        if any(part is None for part in parts.values()) or None in parts["lessons"]:
            return None
        pack = AppPack(**parts)
        files = [f"{name}/{lesson}" for lesson in lessons]
        for stem, place, message in pack.problems():
            file = files[int(stem.removeprefix("lessons/"))] if "/" in stem else f"{name}/{stem}.yaml"
            self._note(file, [(place, message)])
        self._check_texts(name, files, pack)
        return pack

    def _check_names(self, name: str, lessons: list[str]) -> None:
        known = {*lessons, "app.yaml", "screens.yaml", "poster.yaml", "radio.yaml", "quiz.yaml", "practice.yaml"}
        for path in (self.root / name).iterdir():
            if path.suffix in (".yaml", ".yml") and path.name not in known:
                message = _("no part of a pack; lessons are named lesson-1-some-words.yaml")
                self.faults.append(file_fault(f"{name}/{path.name}", message))
        if not lessons:
            self.faults.append(file_fault(name, _("there is no lesson here, named lesson-1-some-words.yaml")))

    def _read_pictures(self, name: str, screens: list[ScreenData]) -> None:
        for n, screen in enumerate(screens):
            if not screen.image:
                continue
            picture = f"{name}/{screen.image}"
            try:
                self.pictures[picture] = read_picture(self.root, picture, **vars(self.limits))
            except PackError as error:
                words = Message(_("%(picture)s: %(problem)s"), picture=picture, problem=error.faults[0].message)
                self._note(f"{name}/screens.yaml", [((n, "image"), words)])

    def _check_texts(self, name: str, files: list[str], pack: AppPack) -> None:
        for file, lesson in zip(files, pack.lessons, strict=True):
            for n, step in enumerate(lesson.steps):
                for part in ("tip", "warning", "stop"):
                    self._check_lists(file, ("steps", n, part), getattr(step, part), _NO_NUMBERS)
            if lesson.after:
                self._check_lists(file, ("after", "text"), lesson.after.text, _NO_LISTS)

    def _check_lists(self, file: str, place: Place, text: str | None, refused: set[str]) -> None:
        if text and kinds(text) & refused:
            self._note(file, [(place, Message(_("no list of this kind can stand here; write sentences")))])

    # --- the course as a whole ---------------------------------------------------------------------

    def _check_course(self, course: CourseData, apps: dict[str, AppPack]) -> None:
        file = "course.yaml"
        self._check_lists(file, ("intro",), course.intro, _NO_LISTS)
        self._unique((file, ("skills", n, "key"), skill.key) for n, skill in enumerate(course.skills))
        self._unique((file, ("certifications", n, "key"), one.key) for n, one in enumerate(course.certifications))
        self._unique((file, ("apps", n), name) for n, name in enumerate(course.apps))
        whole = len(apps) == len(course.apps)
        quizzes = {pack.quiz.key for pack in apps.values()} if whole else None
        lessons = {lesson.key for pack in apps.values() for lesson in pack.lessons} if whole else None
        self._note(file, certifications.problems(course.certifications, quizzes=quizzes, lessons=lessons))
        skills = {skill.key for skill in course.skills}
        for name, pack in apps.items():
            app_file = f"{name}/app.yaml"
            if pack.app.key != name:
                self._note(app_file, [(("key",), Message(_("must be the name of the folder, %(name)s"), name=name))])
            if pack.app.skill not in skills:
                known = ", ".join(sorted(skills))
                self._note(
                    app_file, [(("skill",), Message(_("no skill of course.yaml; it has: %(known)s"), known=known))]
                )
        self._check_keys(apps)

    def _check_keys(self, apps: dict[str, AppPack]) -> None:
        """Keys name things in the whole installation, so they differ over the apps of a course, and stay short."""
        self._unique((file, ("key",), quiz.key) for file, quiz in _quizzes(apps))
        self._unique(self._page_keys(apps))
        self._check_categories(apps)
        self._check_practice(apps)
        questions = [
            (file, ("questions", n, "key"), question_key(quiz.key, question.key))
            for file, quiz in _quizzes(apps)
            for n, question in enumerate(quiz.questions)
        ]
        self._unique(iter(questions))
        for file, place, key in questions:
            if len(key) > 60:
                self._note(
                    file, [(place, Message(_("too long together with the key of the quiz, by %(n)d"), n=len(key) - 60))]
                )

    def _check_categories(self, apps: dict[str, AppPack]) -> None:
        """Apps may share a category; then they give it one title, and no other has that."""
        keys: dict[str, tuple[str, str, str]] = {}  # by key: title, file, file with line
        titles: dict[str, str] = {}
        named = ((file, n, one) for file, quiz in _quizzes(apps) for n, one in enumerate(quiz.categories))
        for file, n, one in named:
            here = f"{file}:{self.sources[file].line(('categories', n))}"
            title, in_file, first = keys.setdefault(one.key, (one.title, file, here))
            taken = titles.setdefault(one.title, here)
            if first != here and in_file == file:
                message = Message(_("the key %(key)s is taken already, at %(first)s"), key=one.key, first=first)
            elif title != one.title:
                message = Message(_("the category %(key)s has another title at %(first)s"), key=one.key, first=first)
            elif first == here and taken != here:
                message = Message(_("another category has this title already, at %(first)s"), first=taken)
            else:
                continue
            self._note(file, [(("categories", n), message)])

    def _check_practice(self, apps: dict[str, AppPack]) -> None:
        """A question that a quiz that counts may draw is kept from phones, and so would be the practice quiz."""
        drawn = {draw.category for pack in apps.values() for draw in pack.quiz.draws}
        for name, pack in apps.items():
            for n, question in enumerate(pack.practice.questions if pack.practice else ()):
                if question.category in drawn:
                    template = _("a quiz that counts draws from the category %(key)s; practice has its own, or none")
                    place: Place = ("questions", n, "category")
                    self._note(f"{name}/practice.yaml", [(place, Message(template, key=question.category))])

    def _page_keys(self, apps: dict[str, AppPack]) -> Iterator[tuple[str, Place, str]]:
        """The keys of pages of all kinds: a short link names a page by its key alone."""
        for name, pack in apps.items():
            files = sorted(file for file in self.sources if file.startswith(f"{name}/lesson-"))
            lessons = [(file, lesson.key) for file, lesson in zip(files, pack.lessons, strict=True)]
            sheets = [("app", pack.app.key), ("poster", pack.poster.key), ("radio", pack.radio.key)]
            for file, key in [*((f"{name}/{part}.yaml", key) for part, key in sheets), *lessons]:
                yield file, ("key",), key

    def _unique(self, keys: Iterator[tuple[str, Place, str]]) -> None:
        first: dict[str, str] = {}
        for file, place, key in keys:
            here = f"{file}:{self.sources[file].line(place)}"
            if key in first:
                message = Message(_("the key %(key)s is taken already, at %(first)s"), key=key, first=first[key])
                self._note(file, [(place, message)])
            first.setdefault(key, here)


def _quizzes(apps: Mapping[str, AppPack]) -> Iterator[tuple[str, QuizData]]:
    return ((f"{name}/{stem}.yaml", quiz) for name, pack in apps.items() for stem, quiz in pack.quizzes().items())
