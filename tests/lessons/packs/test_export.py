import pytest

from lessons.models import AppPage
from lessons.packs import export
from lessons.packs.loader import load
from lms.shared.screens.models import Screen

from .tiny import write_pack

pytestmark = pytest.mark.django_db


def test_a_link_that_a_trainer_adds_is_kept_in_the_export(tmp_path):
    load(write_pack(tmp_path))
    page = AppPage.objects.get()
    page.what = '<p>Xem <a href="https://example.vn">trang này</a>.</p>'
    assert export.app_data(page)["what"] == page.what


def test_an_app_exports_in_the_shape_of_its_file(tmp_path):
    load(write_pack(tmp_path))
    data = export.app_data(AppPage.objects.get())
    assert data["what"] == "Một ứng dụng mẫu.\n\n- Dòng một\n- Dòng **hai**"
    assert data["status"] == {"state": "in_use", "note": "Đang dùng.", "on": "2026-11-16"}
    assert data["sources"] == [{"title": "Một văn bản", "url": "https://example.vn/van-ban"}]


def test_a_screen_exports_with_the_names_its_rows_were_given(tmp_path):
    load(write_pack(tmp_path))
    rows = export.screen_data(Screen.objects.get(), "mau")["rows"]
    assert [(row["kind"], row["id"]) for row in rows] == [
        ("tabs", "loai"),
        ("text", None),
        ("button", "cai"),
        ("input", "tim"),
    ]


def test_a_screen_that_no_longer_holds_still_exports(tmp_path):
    load(write_pack(tmp_path))
    screen = Screen.objects.get()
    screen.rows = []
    assert export.screen_data(screen, "mau")["beyond"] == {"rows": [], "marks": []}
