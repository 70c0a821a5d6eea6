"""Screens for the tests of their drawings."""

from __future__ import annotations

from typing import Any

from lms.shared.screens.spec import ROW_TYPES, PictureSpec, ScreenSpec, parse

KINDS = sorted(ROW_TYPES)


def row(kind: str, words: str = "Chữ mẫu", **more: Any) -> dict[str, Any]:
    """A row of any kind that says `words` wherever it can say something."""
    says: dict[str, dict[str, Any]] = {
        "text": {"text": words},
        "input": {"label": words, "value": words},
        "button": {"label": words},
        "item": {"label": words, "note": words},
        "toggle": {"label": words},
        "codes": {"label": words},
        "notice": {"text": words},
        "tabs": {"labels": [words, words]},
        "qr": {"label": words},
        "image": {"alt": words},
    }
    return {"kind": kind, **says[kind], **more}


def drawn_screen(*rows: dict[str, Any], title: str = "Đăng ký", back: bool = False) -> ScreenSpec:
    spec = parse({"type": "drawn", "bar": {"title": title, "back": back}, "rows": list(rows) or [row("text")]})
    assert isinstance(spec, ScreenSpec)
    return spec


def picture(*marks: dict[str, Any], **more: Any) -> PictureSpec:
    spec = parse(
        {
            "type": "picture",
            "src": "screens/mau.png",
            "alt": "Màn hình đăng ký",
            "width": 1080,
            "height": 2400,
            "marks": list(marks),
            **more,
        }
    )
    assert isinstance(spec, PictureSpec)
    return spec


def mark(name: str = "nut", label: str = "Nút Gửi", **place: float) -> dict[str, Any]:
    return {"id": name, "label": label, "x": 10, "y": 20.5, "w": 30, "h": 8, **place}
