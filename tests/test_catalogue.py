"""The Vietnamese catalogue: what a test can see of it without gettext (the rest is a leg of .ci/run)."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override

LOCALES = Path(__file__).parent.parent / "lms"
CATALOGUES = sorted(LOCALES.glob("locale*/vi/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-4]}/{path.name}")
class TestCatalogue:
    def test_every_string_has_its_vietnamese(self, path):
        catalogue = polib.pofile(str(path))
        assert not [entry.msgid for entry in catalogue if entry.fuzzy or not all(texts(entry))]

    def test_every_placeholder_is_kept(self, path):
        def kept(entry):
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            return all(set(PLACEHOLDER.findall(text)) == wanted for text in texts(entry))

        assert not [entry.msgid for entry in polib.pofile(str(path)) if not kept(entry)]

    def test_the_compiled_file_is_fresh(self, path):
        assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary()


def test_the_two_catalogues_agree_on_what_they_share():
    ours, theirs = (
        {(entry.msgctxt, entry.msgid): texts(entry) for entry in polib.pofile(str(path))}
        for path in CATALOGUES
        if path.name == "django.po"
    )
    assert not {key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]}


def test_wagtails_own_words_are_vietnamese():
    with override("vi"):
        assert gettext("Save draft") == "Lưu bản nháp"
        assert gettext("Unpublish") == "Gỡ xuống"


def test_every_module_calls_gettext_by_a_name_that_extraction_knows():
    known = re.compile(r"from django\.utils\.translation import \w+( as _)?$")
    root = LOCALES.parent
    modules = (path for part in ("lms", "lessons", "quizzes") for path in (root / part).rglob("*.py"))
    lines = ((path, line) for path in modules for line in path.read_text(encoding="utf-8").splitlines())
    found = [(path.name, line) for path, line in lines if "django.utils.translation import" in line and " as " in line]
    assert found
    assert not [one for one in found if not known.match(one[1].strip())]


def test_no_string_to_extract_stands_inside_an_f_string():
    """The extraction does not look into f-strings, so such a string would stay English."""
    root = LOCALES.parent
    modules = (path for part in ("lms", "lessons", "quizzes") for path in (root / part).rglob("*.py"))
    trees = [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in modules]
    calls = [
        (name, call.lineno)
        for name, tree in trees
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "gettext", "ngettext")
    ]
    assert trees
    assert not calls
