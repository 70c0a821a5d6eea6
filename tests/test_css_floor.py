"""The lint of the stylesheets against the oldest browsers we serve."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "css_floor.py"


@pytest.fixture(scope="module")
def lint():
    spec = importlib.util.spec_from_file_location("css_floor", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_our_stylesheets_hold_to_the_floor(lint):
    found = {path.name: lint.faults(path.read_text(encoding="utf-8")) for path in lint.stylesheets()}
    assert len(found) > 8
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("css", "named"),
    [
        ("@layer a { p { color: red } }", "@layer"),
        ("@container (min-width: 1px) { p { color: red } }", "@container"),
        ("@media (width >= 20rem) { p { color: red } }", "@media"),
        ("p:has(b) { color: red }", ":has"),
        ("a, p:not(:has(b)) { color: red }", ":has"),
        ("input:user-invalid { color: red }", ":user-invalid"),
        ("p { color: light-dark(red, blue) }", "light-dark()"),
        ("p { color: color-mix(in srgb, red, blue) }", "color-mix()"),
        ("p { border: 1px solid oklch(1 0 0) }", "oklch()"),
        ("p { height: 100dvh }", "100dvh"),
        ("p { width: calc(1px + 50cqw) }", "50cqw"),
        ("p { b { color: red } }", "inside a rule"),
        ("p { &:hover { color: red } }", "inside a rule"),
        ("p { @media print { color: red } }", "@media inside a rule"),
        ("p { container-type: inline-size }", "container-type"),
        ("p { grid-template-columns: subgrid }", "subgrid"),
        ("@media print { p { height: 1dvh } }", "1dvh"),
        ("@keyframes a { to { height: 1dvh } }", "1dvh"),
        ("@supports (display: grid) { p { height: 1dvh } }", "1dvh"),
        ("@supports not (height: 1dvh) { p { height: 1dvh } }", "1dvh"),
        ("p { --ground: red; --ground: light-dark(red, blue) }", "light-dark()"),
        ("p { height: 1dvh; height: 1vh }", "1dvh"),
        ("p { color }", "1:"),
    ],
)
def test_what_is_newer_is_named_with_its_line(lint, css, named):
    found = lint.faults(css)
    assert found
    assert found[0].startswith("1:")
    assert named in found[0]


@pytest.mark.parametrize(
    "css",
    [
        "p { height: 1vh; height: 1dvh }",
        "p { color: red; color: light-dark(red, blue) }",
        "@supports (height: 1dvh) { p { height: 1dvh } }",
        "@supports selector(:has(*)) { p:has(b) { color: red } }",
        "@supports (color: light-dark(red, red)) { :root { --ground: light-dark(red, blue) } }",
        "a:is(:hover, :focus-visible)::after { inset: 0; width: clamp(1px, 2vw, 3rem) }",
        "@page { size: A4; @bottom-right { content: counter(page) } }",
        "@media (min-width: 56rem) { p { aspect-ratio: 1 / 2 } }",
        "input::-webkit-search-cancel-button { display: none }",
    ],
)
def test_what_an_old_browser_knows_or_passes_over_is_fine(lint, css):
    assert lint.faults(css) == []


def test_the_command_says_where(lint, tmp_path, capsys):
    sheet = tmp_path / "a.css"
    sheet.write_text("p { color: red }\np { height: 1dvh }\n", encoding="utf-8")
    assert lint.main([str(sheet)]) == 1
    assert f"{sheet}:2: the unit of 1dvh is newer than Chrome 90" in capsys.readouterr().out
