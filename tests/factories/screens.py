from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from lms.shared.screens.models import Screen

STORE_ROWS = [
    {"type": "input", "value": {"id": "tim", "label": "Tìm ứng dụng", "value": "VNeID"}},
    {"type": "tabs", "value": {"id": "muc", "labels": ["Ứng dụng", "Trò chơi"], "on": 0}},
    {"type": "item", "value": {"id": "ung-dung", "label": "VNeID", "note": "Định danh điện tử"}},
    {"type": "button", "value": {"id": "cai", "label": "Cài đặt", "style": "filled"}},
]


class ScreenFactory(DjangoModelFactory):
    """A drawn screen: an app store with a field, two tabs, an item and a button."""

    class Meta:
        model = Screen

    key = factory.Sequence(lambda n: f"mau/man-hinh-{n}")
    title = factory.Sequence(lambda n: f"Màn hình mẫu {n}")
    bar_title = "Kho ứng dụng"
    bar_back = True
    rows = factory.LazyFunction(lambda: STORE_ROWS)
