"""The stylesheet that is served: how it is joined, and what old browsers make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

from lms.shared.bundles import BundleFinder, joined, slim

TWO = {"two.css": ["shared/css/print.css", "shared/css/tokens.css"]}
MISSING = {"gone.css": ["shared/css/tokens.css", "shared/css/gone.css"]}
# Younger than Chrome 90: a rule that holds one is dropped whole, or leaves nothing behind.
MODERN = [
    *(":has(", "color-mix(", "light-dark(", "text-wrap", "@layer", "@container", "@scope", "&:", "dvh", "oklch("),
    *("translate:", "rotate:", "scale:", "inline-size:", "aspect-ratio: auto", "accent-colour", "subgrid"),
]


def rules(css: str) -> Iterator[tuple[list[str], str]]:
    """Every (enclosing heads, declarations) of the sheet, outermost head first."""
    heads: list[str] = []
    for text, sign in re.findall(r"([^{}]*)([{}])", css):
        if sign == "{":
            heads.append(text.strip())
        else:
            yield list(heads), text.strip()
            heads.pop()
    assert not heads


def test_the_parts_are_joined_in_the_order_of_the_cascade():
    css = joined("site.css")
    places = [
        css.index(mark) for mark in (":root", "*, ::before", ".wrap {", ".mb-3", ".street {", ".screen {", ".skip {")
    ]
    assert places == sorted(places)
    assert css.index("@media print") > max(places)


@override_settings(STATIC_BUNDLES=TWO)
def test_the_order_is_the_one_the_settings_name():
    css = joined("two.css")
    assert css.index("@media print") < css.index("--tap:")


@override_settings(STATIC_BUNDLES=MISSING)
def test_a_missing_part_is_named_when_joining():
    with pytest.raises(ImproperlyConfigured, match=r"shared/css/gone\.css"):
        joined("gone.css")


@override_settings(STATIC_BUNDLES=MISSING)
def test_a_missing_part_is_an_error_of_the_system_check():
    assert ["shared/css/gone.css" in error.msg for error in BundleFinder().check()] == [True]


def test_comments_indentation_and_empty_lines_go():
    assert (
        slim("/* a\n b */\na { b: c }\n\n  @media x {\n\t d { e: f } /* g */\n  }\n")
        == "a { b: c }\n@media x {\nd { e: f }\n}\n"
    )


def test_what_looks_like_a_comment_in_a_string_stays():
    css = """a::before { content: "/* \\" */" }\nb { content: '/*' } /* go */\n"""
    assert slim(css) == """a::before { content: "/* \\" */" }\nb { content: '/*' }\n"""


def test_the_finder_finds_a_real_file_with_the_joined_text():
    assert Path(finders.find("site.css")).read_text(encoding="utf-8") == joined("site.css")


def test_the_finder_leaves_other_names_to_the_others():
    assert BundleFinder().find("shared/house.svg") == []


def test_an_edited_part_shows_at_the_next_request(tmp_path: Path):
    part = tmp_path / "part.css"
    with override_settings(STATIC_BUNDLES={"one.css": ["part.css"]}, STATICFILES_DIRS=[tmp_path]):
        finders.get_finder.cache_clear()
        part.write_text("a { b: c }\n")
        finder = BundleFinder()
        first = Path(finder.find("one.css")).read_text()
        part.write_text("a { b: d }\n")
        assert (first, Path(finder.find("one.css")).read_text()) == ("a { b: c }\n", "a { b: d }\n")
    finders.get_finder.cache_clear()


def test_collecting_hashes_and_compresses_the_bundle(tmp_path: Path):
    target = CompressedManifestStaticFilesStorage(location=tmp_path)
    finder = BundleFinder()
    found = dict(finder.list(None))
    with found["site.css"].open("site.css") as file:
        target.save("site.css", file)
    list(target.post_process({"site.css": (target, "site.css")}))
    names = [path.name for path in tmp_path.iterdir()]
    assert [name for name in names if re.fullmatch(r"site\.[0-9a-f]{12}\.css", name)]
    assert [name for name in names if re.fullmatch(r"site\.[0-9a-f]{12}\.css\.gz", name)]


def test_a_bundle_may_be_left_out_of_collecting():
    assert "site.css" in dict(BundleFinder().list(None))
    assert "site.css" not in dict(BundleFinder().list(["site.*"]))


@pytest.mark.parametrize("word", ["@layer", "@import", "url(http", "url(//", "@font-face"])
def test_the_sheet_asks_for_nothing_else(word: str):
    assert word not in joined("site.css")


@pytest.mark.parametrize("word", MODERN)
def test_what_browsers_of_2021_do_not_know_stands_behind_supports(word: str):
    bare = [
        (heads, body)
        for heads, body in rules(joined("site.css"))
        if (word in heads[-1] or word in body) and not any(head.startswith("@supports") for head in heads)
    ]
    assert bare == []


def test_dark_tokens_have_a_plain_value_each():
    sheet = list(rules(joined("site.css")))
    names = {heads[0]: set(re.findall(r"--[\w-]+(?=:)", body)) for heads, body in sheet if heads[-1] == ":root"}
    dark = next(found for head, found in names.items() if "dark" in head)
    assert dark
    assert dark <= names[":root"]


def test_every_token_used_is_defined():
    css = joined("site.css")
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_no_line_height_falls_below_one_and_a_half():
    css = joined("site.css")
    heights = [float(found) for found in re.findall(r"(?:line-height|--lead|--lead-tight): ([\d.]+)", css)]
    heights += [float(found) for found in re.findall(r"em/([\d.]+)", css)]
    assert len(heights) > 10
    assert min(heights) >= 1.5
