"""Sheets by their addresses: variants, sides, pictures, old addresses, and what is refused."""

from __future__ import annotations

import io
import re
import threading
from collections import OrderedDict

import pytest
from django.db import connections
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from lessons.models import AppPage
from lessons.printing.catalogue import KINDS
from lessons.views import outputs
from lms.shared.pdf.sheets import Sheet
from lms.shared.pdf.store import SheetStore
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory, block, step
from tests.factories.quizzes import QuizFactory
from tests.shared.pdf.checks import pages, text

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_app(kept_rows):
    app = AppPageFactory(key="vneid", quiz=QuizFactory())
    LessonPageFactory(parent=app)
    PosterPageFactory(parent=app, key="ap-phich-vneid")
    return app.pk


@pytest.fixture
def app(kept_app, db):
    return AppPage.objects.get(pk=kept_app)


def sheet(kind="leaflet"):
    return reverse("lessons:sheet", args=["vneid", KINDS[kind].slug])


def picture(kind="leaflet", page=1):
    return reverse("lessons:sheet_picture", args=["vneid", KINDS[kind].slug, page])


OPEN = [kind.name for kind in KINDS.values() if not kind.guarded]


@pytest.mark.parametrize("kind", OPEN)
def test_every_open_sheet_is_a_pdf_for_anyone(client, app, kind):
    response = client.get(sheet(kind))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Content-Disposition"] == f'inline; filename="{KINDS[kind].file_name(app, "plain")}.pdf"'


@pytest.mark.parametrize("slug", ["den-trang", "tiet-kiem-muc", "chu-to", "nha-in", "van-phong"])
def test_each_variant_of_the_leaflet_is_a_file_of_its_own(client, app, slug):
    plain, other = client.get(sheet()), client.get(sheet(), {"ban": slug})
    assert other.content.startswith(b"%PDF")
    assert other.content != plain.content
    assert other["ETag"] != plain["ETag"]
    assert f"to-roi-vneid-{slug}" in other["Content-Disposition"]


def test_a_printer_without_duplex_gets_fronts_and_backs_and_the_fronts_first(client, app):
    asked = {"ban": "van-phong"}
    first, fronts, backs = (client.get(sheet(), {**asked, **side}) for side in ({}, {"mat": "truoc"}, {"mat": "sau"}))
    assert first.content == fronts.content != backs.content
    assert (pages(fronts.content), pages(backs.content)) == (1, 1)
    assert "van-phong-mat-sau.pdf" in backs["Content-Disposition"]


def test_a_layout_with_one_side_has_one_file_for_the_office_printer(client, app):
    assert client.get(sheet("card"), {"ban": "van-phong"}).status_code == 200
    assert client.get(sheet("card"), {"ban": "van-phong", "mat": "sau"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("to-roi.pdf?ban=vang", "to-roi.pdf?ban=plain", "to-roi.pdf?mat=truoc", "to-roi.pdf?ban=van-phong&mat=tren"),
        *("ap-phich.pdf?ban=chu-to", "khong-co.pdf", "leaflet.pdf", "to-roi-1.png?co=to", "khong-co-1.png"),
        *("to-roi-0.png", "to-roi-3.png", "to-roi-100.png", "ap-phich-2.png", "to-roi-99999999999999999999999999.png"),
        *("to-roi-١.png", "to-roi-１.png", "to-roi--1.png", "to-roi-1e3.png", "to-roi-1.5.png", "tờ-rơi.pdf"),
        *("..%2fto-roi.pdf", "..%2f..%2fetc%2fpasswd", "%00.pdf", "to-roi.pdf%00", "a" * 2000 + ".pdf", "chia-se.pdf"),
    ],
)
def test_an_address_that_names_nothing_is_not_found(client, app, path):
    assert client.get(f"/ban-in/vneid/{path}").status_code == 404


@pytest.mark.parametrize("key", ["khong-co", "..%2f..", "%F0%9F%98%80", "1" * 500, "vneid%0d%0aX: 1"])
def test_an_app_that_does_not_exist_is_not_found(client, app, key):
    for path in ("", "zalo/", "to-roi.pdf", "to-roi-1.png", "chia-se.png"):
        assert client.get(f"/ban-in/{key}/{path}").status_code == 404


def test_a_page_of_a_sheet_that_flows_can_be_missing(client, app):
    assert client.get(picture("handout")).status_code == 200
    assert client.get(picture("handout", 90)).status_code == 404


@pytest.mark.parametrize("path", ["to-roi.pdf", "to-roi-1.png", "chia-se.png"])
def test_sheets_are_only_fetched(client, app, path):
    assert client.post(f"/ban-in/vneid/{path}").status_code == 405


def test_a_draft_app_has_no_sheets(client, app):
    app.unpublish()
    for path in ("/ban-in/vneid/to-roi.pdf", "/ban-in/vneid/to-roi-1.png", "/to-roi/vneid.pdf"):
        assert client.get(path).status_code == 404


def test_sheets_of_a_restricted_app_are_not_given_out_even_when_they_lie_ready(client, app):
    paths = (
        "/ban-in/vneid/to-roi.pdf",
        "/ban-in/vneid/to-roi-1.png",
        "/to-roi/vneid.pdf",
        "/ap-phich/ap-phich-vneid.pdf",
    )
    assert {client.get(path).status_code for path in paths} == {200}
    PageViewRestriction.objects.create(page=app, restriction_type=PageViewRestriction.LOGIN)
    assert {client.get(path).status_code for path in paths} == {404}


def test_an_unchanged_file_is_not_sent_again(client, app):
    for url in (sheet(), picture(), "/to-roi/vneid.pdf", "/ap-phich/ap-phich-vneid.pdf"):
        etag = client.get(url)["ETag"]
        again = client.get(url, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert again["Cache-Control"] == "public, no-cache"


def test_two_pages_of_a_sheet_are_told_apart(client, app):
    assert client.get(picture(page=1))["ETag"] != client.get(picture(page=2))["ETag"]


def test_a_file_that_is_compressed_inside_is_sent_as_it_is(client, app):
    response = client.get(sheet(), headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize(("asked", "side"), [({}, 1080), ({"co": "nho"}, 480)])
def test_a_picture_has_its_size_on_the_shorter_side(client, app, asked, side):
    response = client.get(picture("poster"), asked)
    assert response["Content-Type"] == "image/png"
    assert min(Image.open(io.BytesIO(response.content)).size) == side


def test_a_sheet_that_cannot_be_made_says_why(client, app):
    bare = AppPageFactory(key="trong")
    for kind, words in (("to-roi", "On the leaflet"), ("ap-phich", "no poster"), ("tai-lieu", "no lesson")):
        response = client.get(f"/ban-in/{bare.key}/{kind}.pdf", headers={"Cookie": "ngon_ngu=en"})
        assert (response.status_code, response["Cache-Control"]) == (409, "private, no-cache")
        assert words in response.content.decode()


def test_a_sign_that_the_font_lacks_is_named_also_for_a_picture(client):
    LessonPageFactory(parent=AppPageFactory(key="cuoi"), body=[step("mot", title="Chào 🙂 bà con")])
    for url in (sheet().replace("vneid", "cuoi"), picture().replace("vneid", "cuoi")):
        response = client.get(url)
        assert (response.status_code, "🙂" in response.content.decode()) == (409, True)


# --- old addresses ----------------------------------------------------------------------------------


def test_the_old_address_of_the_leaflet_gives_the_same_file_in_every_variant(client, app):
    for asked in ({}, {"ban": "den-trang"}, {"ban": "van-phong", "mat": "sau"}):
        old, new = client.get("/to-roi/vneid.pdf", asked), client.get(sheet(), asked)
        assert (old.status_code, old.content, old["ETag"]) == (200, new.content, new["ETag"])


def test_the_old_address_of_a_poster_gives_that_poster_alone(client, app):
    PosterPageFactory(parent=app, key="ap-phich-hai", foot="Áp phích thứ hai.")
    alone, both = client.get("/ap-phich/ap-phich-vneid.pdf"), client.get(sheet("poster"))
    assert (pages(alone.content), pages(both.content)) == (1, 2)
    assert "thứ hai" not in text(alone.content)
    assert client.get("/ap-phich/ap-phich-vneid.pdf", {"ban": "nha-in"}).content.startswith(b"%PDF")
    assert client.get("/ap-phich/ap-phich-vneid.pdf", {"ban": "chu-to"}).status_code == 404


def test_a_poster_keeps_up_with_its_page(client, app):
    before = client.get("/ap-phich/ap-phich-vneid.pdf")["ETag"]
    page = app.get_children().get(slug__startswith="ap-phich").specific
    page.foot = "Câu cuối mới."
    page.save_revision().publish()
    after = client.get("/ap-phich/ap-phich-vneid.pdf")
    assert "Câu cuối mới." in text(after.content)
    assert after["ETag"] != before


# --- limits and crowds ------------------------------------------------------------------------------


def test_only_sheets_drawn_anew_are_counted_and_too_many_are_refused_with_the_time_to_wait(
    client, app, settings, monkeypatch, tmp_path
):
    monkeypatch.setattr("lms.shared.pdf.store._store", SheetStore(tmp_path, 10**8))
    monkeypatch.setattr("lessons.printing.shortcuts._notes", OrderedDict())
    settings.LMS_SHEETS_PER_HOUR = 1
    assert [client.get(sheet()).status_code for _ in range(3)] == [200, 200, 200]
    response = client.get(sheet(), {"ban": "den-trang"}, headers={"Cookie": "ngon_ngu=en"})
    assert (response.status_code, response["Cache-Control"]) == (429, "private, no-cache")
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "Please wait" in response.content.decode()
    assert client.get(sheet()).status_code == 200


def test_what_lies_ready_is_not_drawn_again(client, app, monkeypatch):
    first = [client.get(url).content for url in (sheet(), picture())]

    def drawn_again(*args, **kwargs):
        raise AssertionError("drawn again")

    monkeypatch.setattr(Sheet, "pdf", drawn_again)
    monkeypatch.setattr(Sheet, "pictures_of_pages", drawn_again)
    assert [client.get(url).content for url in (sheet(), picture())] == first


def test_a_sheet_that_was_cleaned_away_is_drawn_again(client, app, monkeypatch, tmp_path):
    first = client.get(sheet())
    monkeypatch.setattr("lms.shared.pdf.store._store", SheetStore(tmp_path, 10**8))
    assert client.get(sheet()).content == first.content


def test_without_a_place_to_keep_sheets_they_are_drawn_all_the_same(client, app, monkeypatch):
    monkeypatch.setattr("lms.shared.pdf.store._store", None)
    assert client.get(sheet()).content.startswith(b"%PDF")
    assert client.get(picture()).content.startswith(b"\x89PNG")


def test_two_downloads_at_once_give_each_reader_the_right_sheet(monkeypatch):
    monkeypatch.setattr("lessons.views.delivery.hit", lambda **_: True)  # the threads share one transaction: reads only
    for key in ("mot", "hai"):
        LessonPageFactory(
            parent=AppPageFactory(key=key, warnings=[block("warning", f"Cảnh báo của ứng dụng {key}.")]),
        )
    got: dict[str, str] = {}
    start, shared = threading.Barrier(4), connections["default"]

    def download(key: str, name: str) -> None:
        connections["default"] = shared
        start.wait()
        got[name] = text(outputs.sheet(RequestFactory().get("/"), key, "to-roi").content)

    threads = [threading.Thread(target=download, args=(key, f"{key} {n}")) for key in ("mot", "hai") for n in (1, 2)]
    shared.inc_thread_sharing()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shared.dec_thread_sharing()
    assert len(got) == 4
    for name, words in got.items():
        assert re.findall(r"Cảnh báo của ứng dụng (\w+)\.", words) == [name.split()[0]]
