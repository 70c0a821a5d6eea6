"""The worker, the manifest and the list of files, as a browser is given them."""

from __future__ import annotations

import io
import json

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from tests.factories.lessons import AppPageFactory, LessonPageFactory, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def app(course):
    app = AppPageFactory(key="vneid", title="VNeID")
    LessonPageFactory(parent=app, key="bai-mau", body=[step("mo-kho")])
    return app


def test_the_worker_stands_at_the_root_and_is_asked_about_each_time(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert "respondWith" in response.content.decode()


def test_turned_off_the_worker_takes_itself_away_and_nothing_is_offered(client, app, settings):
    settings.LMS_OFFLINE = False
    source = client.get("/sw.js").content.decode()
    assert "unregister" in source
    assert "respondWith" not in source
    assert client.get(reverse("lessons:pack", args=["vneid"])).status_code == 404


def test_the_list_of_files_is_for_everybody(client, app):
    response = client.get(reverse("lessons:pack", args=["vneid"]))
    told = response.json()
    assert (told["app"], told["title"], told["url"]) == ("vneid", "VNeID", app.url)
    assert told["size"] > 5_000
    assert app.url in told["files"]
    assert not response.cookies
    assert client.get(reverse("lessons:pack", args=["khong-co"])).status_code == 404


def test_the_site_can_be_installed(client):
    told = json.loads(client.get(reverse("lessons:manifest")).content)
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    sizes = {icon["sizes"] for icon in told["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in told["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path, icon
        if icon["type"] == "image/png":
            with open(path, "rb") as file:
                assert "{}x{}".format(*Image.open(io.BytesIO(file.read())).size) == icon["sizes"]


def test_pages_to_install_from_name_the_manifest(client, app):
    for url in ("/", app.url):
        assert f'rel="manifest" href="{reverse("lessons:manifest")}"' in client.get(url).content.decode()


def test_the_page_for_no_signal_names_nobody(client, app):
    html = client.get(reverse("lessons:kept")).content.decode()
    assert "data-member" not in html
    assert 'id="tren-may"' in html
