"""Questions of every kind as trainers may write them, and every response a member can choose."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Any

from hypothesis import strategies as st

from quizzes.kinds import KINDS

KEYS = "abcdef"
WORDS = ["Mở ứng dụng", "Đọc mã", "Bấm nút Gửi", "Quét mã QR", "Hoà mạng", "Tắt máy", "Gọi 02", "Xem lại", "Đăng xuất"]
SCREEN = {
    "type": "drawn",
    "bar": {"title": "Cài đặt", "back": True},
    "rows": [
        {"kind": "text", "text": "Chỉ để đọc"},
        {"kind": "button", "id": "gui", "label": "Gửi"},
        {"kind": "item", "id": "sua", "label": "Sửa"},
        {"kind": "tabs", "id": "muc", "labels": ["Tất cả", "Chưa đọc"]},
    ],
}
PICTURE = {
    "type": "picture",
    "src": "man-hinh.png",
    "alt": "Màn hình chính",
    "width": 720,
    "height": 1280,
    "marks": [
        {"id": "the", "label": "Thẻ", "x": 10, "y": 10, "w": 80, "h": 40},
        {"id": "nut", "label": "Nút trong thẻ", "x": 20, "y": 20, "w": 20, "h": 10},
    ],
}


def texts(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most, unique=True)


@st.composite
def _choices(draw, kind):
    words = draw(texts(2, 6))
    most = 1 if kind == "single" else len(words) - 1
    right = draw(st.sets(st.sampled_from(words), min_size=1, max_size=most))
    spec = {"choices": [{"key": k, "text": w, "correct": w in right} for k, w in zip(KEYS, words, strict=False)]}
    return spec if kind == "single" else spec | {"rule": draw(st.sampled_from(["right_minus_wrong", "all_or_nothing"]))}


@st.composite
def _matching(draw):
    lefts, rights = draw(texts(2, 4)), draw(texts(5, 9))
    used = draw(st.lists(st.sampled_from(rights[:-2]), min_size=len(lefts), max_size=len(lefts)))
    pairs = [{"key": k, "left": x, "right": y} for k, x, y in zip(KEYS, lefts, used, strict=False)]
    extra = [text for text in rights if text not in used][: draw(st.integers(1, 2))]
    return {"pairs": pairs, "extra": extra}


ORDERING = st.builds(
    lambda items, rule: {"items": items, "rule": rule}, texts(3, 5), st.sampled_from(["next", "all_or_nothing"])
)
TRUE_FALSE = st.builds(lambda answer: {"answer": answer}, st.booleans())
SHORT = st.builds(
    lambda words, level, case, share: {
        "accepted": [{"text": words[0]}, *({"text": word, "share": share} for word in words[1:])],
        "level": level,
        "case": case,
    },
    texts(1, 4),
    st.sampled_from(["exact", "tones", "marks"]),
    st.booleans(),
    st.sampled_from([1, 0.5, "0.25", "0,3333"]),
)
NUMBER = st.builds(
    lambda value, tolerance: {"value": value, "units": ["đồng"], **tolerance},
    st.sampled_from(["1.234,5", "1234.5", "50.000", "50 nghìn đồng", "-3", "1/2", "½", "1,234", 7, 0.125]),
    st.sampled_from([{}, {"tolerance": "0,5"}, {"tolerance_percent": "5"}, {"tolerance": 2}]),
)
TAP = st.one_of(
    st.builds(
        lambda right: {"screen": SCREEN, "right": sorted(right)},
        st.sets(st.sampled_from(["gui", "sua", "muc", "muc/1", "bar/back"]), min_size=1, max_size=3),
    ),
    st.builds(lambda right: {"screen": PICTURE, "right": [right]}, st.sampled_from(["the", "nut"])),
)
DATA = {
    "single": _choices("single"),
    "multiple": _choices("multiple"),
    "true_false": TRUE_FALSE,
    "matching": _matching(),
    "ordering": ORDERING,
    "short": SHORT,
    "number": NUMBER,
    "tap": TAP,
}
CHOSEN = ["single", "multiple", "true_false", "matching", "ordering", "tap"]  # kinds whose answers can be listed
WRITTEN = {"short": "text", "number": "number"}


def questions(kind: str) -> st.SearchStrategy[Any]:
    """Specs of `kind`, loaded."""
    return DATA[kind].map(KINDS[kind].load)


def every_response(kind: str, spec: Any) -> list[dict[str, Any]]:
    """All that can be handed in for `spec`, of a kind that is chosen and not written."""
    keys = [option.key for option in KINDS[kind].options(spec)]
    if kind == "single":
        return [{"choices": [key]} for key in keys]
    if kind == "multiple":
        return [{"choices": list(some)} for n in range(1, len(keys) + 1) for some in combinations(keys, n)]
    if kind == "true_false":
        return [{"answer": answer} for answer in (True, False)]
    if kind == "ordering":
        return [{"order": list(order)} for order in permutations(keys)]
    if kind == "tap":
        return [{"target": key} for key in keys]
    lefts = [pair.key for pair in spec.pairs]
    return [{"pairs": dict(zip(lefts, some, strict=True))} for some in product(keys, repeat=len(lefts))]


def responses(kind: str, spec: Any) -> st.SearchStrategy[dict[str, Any]]:
    if kind == "short":
        return st.sampled_from([*WORDS, "mo ung dung", "HÒA MẠNG.", "khác"]).map(lambda text: {"text": text})
    if kind == "number":
        return st.sampled_from(["1.234", "1,234", "-3", "50 000 đ", "0.5", "50 nghìn"]).map(
            lambda text: {"number": text.replace("đ", "đồng")}
        )
    return st.sampled_from(every_response(kind, spec))
