"""axe-core finds nothing on a page of any type, in whichever way it is read, with our content security policy on.

A page is loaded once, and looked at in every way: as a phone shows it; narrow; with letters twice as large; in the
dark; with high contrast, ours and the phone's own. Colours are slow to look at, and what stands in the same classes has
the same ones: they are asked of the elements of which no page before had the like.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.test import Client, override_settings

from tests.every_page.pages import build
from tests.every_page.shown import Shown

# The answer to a form is asked for by Django's client and put in front of the browser at this address.
ANSWERS = "/tra-loi/"
ROOM = ["scrollable-region-focusable", "target-size"]
COLOURS = ["color-contrast", "link-in-text-block"]
ASK = """async ([rules, places]) => {
    const asked = {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
    if (rules) asked.runOnly = {type: "rule", values: rules};
    else for (const rule of ["color-contrast", "link-in-text-block"]) asked.rules[rule] = {enabled: false};
    const found = await axe.run(places ? {include: places.map(place => window.places.get(place))} : document, asked);
    return found.violations.map(one =>
        `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target + " " + node.html.slice(0, 200)).join(" | ")}`);
}"""
# {where an element with words of its own stands, by tags and classes from the body down: the first such element}
PLACES = """() => {
    const kind = one => [one.localName, ...one.classList, one.type, one.disabled, one.ariaCurrent].join(".");
    const place = one => one === document.body ? "" : place(one.parentElement) + " > " + kind(one);
    const speaks = one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    window.places = new Map();
    for (const one of document.body.querySelectorAll("*"))
        if (speaks(one) && one.checkVisibility() && !window.places.has(place(one))) window.places.set(place(one), one);
    return [...window.places.keys()];
}"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LARGE = "size => { document.documentElement.style.fontSize = size }"
CONTRAST = "on => { document.documentElement.classList.toggle('tuong-phan-cao', on) }"


@pytest.fixture
def axe() -> str:
    """The engine; in the package that the extra `test` installs."""
    package = find_spec("axe_playwright_python")
    assert package, "pip install -c constraints.txt -e '.[test]'"
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def pages(transactional_db, settings) -> list[Shown]:
    settings.ROOT_URLCONF = "tests.every_page.urls"
    return [shown for shown in build() if not shown.alike]


class Reader:
    """A browser in which everybody signs in, one after the other."""

    def __init__(self, page, base: str) -> None:
        self.page, self.base, self._sessions = page, base, {}

    def open(self, shown: Shown) -> int:
        self.page.context.clear_cookies()
        if shown.sent is None:
            self._sign_in(shown)
            shown.before()
            with override_settings(**shown.settings):
                return self.page.goto(shown.address).status
        answer = shown.drawn()
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        address = urljoin(self.base, ANSWERS)
        self.page.route(address, lambda route: route.fulfill(headers=headers, body=answer.content))
        self.page.goto(address)
        self.page.unroute(address)
        return answer.status_code

    def _sign_in(self, shown: Shown) -> None:
        if shown.who is None:
            return
        if shown.who.pk not in self._sessions:
            client = Client()
            client.force_login(shown.who, backend="lms.members.backends.PhoneOrUsernameBackend")
            self._sessions[shown.who.pk] = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": self._sessions[shown.who.pk], "url": self.base}
        self.page.context.add_cookies([cookie])


class Eye:
    """Looks at the page that is open, and remembers the places whose colours it has seen."""

    def __init__(self, page) -> None:
        self.page, self._seen = page, set()

    def look(self) -> list[str]:
        """What is wrong, with the way in which it shows."""
        places = self.page.evaluate(PLACES)
        new = [place for place in places if place not in self._seen]
        self._seen.update(new)
        found = {"as it is": self._ask(None), **self._room(), **(self._colours(new) if new else {})}
        return [f"{way}: {fault}" for way, faults in found.items() for fault in faults]

    def _ask(self, rules: list[str] | None, places: list[str] | None = None) -> list[str]:
        return self.page.evaluate(ASK, [rules, places])

    def _room(self) -> dict[str, list[str]]:
        self.page.set_viewport_size({"width": 320, "height": 640})
        narrow = self._ask(ROOM) + (["wider than the screen"] if self.page.evaluate(TOO_WIDE) else [])
        self.page.set_viewport_size({"width": 360, "height": 780})
        self.page.evaluate(LARGE, "200%")
        large = self._ask(ROOM)
        self.page.evaluate(LARGE, "")
        return {"narrow": narrow, "large letters": large}

    def _colours(self, places: list[str]) -> dict[str, list[str]]:
        found = {}
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme)
            for contrast in (True, False):
                self.page.evaluate(CONTRAST, contrast)
                found[f"{scheme}{', high contrast' if contrast else ''}"] = self._ask(COLOURS, places)
        self.page.emulate_media(forced_colors="active")
        found["forced colours"] = self._ask(COLOURS, places)
        self.page.emulate_media(forced_colors="none")
        return found


def test_axe_finds_nothing_on_any_page_however_it_is_read(open_page, live_server, pages, axe):
    page = open_page()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.add_init_script(axe)
    reader, eye, told = Reader(page, live_server.url), Eye(page), []
    for shown in pages:
        assert reader.open(shown) == shown.status, shown
        told += [f"{shown.name}, {fault}" for fault in eye.look()]
    assert not told, "\n".join(told)
