import pytest

from lessons.packs.merge import Action, decide, digest

A, B, C = {"title": "A"}, {"title": "B"}, {"title": "C"}


@pytest.mark.parametrize(
    ("base", "pack", "here", "action"),
    [
        (None, A, None, Action.CREATE),
        (A, A, A, Action.UNCHANGED),
        (A, B, A, Action.UPDATE),
        (A, A, B, Action.KEEP),
        (A, B, C, Action.CONFLICT),
        (A, B, B, Action.UNCHANGED),
        (A, A, None, Action.KEEP),
        (A, B, None, Action.KEEP),
        (None, A, B, Action.CONFLICT),
        (None, A, A, Action.UNCHANGED),
    ],
)
def test_the_three_ways_decide_what_happens(base, pack, here, action):
    assert decide(base=base, pack=pack, here=here) is action


def test_the_order_of_fields_does_not_change_the_digest():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
