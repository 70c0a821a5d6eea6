"""One app's folder as a whole: whether what its files refer to is there."""

from __future__ import annotations

from collections.abc import Iterator

from lms.shared.messages import Message, _
from quizzes.kinds import Asked, BadSpec

from .app import AppData
from .lessons import LessonData
from .parts import Node, duplicates
from .quiz import PracticeData, QuizData, TapData
from .screens import ScreenData
from .sheets import PosterData, RadioData, StepsCue, StepsOf

Place = tuple[str | int, ...]  # inside a file
Problem = tuple[Place, str]
_NO_SCREEN = _("there is no screen %(key)s in screens.yaml")


class AppPack(Node):
    """One app's folder, read whole. Cross references are checked by `problems`."""

    app: AppData
    screens: list[ScreenData]
    lessons: list[LessonData]
    poster: PosterData
    radio: RadioData
    quiz: QuizData
    practice: PracticeData | None = None

    def quizzes(self) -> dict[str, QuizData]:
        """By the stem of the file."""
        return {"quiz": self.quiz, **({"practice": self.practice} if self.practice else {})}

    def problems(self) -> Iterator[tuple[str, Place, str]]:
        """Broken references, as (file stem, path inside the file, message)."""
        screens = {screen.key: screen for screen in self.screens}
        steps = {f"{lesson.key}/{step.key}" for lesson in self.lessons for step in lesson.steps}
        for again in duplicates([screen.key for screen in self.screens]):
            yield "screens", (), Message(_("two screens share the key %(key)s"), key=again)
        for n, lesson in enumerate(self.lessons):
            for m, step in enumerate(lesson.steps):
                where = ("steps", m)
                yield from _screen_problem(f"lessons/{n}", where, step.screen, step.target, screens)
        yield from _screen_problem("poster", (), self.poster.screen, self.poster.target, screens)
        for n, column in enumerate(self.poster.columns):
            if column.steps:
                yield from _steps_problem("poster", ("columns", n, "steps"), column.steps, steps)
        if self.radio.source and self.radio.source not in {lesson.key for lesson in self.lessons}:
            yield "radio", ("source",), Message(_("there is no lesson %(key)s in this app"), key=self.radio.source)
        for n, cue in enumerate(self.radio.cues):
            if isinstance(cue, StepsCue):
                yield from _steps_problem("radio", ("cues", n), cue, steps)
        for stem, quiz in self.quizzes().items():
            for place, message in _question_problems(quiz, steps, screens):
                yield stem, place, message
            for place, message in _category_problems(quiz):
                yield stem, place, message


def _question_problems(quiz: QuizData, steps: set[str], screens: dict[str, ScreenData]) -> Iterator[Problem]:
    for n, question in enumerate(quiz.questions):
        if question.step not in steps:
            message = Message(_("there is no step %(step)s in this app"), step=question.step)
            yield ("questions", n, "step"), message
        if isinstance(question, TapData):
            yield from _tap_problem(("questions", n), question, screens)


def _category_problems(quiz: QuizData) -> Iterator[Problem]:
    known = [category.key for category in quiz.categories]
    named = [(("questions", n), question.category) for n, question in enumerate(quiz.questions)]
    named += [(("draws", n), draw.category) for n, draw in enumerate(quiz.draws)]
    template = _("there is no category %(key)s in this file; it has: %(known)s")
    for place, key in named:
        if key and key not in known:
            yield (*place, "category"), Message(template, key=key, known=", ".join(known) or "-")
    drawn = [draw.category for draw in quiz.draws]
    for n, key in enumerate(drawn):
        if key in drawn[:n]:
            yield ("draws", n, "category"), Message(_("the category %(key)s is drawn from twice"), key=key)


def _tap_problem(where: Place, question: TapData, screens: dict[str, ScreenData]) -> Iterator[Problem]:
    if question.screen not in screens:
        yield (*where, "screen"), Message(_NO_SCREEN, key=question.screen)
        return
    try:
        Asked.of("tap", question.spec({question.screen: screens[question.screen].spec().model_dump(mode="json")}))
    except BadSpec as error:
        for fault in error.faults:
            field, *inside = fault.path
            yield (*where, "feedback_at" if field == "feedback" else field, *inside), fault.message


def _screen_problem(
    stem: str, where: Place, key: str | None, target: str, screens: dict[str, ScreenData]
) -> Iterator[tuple[str, Place, str]]:
    if key is None:
        if target:
            yield stem, (*where, "target"), Message(_("a place to tap needs a screen; name one, or leave both out"))
    elif key not in screens:
        yield stem, (*where, "screen"), Message(_NO_SCREEN, key=key)
    elif target and target not in (names := dict(screens[key].spec().targets())):
        template = _("the screen %(key)s has no row %(target)s; it has: %(known)s")
        yield stem, (*where, "target"), Message(template, key=key, target=target, known=", ".join(names) or "-")


def _steps_problem(
    stem: str, where: Place, ref: StepsOf | StepsCue, steps: set[str]
) -> Iterator[tuple[str, Place, str]]:
    for n, key in enumerate(ref.keys):
        if f"{ref.lesson}/{key}" not in steps:
            yield (
                stem,
                (*where, "keys", n),
                Message(_("there is no step %(step)s in this app"), step=f"{ref.lesson}/{key}"),
            )
