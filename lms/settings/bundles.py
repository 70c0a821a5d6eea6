"""Which files `lms.shared.bundles` joins into one, in the order of the cascade or of their use."""

from __future__ import annotations

_OF_KEPT_PAGES = ["shared/comfort.js", "shared/unsent.js"]
STATIC_BUNDLES = {
    "site.css": [
        f"shared/css/{part}.css"
        for part in ("tokens", "base", "layout", "forms", "parts", "screen", "door", "helpers", "print")
    ],
    "unsent.js": ["shared/unsent.js"],
    "keep.js": [*_OF_KEPT_PAGES, "lessons/keep.js", "lessons/kept.js"],
    "reading.js": [*_OF_KEPT_PAGES, *(f"lessons/{part}.js" for part in ("lesson", "differs", "listen"))],
    "practice.js": [*_OF_KEPT_PAGES, "lessons/practice.js"],
    "tally.js": ["shared/unsent.js", "lessons/tally.js"],
    "quiz.js": [
        "shared/unsent.js",
        *(f"quizzes/{part}.js" for part in ("queue", "saving", "handing", "clock", "paging")),
    ],
    "sheet.js": [*_OF_KEPT_PAGES, "quizzes/judge.js", "quizzes/sheet.js"],
}
