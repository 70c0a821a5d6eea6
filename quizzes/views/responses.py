"""From a question to its form and back: what the form gave as a response, and what the form shows.

Every kind has the one form whose field names are listed here; the kind itself judges what was given.

single, multiple  choices          matching  pair-<key of the line>     short   text
true_false        answer           ordering  place-<key of the item>    number  number
tap               row: pressed on the drawn screen; target: chosen in the list, or with .x and .y pressed on a picture
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from lms.shared.messages import in_language
from lms.shared.screens import pictures
from lms.shared.screens.spec import PictureSpec
from quizzes.errors import BadResponse
from quizzes.kinds import Asked, Response
from quizzes.models import QuestionVersion

PAIR, PLACE = "pair-", "place-"
PICTURE_WIDTH = 256  # a press on a picture is told in pixels of the page, so its size there is fixed
MAX_SHOWN = 200  # letters of a refused answer that are shown again

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """How one family of kinds is asked: its template, what stands in its fields, and what the template needs."""

    template: str
    read: Callable[[Asked, QueryDict], Response]
    show: Callable[[Asked, Sequence[str], Response], Context]


def given_in(version: QuestionVersion, posted: QueryDict) -> Response:
    """What stands in the fields of the form, as it was sent: for `response_of`, and to be shown again."""
    return FORMS[version.kind].read(version.asked, posted)


def check_once(posted: QueryDict) -> None:
    """Raises BadResponse where one field came with two values: which one was meant, nobody can tell."""
    for name, values in posted.lists():
        if name != "choices" and len(set(values)) > 1:
            raise BadResponse(gettext("One field came twice with different answers. Choose again."))


def is_empty(given: Response) -> bool:
    """Whether nothing was chosen or written at all."""
    return all(value in ("", [], {}) for value in given.values())


def response_of(version: QuestionVersion, given: Response) -> Response:
    """`given` in the shape that the kind checks; raises BadResponse."""
    return {"order": _in_order(version.asked, given["places"])} if "places" in given else given


def shown(version: QuestionVersion, order: Sequence[str], given: Response | None = None) -> Context:
    """What the template that it names needs: the options in `order`, filled in with a response saved or given."""
    form = FORMS[version.kind]
    return {"template": f"quizzes/kinds/{form.template}.html", **form.show(version.asked, order, given or {})}


def _words(text: str) -> str:
    return in_language(text, gettext)


def _options(asked: Asked, order: Sequence[str], chosen: Sequence[str]) -> list[Context]:
    options = asked.options(order)
    return [{"key": one.key, "text": _words(one.text), "checked": one.key in chosen} for one in options]


def _read_choices(asked: Asked, posted: QueryDict) -> Response:
    return {"choices": posted.getlist("choices")}


def _show_single(asked: Asked, order: Sequence[str], response: Response) -> Context:
    return {"name": "choices", "type": "radio", "options": _options(asked, order, response.get("choices", []))}


def _show_multiple(asked: Asked, order: Sequence[str], response: Response) -> Context:
    return _show_single(asked, order, response) | {"type": "checkbox"}


def _read_true_false(asked: Asked, posted: QueryDict) -> Response:
    return {"answer": posted.get("answer", "")}


def _show_true_false(asked: Asked, order: Sequence[str], response: Response) -> Context:
    answer = str(response.get("answer", "")).lower()  # saved as a boolean, posted as a word
    return {"name": "answer", "type": "radio", "options": _options(asked, order, [answer])}


def _read_with(prefix: str, posted: QueryDict) -> dict[str, str]:
    """By key, what was chosen in the fields whose names begin with `prefix`."""
    found = posted.dict()
    return {name.removeprefix(prefix): str(found[name]) for name in found if name.startswith(prefix) and found[name]}


def _read_matching(asked: Asked, posted: QueryDict) -> Response:
    return {"pairs": _read_with(PAIR, posted)}


def _show_matching(asked: Asked, order: Sequence[str], response: Response) -> Context:
    given = response.get("pairs", {})
    return {
        "lines": [
            _line(f"{PAIR}{pair.key}", pair.left, _options(asked, order, [given.get(pair.key, "")]))
            for pair in asked.spec.pairs
        ]
    }


def _line(name: str, text: str, options: list[Context]) -> Context:
    return {"name": name, "text": text, "options": options, "is_chosen": any(option["checked"] for option in options)}


def _read_ordering(asked: Asked, posted: QueryDict) -> Response:
    return {"places": _read_with(PLACE, posted)}


def _show_ordering(asked: Asked, order: Sequence[str], response: Response) -> Context:
    saved = {key: str(n) for n, key in enumerate(response.get("order", []), start=1)}
    places = response.get("places", saved)
    lines = []
    for option in asked.options(order):
        numbers = [str(n) for n in range(1, len(order) + 1)]
        chosen = places.get(option.key)
        options = [{"key": n, "text": n, "checked": n == chosen} for n in numbers]
        lines.append(_line(f"{PLACE}{option.key}", option.text, options))
    return {"lines": lines}


def _in_order(asked: Asked, places: dict[str, str]) -> list[str]:
    """The keys by their places; raises BadResponse where two share one, or where a place is none."""
    keys = asked.option_keys()
    texts = {option.key: option.text for option in asked.options(keys)}
    at: dict[str, str] = {}
    for key, place in places.items():
        if key not in texts or place not in map(str, range(1, len(keys) + 1)):
            raise BadResponse(gettext("One of the places sent does not belong to this question. Choose again."))
        if place in at:
            values = {"first": texts[at[place]], "second": texts[key], "place": place}
            raise BadResponse(gettext("“%(first)s” and “%(second)s” both have place %(place)s."), **values)
        at[place] = key
    return [at[place] for place in sorted(at, key=int)]


def _read_short(asked: Asked, posted: QueryDict) -> Response:
    return {"text": posted.get("text", "").strip()}


def _show_short(asked: Asked, order: Sequence[str], response: Response) -> Context:
    return {"name": "text", "value": response.get("text", "")[:MAX_SHOWN]}


def _read_number(asked: Asked, posted: QueryDict) -> Response:
    return {"number": posted.get("number", "").strip()}


def _show_number(asked: Asked, order: Sequence[str], response: Response) -> Context:
    unit = next(iter(asked.spec.units), "")
    return {"name": "number", "value": response.get("number", "")[:MAX_SHOWN], "unit": unit, "is_number": True}


def _read_tap(asked: Asked, posted: QueryDict) -> Response:
    """What was pressed; else what was chosen in the list. A picture pressed by a key sends 0, 0: nowhere."""
    if pressed := posted.get("row"):
        return {"target": pressed}
    x, y = posted.get("target.x", ""), posted.get("target.y", "")
    screen = asked.spec.screen
    if x + y not in ("", "00") and isinstance(screen, PictureSpec):
        return {"x": _percent(x, PICTURE_WIDTH), "y": _percent(y, _height(screen))}
    return {"target": posted.get("target") or (None if "beside" in posted else "")}


def _show_tap(asked: Asked, order: Sequence[str], response: Response) -> Context:
    screen = asked.spec.screen
    target = response.get("target", "")
    context = {
        "name": "target",
        "type": "radio",
        "options": _options(asked, order, [target]),
        "has_chosen": bool(target),
        "is_beside": target is None,
        "screen": screen,
    }
    if isinstance(screen, PictureSpec):
        src = pictures.shown(screen.src, screen.width).src
        context["picture"] = {"src": src, "width": PICTURE_WIDTH, "height": _height(screen)}
    return context


def _percent(pixels: str, whole: int) -> float | None:
    """Where a press lies, in per cent; None for what no browser sends."""
    if not (pixels.isascii() and pixels.isdecimal() and len(pixels) <= 5):
        return None
    return min(int(pixels) / whole, 1.0) * 100


def _height(screen: PictureSpec) -> int:
    return max(1, round(PICTURE_WIDTH * screen.height / screen.width))


FORMS = {
    "single": Form("choices", _read_choices, _show_single),
    "multiple": Form("choices", _read_choices, _show_multiple),
    "true_false": Form("choices", _read_true_false, _show_true_false),
    "matching": Form("matching", _read_matching, _show_matching),
    "ordering": Form("ordering", _read_ordering, _show_ordering),
    "short": Form("written", _read_short, _show_short),
    "number": Form("written", _read_number, _show_number),
    "tap": Form("tap", _read_tap, _show_tap),
}
