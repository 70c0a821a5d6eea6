"""Steps of lessons as the sheets and scripts want them.

A screen may have been deleted, or have lost the row a step points at, after the step was published: the step then
keeps its words, and its picture or ring is left out, as on the web page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lms.shared.screens.spec import target_words
from lms.shared.screens.words import describe, instruction


def short_words(step: Any) -> str:
    """What stands on paper for a step."""
    return step["short"] or step["title"]


def said_words(step: Any) -> str:
    """The sentence said for a step: the trainer's own, else its title and what to do on its screen."""
    if step["say"]:
        return step["say"]
    title, target = f"{step['title'].rstrip('.')}.", target_of(step)
    return f"{title} {instruction(step['screen'].spec(), target)}" if target else title


def target_of(step: Any) -> str:
    """The place to tap, if the step's screen still has it."""
    screen, target = step["screen"], step["target"] or ""
    return target if screen and target_words(screen.spec(), target) is not None else ""


def alt_words(step: Any) -> str:
    return describe(step["screen"].spec(), target_of(step)) if step["screen"] else ""


def screens_of(steps: Iterable[Any]) -> dict[str, Any]:
    """The stored pictures that `steps` show, by the name their spec gives in `src`."""
    screens = [step["screen"] for step in steps if step["screen"]]
    return {screen.picture.name: screen.picture for screen in screens if screen.picture}
