"""Making screens in the editors' admin: the full form, and the short one inside a lesson."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lms.shared.screens.models import Screen
from tests.factories.members import UserFactory
from tests.factories.screens import ScreenFactory

from .test_images import picture

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_shared_screen:add"


@pytest.fixture
def trainer(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def places(*rows):
    """Form data of the places field from (kind, label, x, y, w, h) rows."""
    parts = ("kind", "label", "x", "y", "w", "h")
    return {f"marks-{n}-{part}": value for n, row in enumerate(rows) for part, value in zip(parts, row, strict=True)}


def drawn(**changes):
    rows = streamfield([("button", {"label": "Cài đặt", "style": "filled", "id": ""})])
    return nested_form_data(
        {"title": "Kho", "kind": "drawn", "bar_title": "Kho ứng dụng", "alt": "", "rows": rows} | changes
    )


def screenshot(file, *rows):
    data = drawn(kind="picture", bar_title="", alt="Trang chủ của ứng dụng", rows=streamfield([]))
    upload = SimpleUploadedFile("IMG_0001.png", file.getvalue(), "image/png")
    return data | places(*rows) | {"picture": upload}


def test_a_drawn_screen_gets_a_key_and_its_rows_get_names(trainer):
    response = trainer.post(reverse(ADD), drawn())
    assert response.status_code == 302, response.context["form"].errors
    screen = Screen.objects.get()
    assert screen.key.startswith("kho-")
    assert dict(screen.spec().targets()) == {"cai-dat": "Cài đặt"}


def test_a_screenshot_is_stored_masked_under_a_random_name_with_its_marks(trainer):
    data = screenshot(picture(), ("mask", "", 10, 10, 50, 10), ("mark", "Nút gửi", 10, 80, "80,5", 10))
    response = trainer.post(reverse(ADD), data)
    assert response.status_code == 302, response.context["form"].errors
    screen = Screen.objects.get()
    assert "IMG" not in screen.picture.name
    assert screen.marks == [{"id": "nut-gui", "label": "Nút gửi", "x": 10.0, "y": 80.0, "w": 80.5, "h": 10.0}]
    stored = Image.open(screen.picture.path).convert("RGB")
    assert stored.getpixel((100, 130))[0] < 100


def test_a_mask_added_later_replaces_the_stored_file(trainer, django_capture_on_commit_callbacks):
    trainer.post(reverse(ADD), screenshot(picture()))
    screen = Screen.objects.get()
    before = screen.picture.path
    edit = reverse("wagtailsnippets_shared_screen:edit", args=[screen.pk])
    data = drawn(kind="picture", bar_title="", alt="Trang chủ", rows=streamfield([])) | places(
        ("mask", "", 0, 0, 100, 50)
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert trainer.post(edit, data).status_code == 302
    screen.refresh_from_db()
    assert screen.picture.path != before
    assert not Path(before).exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [(io.BytesIO(b"GIF89a nothing"), "PNG, JPEG"), (picture(fmt="GIF"), "PNG, JPEG")],
    ids=["words", "GIF"],
)
def test_a_file_that_is_no_screenshot_is_refused_in_plain_words(trainer, file, words):
    response = trainer.post(reverse(ADD), screenshot(file))
    assert response.status_code == 200
    assert words in str(response.context["form"].errors["picture"])
    assert not Screen.objects.exists()


def test_an_upload_over_the_limit_names_the_limit(trainer, settings):
    settings.LMS_SCREENSHOT_MAX_BYTES = 1024 * 1024
    noise = io.BytesIO(picture().getvalue() + b"0" * 1024 * 1024)
    response = trainer.post(reverse(ADD), screenshot(noise))
    assert "1 MB" in str(response.context["form"].errors["picture"])


@pytest.mark.parametrize(
    "row",
    [("mark", "Nút", "a", 1, 1, 1), ("mark", "Nút", 90, 1, 20, 1), ("mark", "", 1, 1, 1, 1), ("mask", "", 1, 1, 0, 1)],
)
def test_a_place_that_cannot_be_is_refused_with_its_number(trainer, row):
    response = trainer.post(reverse(ADD), screenshot(picture(), row))
    assert "1" in str(response.context["form"].errors["marks"])


def test_a_drawn_screen_without_rows_is_refused(trainer):
    response = trainer.post(reverse(ADD), drawn(rows=streamfield([])))
    assert response.status_code == 200
    assert not Screen.objects.exists()


def test_the_chooser_draws_a_new_screen_in_place(trainer):
    chooser = Screen.snippet_viewset.chooser_viewset
    page = trainer.get(reverse(chooser.get_url_name("choose")))
    assert page.status_code == 200
    assert 'name=\\"bar_title\\"' in page.content.decode() or "bar_title" in page.json()["html"]
    data = {key: value for key, value in drawn().items() if not key.startswith("kind")}
    response = trainer.post(reverse(chooser.get_url_name("create")), data)
    assert response.json()["step"] == "chosen"
    assert Screen.objects.get().title == "Kho"


def test_the_screen_list_and_the_preview_work(trainer):
    screen = ScreenFactory()
    assert trainer.get(reverse("wagtailsnippets_shared_screen:list")).status_code == 200
    assert trainer.get(reverse("wagtailsnippets_shared_screen:edit", args=[screen.pk])).status_code == 200


def test_a_screen_is_neither_drawn_nor_pictured_twice():
    from django.db import IntegrityError, transaction

    for faulty in ({"bar_title": ""}, {"kind": "picture"}, {"kind": "picture", "bar_title": "", "alt": "Một ảnh"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScreenFactory(**faulty)


def test_two_rows_of_one_name_are_refused_in_plain_words(trainer):
    twins = streamfield([("button", {"label": word, "style": "filled", "id": "nut"}) for word in ("Gửi", "Hủy")])
    response = trainer.post(reverse(ADD), drawn(rows=twins))
    assert "“nut”" in str(response.context["form"].errors["rows"])


def test_more_filled_boxes_than_boxes_are_refused_with_the_number_of_the_row(trainer):
    rows = streamfield([("codes", {"label": "Mã", "count": "4", "filled": "6", "id": ""})])
    response = trainer.post(reverse(ADD), drawn(rows=rows))
    errors = str(response.context["form"].errors["rows"])
    assert "1" in errors
    assert "Value error" not in errors


def test_each_fault_of_a_drawn_screen_stands_at_its_own_field(trainer):
    data = drawn(bar_title="", rows=streamfield([]))
    errors = trainer.post(reverse(ADD), data).context["form"].errors
    assert len(errors["bar_title"]) == len(errors["rows"]) == 1
