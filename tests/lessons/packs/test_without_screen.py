"""Packs whose steps and poster have no screen."""

from __future__ import annotations

import pytest

from lessons.models import LessonPage, PosterPage
from lessons.packs.faults import PackError
from lessons.packs.loader import load
from lessons.packs.reader import read_pack

from .tiny import write_pack

SPOKEN = ("mau/lesson-1-cai.yaml", "    screen: kho\n    target: loai/0\n", "")
WORDS = ("mau/poster.yaml", "screen: kho\ntarget: cai\n", "")


@pytest.mark.django_db
def test_a_step_and_a_poster_without_a_screen_load_and_load_again_as_they_are(tmp_path):
    load(write_pack(tmp_path, SPOKEN, WORDS))
    assert [bool(step["screen"]) for step in LessonPage.objects.get().steps()] == [False, True]
    assert PosterPage.objects.get().screen is None
    again = load(tmp_path)
    assert [again.created, again.updated, again.kept, again.conflicts] == [[]] * 4


@pytest.mark.django_db
def test_an_update_may_take_the_screen_away_and_bring_it_back(tmp_path):
    for changes in ((), (SPOKEN, WORDS), ()):
        load(write_pack(tmp_path, *changes))
        assert (PosterPage.objects.get().screen is None) == bool(changes)
        assert (next(LessonPage.objects.get().steps())["screen"] is None) == bool(changes)


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (
            ("mau/lesson-1-cai.yaml", "    screen: kho\n    target: loai/0\n", "    target: loai/0\n"),
            "mau/lesson-1-cai.yaml",
        ),
        (("mau/poster.yaml", "screen: kho\n", ""), "mau/poster.yaml"),
    ],
    ids=["step", "poster"],
)
def test_a_place_to_tap_needs_a_screen(tmp_path, change, file):
    with pytest.raises(PackError) as caught:
        read_pack(write_pack(tmp_path, change))
    (fault,) = caught.value.faults
    assert (fault.file, fault.path[-1]) == (file, "target")
    assert "needs a screen" in str(fault.message)
