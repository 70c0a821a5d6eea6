"""Fails when a stylesheet uses what the oldest browsers we serve (Chrome and WebView 90) do not know.

    python .ci/css_floor.py [FILE...]      # without files: every stylesheet of the tree

Something newer is fine where an old browser finds a plain way first: a value after an older one of the same property
in the same rule (a name with -webkit- counts), or anything inside an `@supports` that asks for it. What is not in the
lists below counts as newer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

ROOT = Path(__file__).parent.parent
FLOOR = "Chrome 90"
AT_RULES = {"charset", "font-face", "keyframes", "media", "namespace", "page", "supports"}
UNITS = {
    *("%", "px", "em", "rem", "ex", "ch", "vw", "vh", "vmin", "vmax", "cm", "mm", "q", "in", "pt", "pc", "fr"),
    *("deg", "grad", "rad", "turn", "s", "ms", "dpi", "dpcm", "dppx", "x"),
}
FUNCTIONS = {
    *("var", "calc", "min", "max", "clamp", "env", "attr", "counter", "counters", "url", "format", "local"),
    *("rgb", "rgba", "hsl", "hsla", "linear-gradient", "radial-gradient", "conic-gradient"),
    *("repeating-linear-gradient", "repeating-radial-gradient", "repeating-conic-gradient"),
    *("minmax", "repeat", "fit-content", "cubic-bezier", "steps"),
    *("polygon", "circle", "ellipse", "inset", "path"),
    *(
        "blur",
        "brightness",
        "contrast",
        "drop-shadow",
        "grayscale",
        "hue-rotate",
        "invert",
        "opacity",
        "saturate",
        "sepia",
    ),
    *("matrix", "matrix3d", "perspective", "rotate", "rotatex", "rotatey", "rotatez", "rotate3d", "scale", "scalex"),
    *("scaley", "scalez", "scale3d", "skew", "skewx", "skewy", "translate", "translatex", "translatey", "translatez"),
    "translate3d",
}
PSEUDOS = {
    *(
        "active",
        "after",
        "any-link",
        "backdrop",
        "before",
        "checked",
        "default",
        "defined",
        "disabled",
        "empty",
        "enabled",
    ),
    *("file-selector-button", "first", "first-child", "first-letter", "first-line", "first-of-type", "focus"),
    *("focus-visible", "focus-within", "fullscreen", "host", "hover", "in-range", "indeterminate", "invalid", "is"),
    *("lang", "last-child", "last-of-type", "left", "link", "marker", "not", "nth-child", "nth-last-child"),
    *(
        "nth-last-of-type",
        "nth-of-type",
        "only-child",
        "only-of-type",
        "optional",
        "out-of-range",
        "part",
        "placeholder",
    ),
    *("placeholder-shown", "read-only", "read-write", "required", "right", "root", "selection", "slotted", "target"),
    *("valid", "visited", "where"),
}
# Properties that an old browser passes over, but without which a page would look broken.
NEWER_PROPERTIES = {
    *("anchor-name", "animation-timeline", "container", "container-name", "container-type", "field-sizing"),
    *("interpolate-size", "mask", "mask-image", "position-anchor", "position-area", "print-color-adjust", "rotate"),
    *("scale", "scroll-timeline", "text-box", "text-wrap", "text-wrap-style", "translate", "view-timeline"),
    *("view-transition-name", "white-space-collapse"),
}
NEWER_WORDS = {"subgrid", "masonry"}
NESTED = {"function", "() block", "[] block", "{} block"}


def faults(css: str) -> list[str]:
    """ "3: the unit of 100dvh", one string a fault."""
    return list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rules(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            yield f"{rule.source_line}: {rule.message}"
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        elif rule.type == "qualified-rule":
            yield from _selector(rule.prelude)
            yield from _block(rule)


def _at_rule(rule: Any) -> Iterator[str]:
    name = rule.lower_at_keyword.removeprefix("-webkit-")
    if name not in AT_RULES:
        yield f"{rule.source_line}: @{rule.at_keyword}"
        return
    if name == "supports" and any(_asked(rule.prelude)):
        return  # an old browser passes over all of it
    if name == "media" and any(token.type == "literal" and token.value in "<>=" for token in _flat(rule.prelude)):
        yield f"{rule.source_line}: @media with < or >; write min-width or max-width"
    if rule.content is None:
        return
    if name in {"font-face", "page"}:
        yield from _block(rule)
    elif name == "keyframes":
        for frame in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
            yield from _block(frame)
    else:
        yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _asked(prelude: list[Any]) -> Iterator[str]:
    """What is newer among the conditions of an @supports; `not` asks for what is older."""
    if any(token.type == "ident" and token.lower_value == "not" for token in prelude):
        return
    for token in prelude:
        if token.type == "function" and token.lower_name == "selector":
            yield from _selector(token.arguments)
        elif token.type == "() block":
            yield from _declarations([tinycss2.parse_one_declaration(token.content)])
            yield from _asked(token.content)


def _selector(prelude: list[Any]) -> Iterator[str]:
    after_colon = False
    for token in _flat(prelude):
        name = token.lower_value if token.type == "ident" else token.lower_name if token.type == "function" else ""
        if after_colon and name and not name.startswith("-") and name not in PSEUDOS:
            yield f"{token.source_line}: the selector :{name}"
        after_colon = token.type == "literal" and token.value == ":"


def _block(rule: Any) -> Iterator[str]:
    parts = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    for part in parts:
        if part.type == "qualified-rule":
            yield f"{part.source_line}: a rule inside a rule"
        elif part.type == "at-rule" and not _is_margin(rule, part):
            yield f"{part.source_line}: @{part.at_keyword} inside a rule"
    yield from _declarations([part for part in parts if part.type in {"declaration", "error"}])


def _is_margin(rule: Any, part: Any) -> bool:
    """The boxes around a printed page."""
    return rule.type == "at-rule" and rule.lower_at_keyword == "page" and "-" in part.at_keyword


def _declarations(declarations: list[Any]) -> Iterator[str]:
    plain: set[str] = set()
    for one in declarations:
        if one.type == "error":
            yield f"{one.source_line}: {one.message}"
            continue
        newer = list(_value(one))
        # An own property takes any value, so a plain one before it is lost.
        if newer and (one.name.startswith("--") or one.lower_name not in plain):
            yield from newer
        elif not newer:
            plain.add(one.lower_name.removeprefix("-webkit-"))


def _value(declaration: Any) -> Iterator[str]:
    line = declaration.source_line
    if declaration.lower_name in NEWER_PROPERTIES:
        yield f"{line}: the property {declaration.name}"
    for token in _flat(declaration.value):
        if token.type == "function" and token.lower_name.removeprefix("-webkit-") not in FUNCTIONS:
            yield f"{line}: the function {token.name}()"
        elif token.type == "dimension" and token.lower_unit not in UNITS:
            yield f"{line}: the unit of {token.representation}{token.unit}"
        elif token.type == "ident" and token.lower_value in NEWER_WORDS:
            yield f"{line}: the word {token.value}"


def _flat(tokens: Iterable[Any]) -> Iterator[Any]:
    """All tokens, those inside functions and brackets too."""
    for token in tokens:
        yield token
        if token.type in NESTED:
            yield from _flat(token.arguments if token.type == "function" else token.content)


def stylesheets() -> list[Path]:
    return sorted(path for folder in ("lms", "lessons", "quizzes") for path in (ROOT / folder).rglob("*.css"))


def main(names: list[str]) -> int:
    files = [Path(name) for name in names] or stylesheets()
    found = [f"{path}:{fault}" for path in files for fault in faults(path.read_text(encoding="utf-8"))]
    print("\n".join(f"{fault} is newer than {FLOOR}" for fault in found) or f"{len(files)} files pass")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
