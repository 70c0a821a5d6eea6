"""Pack data of what stands in the database, in the shape of the pack's files.

What a pack cannot say stands under `beyond`: a node with something there differs from every pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import pydantic
from wagtail.models import Page

from lessons.models import AppPage, CoursePage, GlossaryTerm, LessonPage, PosterPage, RadioScriptPage
from lms.shared.screens.models import Screen
from lms.shared.screens.spec import PictureSpec
from lms.shared.vietnamese import normalise
from quizzes.certification.versions import renewal_title
from quizzes.models import Certification, QuestionVersion, Quiz

from .merge import Data, digest
from .schema import CertificationData, QuizRules, RenewalData
from .text import NotLight, to_light


def light(html: str) -> str:
    """Light text of rich text; rich text that says more stays as it is, so that nothing is lost."""
    try:
        return to_light(normalise(html))
    except NotLight:
        return html


def _beyond(page: Page, **more: Any) -> Data:
    states = {"draft": page.has_unpublished_changes, "unpublished": not page.live, **more}
    return {name: state for name, state in states.items() if state}


def _items(values: Iterable[Any]) -> list[Any]:
    """The bare values of a stored list block."""
    return [item["value"] if isinstance(item, dict) and "value" in item else item for item in values]


def _relative(key: str, app: str) -> str:
    return key.removeprefix(f"{app}/")


def screen_data(screen: Screen, app: str) -> Data:
    data: Data = {"key": _relative(screen.key, app), "title": screen.title}
    try:
        spec = screen.spec()
    except pydantic.ValidationError:
        return data | {"beyond": {"rows": list(screen.rows.raw_data), "marks": screen.marks}}
    if isinstance(spec, PictureSpec):
        marks = [mark.model_dump() for mark in spec.marks]
        return data | {"image": PurePosixPath(spec.src).stem, "alt": spec.alt, "marks": marks}
    return data | spec.model_dump(include={"bar", "rows"})


def question_data(version: QuestionVersion, screens: Mapping[str, str]) -> Data:
    """`screens` are the names of screens by `shown_as` of what they show."""
    return {
        "key": version.question.key,
        "kind": version.kind,
        "text": version.text,
        **(_tap_data(version.spec, screens) if version.kind == QuestionVersion.Kind.TAP else version.spec),
        "feedback": version.feedback,
        "step": f"{version.teaches_lesson}/{version.teaches_step}",
        "step_title": version.teaches_label,
    }


def _tap_data(spec: Data, screens: Mapping[str, str]) -> Data:
    """`shown` tells when the screen looks different from what the question froze."""
    shown = shown_as(spec["screen"])
    data = {"screen": screens.get(shown), "shown": shown, "right": spec["right"], "feedback_at": spec["feedback"]}
    return data if data["screen"] else data | {"beyond": {"screen": spec["screen"]}}


def shown_as(screen: Data) -> str:
    """One short text for all screens that show the same; `screen` is a spec as stored."""
    return digest(screen)


def rules_data(quiz: Quiz) -> Data:
    """The rules of the quiz that are not the usual ones."""
    values = {name: getattr(quiz, name) for name in QuizRules.model_fields}
    return {name: value for name, value in values.items() if value != QuizRules.model_fields[name].default}


def certification_data(certification: Certification) -> Data:
    fields = ("key", "title", "course", "valid_months", "small_print", "rule")
    data = {name: getattr(certification, name) for name in fields}
    for name in ("renew_days", "grace_days", "needs_confirmation"):
        if (value := getattr(certification, name)) != CertificationData.model_fields[name].default:
            data[name] = value
    quiz = certification.renewal_quiz
    return data | ({"renewal_quiz": _renewal_data(quiz, certification)} if quiz else {})


def _renewal_data(quiz: Quiz, certification: Certification) -> Data:
    data: Data = {} if quiz.title == renewal_title(certification.title) else {"title": quiz.title}
    usual = RenewalData.model_fields["pass_percent"].default
    return data if quiz.pass_percent == usual else data | {"pass_percent": quiz.pass_percent}


def term_data(term: GlossaryTerm) -> Data:
    return {"term": term.term, "say_as": term.say_as}


def course_data(page: CoursePage) -> Data:
    return {
        "key": page.key,
        "title": page.title,
        "intro": light(page.intro),
        "skills": [{"key": skill.key, "title": skill.title} for skill in page.skills.all()],
        "beyond": _beyond(page),
    }


def app_data(page: AppPage) -> Data:
    sources = [block["value"] for block in page.sources.raw_data]
    return {
        "key": page.key,
        "title": page.title,
        "skill": page.skill.key if page.skill else None,
        "summary": page.summary,
        "what": light(page.what),
        "runner": page.runner,
        "install": page.install,
        "status": {"state": page.state, "note": page.state_note, "on": _day(page.state_on)},
        "warnings": [block["value"] for block in page.warnings.raw_data],
        "sources": [{"title": source["title"], "url": source.get("url") or None} for source in sources],
        "check": {"on": _day(page.checked_on), "by": page.checked_by, "until": _day(page.check_expires)},
        "leaflet": {"title": page.leaflet_title, "lede": page.leaflet_lede},
        "quiz": page.quiz.key if page.quiz else None,
        "beyond": _beyond(page),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def lesson_data(page: LessonPage, app: str) -> Data:
    blocks = list(page.body.raw_data)
    steps = [block["value"] for block in blocks if block["type"] == "step"]
    keys = Screen.objects.filter(pk__in=[step["screen"] for step in steps if step["screen"]])
    screens = {pk: _relative(key, app) for pk, key in keys.values_list("pk", "key")}
    after = {"title": page.after_title, "text": light(page.after_text)}
    others = [[n, block["type"], block["value"]] for n, block in enumerate(blocks) if block["type"] != "step"]
    recordings = {step["key"]: step["recording"] for step in steps if step.get("recording")}
    return {
        "key": page.key,
        "title": page.title,
        "summary": page.summary,
        "steps": [_step(step, screens) for step in steps],
        "after": after if any(after.values()) else None,
        "beyond": _beyond(page, blocks=others, recordings=recordings),
    }


def _step(step: Data, screens: dict[int, str]) -> Data:
    said = {name: step.get(name) or "" for name in ("key", "title", "target", "say", "short")}
    rich = {name: light(step.get(name) or "") for name in ("text", "tip", "warning", "stop")}
    return (
        said
        | rich
        | {"screen": screens.get(step["screen"]), "leaflet": bool(step.get("leaflet")), "card": bool(step.get("card"))}
    )


def poster_data(page: PosterPage, app: str) -> Data:
    blocks = list(page.columns.raw_data)
    keys = _lesson_keys(block["value"]["steps"]["lesson"] for block in blocks if block["type"] == "drawn")
    return {
        "key": page.key,
        "title": page.title,
        "title_lines": page.title_lines.splitlines(),
        "screen": _relative(page.screen.key, app) if page.screen else None,
        "target": page.target,
        "columns": [_column(block["value"], keys) for block in blocks],
        "foot": page.foot,
        "beyond": _beyond(page),
    }


def _column(value: Data, keys: dict[int, str]) -> Data:
    steps = value.get("steps")
    return {
        "heading": value["heading"],
        "lines": _items(value.get("lines", ())),
        "steps": {"lesson": keys.get(steps["lesson"]), "keys": _items(steps["keys"])} if steps else None,
    }


def radio_data(page: RadioScriptPage) -> Data:
    """Parts that follow the lesson have no lines in a pack."""
    blocks = list(page.cues.raw_data)
    keys = _lesson_keys([page.source_id, *(block["value"].get("lesson") for block in blocks)])
    source = keys.get(page.source_id) if page.source_id else None
    more = {
        "translations": [block["value"] for block in page.translations.raw_data],
        "rewritten": [n for n, block in enumerate(blocks) if block["value"].get("origin") and not _follows(block)],
        "corrects": page.corrects_id is not None,
    }
    return {
        "key": page.key,
        "title": page.title,
        "language": page.language,
        **({"source": source} if source else {}),
        "cues": [{"kind": block["type"], **dict(_cue(block, keys, bool(source)))} for block in blocks],
        "beyond": _beyond(page, **more),
    }


def _follows(block: Data) -> bool:
    value = block["value"]
    return "\n".join(_items(value.get("lines", ()))) == (value.get("origin") or "")


def _cue(block: Data, keys: dict[int, str], has_source: bool) -> Iterator[tuple[str, Any]]:
    for name, part in block["value"].items():
        if name == "lesson":
            yield name, keys.get(part)
        elif name == "lines" and has_source and _follows(block):
            yield name, []
        elif name != "origin":
            yield name, _items(part) if isinstance(part, list) else part


def _lesson_keys(pks: Iterable[int | None]) -> dict[int, str]:
    return dict(LessonPage.objects.filter(pk__in=[pk for pk in pks if pk]).values_list("pk", "key"))
