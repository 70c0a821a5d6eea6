"""The pages of print packs: who sees them, what they say, and what they hand out."""

import re
import unicodedata

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import AppPage, PrintPack
from lessons.printing.bulk import files, ordering
from lessons.printing.bulk.work import work
from lms.members.groups import OFFICER, PUBLISHER, RADIO, TRAINER, ensure_groups
from lms.members.models import UnitName
from tests.factories.members import CommuneFactory, ProvinceFactory, UserFactory

from .packing import apps, pack, quiet_for_long

pytestmark = pytest.mark.django_db
LIST = reverse("lessons:print_packs")
ORDER = reverse("lessons:print_pack_order")


def member(key, **values):
    user = UserFactory(**values)
    user.groups.add(ensure_groups()[key])
    return user


@pytest.fixture
def officer(client):
    user = member(OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def told(monkeypatch):
    """Whatever workers are told, as numbers of packs."""
    numbers = []
    monkeypatch.setattr(ordering.make_pack.get_backend(), "enqueue", lambda task, args, kwargs: numbers.append(*args))
    return numbers


def address(name, found):
    return reverse(f"lessons:{name}", args=[found.pk])


def page(client, found):
    return " ".join(client.get(address("print_pack", found)).content.decode().split())


@pytest.mark.parametrize(("key", "status"), [(PUBLISHER, 200), (OFFICER, 200), (TRAINER, 403), (RADIO, 403)])
@pytest.mark.parametrize("where", [LIST, ORDER])
def test_who_may_order_packs(client, key, status, where):
    client.force_login(member(key))
    assert client.get(where).status_code == status


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(LIST)["Location"].startswith(reverse("members:sign_in"))


@pytest.mark.parametrize("name", ["print_pack", "print_pack_zip", "print_pack_pdf"])
def test_a_pack_of_someone_else_is_not_found(client, officer, name):
    found = pack(by=UserFactory())
    work(pack=found)
    assert client.get(address(name, found)).status_code == 404


@pytest.mark.parametrize("name", ["print_pack_continue", "print_pack_delete"])
def test_a_pack_of_someone_else_cannot_be_touched(client, officer, name):
    found = pack(by=UserFactory())
    assert client.post(address(name, found)).status_code == 404
    assert PrintPack.objects.filter(pk=found.pk).exists()


def test_who_may_change_packs_sees_all(client):
    client.force_login(UserFactory(is_superuser=True))
    found = pack(by=UserFactory(), title="Gói của người khác")
    assert "Gói của người khác" in client.get(LIST).content.decode()
    assert client.get(address("print_pack", found)).status_code == 200


def test_the_list_shows_ones_own_only_the_newest_first(client, officer):
    for title, by in (("Gói một", officer), ("Gói lạ", UserFactory()), ("Gói hai", officer)):
        pack(by=by, title=title, apps=list(AppPage.objects.all()) or apps())
    assert re.findall(r"<b>(Gói [^<]+)</b>", client.get(LIST).content.decode()) == ["Gói hai", "Gói một"]


def test_progress_stands_in_words_and_the_page_looks_again(client, officer):
    found = pack(by=officer)
    PrintPack.objects.filter(pk=found.pk).update(state="running", seen_at=timezone.now())
    found.sheets.filter(position=1).update(state="done", pages=2)
    html = page(client, found)
    assert "lessons/waiting.js" in html
    assert f'<a href="{address("print_pack", found)}">' in html
    assert '<rect class="got" width="25"' in html
    assert re.search(r"</svg> <p>[^<]*\b1\b[^<]*\b4\b", html.partition('class="cover"')[2])


def test_a_finished_pack_is_handed_out_and_looks_no_more(client, officer):
    found = pack(by=officer, title="Đợt một, Cà Mau")
    work(pack=found)
    html = page(client, found)
    assert "data-waiting" not in html
    for name, ending, kind in (
        ("print_pack_zip", "zip", "application/zip"),
        ("print_pack_pdf", "pdf", "application/pdf"),
    ):
        assert address(name, found) in html
        answer = client.get(address(name, found), headers={"Accept-Encoding": "gzip"})
        assert (answer["Content-Type"], answer.headers.get("Content-Encoding")) == (kind, None)
        assert answer["Content-Disposition"] == f'attachment; filename="dot-mot-ca-mau-{found.pk}.{ending}"'
        assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content)) > 1000


@pytest.mark.parametrize("state", ["queued", "running", "joining"])
def test_files_of_an_unfinished_pack_are_not_handed_out(client, officer, state):
    found = pack(by=officer)
    work(pack=found)
    PrintPack.objects.filter(pk=found.pk).update(state=state)
    assert client.get(address("print_pack_zip", found)).status_code == 404
    assert address("print_pack_zip", found) not in page(client, found)


def test_a_sheet_that_was_not_printed_is_named_with_the_way_out(
    client, officer, told, django_capture_on_commit_callbacks
):
    found = pack(by=officer)
    work(pack=found)
    found.sheets.filter(position=1).update(state="failed", message="Bước 2 dài quá.")
    html = page(client, found)
    assert "Bước 2 dài quá." in html
    assert "Ứng dụng 1" in html
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("print_pack_continue", found))
    assert told == [found.pk]
    found.refresh_from_db()
    assert (found.state, found.sheets.filter(state="failed").exists()) == ("queued", False)


def test_a_pack_whose_worker_died_is_offered_to_go_on(client, officer, told, django_capture_on_commit_callbacks):
    found = pack(by=officer)
    PrintPack.objects.filter(pk=found.pk).update(state="running", seen_at=timezone.now())
    assert address("print_pack_continue", found) not in page(client, found)
    quiet_for_long(found)
    html = page(client, found)
    assert address("print_pack_continue", found) in html
    assert "data-waiting" not in html
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("print_pack_continue", found))
    assert told == [found.pk]


def test_a_running_pack_is_not_started_a_second_time(client, officer, told, django_capture_on_commit_callbacks):
    found = pack(by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("print_pack_continue", found))
    assert told == []


def test_deleting_takes_the_files_along(client, officer, django_capture_on_commit_callbacks):
    found = pack(by=officer)
    work(pack=found)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address("print_pack_delete", found))["Location"] == LIST
    assert not files.folder_of(found.pk).exists()


@pytest.mark.parametrize("name", ["print_pack_continue", "print_pack_delete"])
def test_a_link_changes_nothing(client, officer, name):
    assert client.get(address(name, pack(by=officer))).status_code == 405


def test_an_old_pack_says_that_its_files_are_gone(client, officer):
    found = pack(by=officer)
    PrintPack.objects.filter(pk=found.pk).update(state="removed")
    html = page(client, found)
    assert address("print_pack_zip", found) not in html
    assert address("print_pack_continue", found) not in html


# --- ordering ---------------------------------------------------------------------------------------
@pytest.fixture
def province():
    """A province with two communes; the name of the province."""
    found = ProvinceFactory()
    for name in ("Mẫu Một", "Mẫu Hai"):
        CommuneFactory(name=name, name__province=found)
    return UnitName.objects.get(unit=found)


def order(client, where, **values):
    data = {"title": "Gói mới", "apps": ["app-1"], "kinds": ["leaflet"], "variant": "plain", "copies": "3", **values}
    return client.post(f"{ORDER}?tinh={where}", data)


def test_the_province_is_chosen_first_then_its_communes(client, officer, province):
    assert province.code in client.get(ORDER).content.decode()
    html = client.get(ORDER, {"tinh": province.code}).content.decode()
    assert "Xã Mẫu Một" in html
    assert "Xã Mẫu Hai" in html


def test_an_unknown_province_is_told(client, officer):
    assert 'role="alert"' in client.get(ORDER, {"tinh": "<b>"}).content.decode()


def test_all_communes_of_a_province_are_ordered_at_once(client, officer, province, told):
    apps()
    answer = order(client, province.code, every="on")
    found = PrintPack.objects.get()
    assert answer["Location"] == address("print_pack", found)
    assert (found.created_by, found.sheets.count()) == (officer, 2)
    assert set(found.sheets.values_list("copies", flat=True)) == {3}


def test_only_some_communes_are_ordered(client, officer, province, told):
    apps()
    chosen = UnitName.objects.get(name="Mẫu Hai")
    order(client, province.code, communes=[chosen.code])
    assert [sheet.unit_id for sheet in PrintPack.objects.get().sheets.all()] == [chosen.unit_id]


def test_sheets_without_a_commune_are_ordered(client, officer, told):
    apps()
    order(client, "0")
    assert [sheet.unit_id for sheet in PrintPack.objects.get().sheets.all()] == [None]


@pytest.mark.parametrize(
    "wrong",
    [
        {"apps": []},
        {"apps": ["khong-co"]},
        {"kinds": ["quiz-sheet"]},
        {"variant": "gold"},
        {"copies": "0"},
        {"title": ""},
        {"title": "\u200b"},
        {"title": "Đợt một 😀"},
        {"every": ""},
        {"kinds": ["leaflet", "poster"], "variant": "large"},
    ],
)
def test_a_wrong_order_is_refused_with_words_and_keeps_what_was_ticked(client, officer, province, wrong):
    apps()
    answer = order(client, province.code, **{"every": "on", **wrong})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not PrintPack.objects.exists()


def test_a_title_is_measured_as_it_is_kept(client, officer, told):
    apps()
    order(client, "0", title=unicodedata.normalize("NFD", "ế" * 100))
    assert PrintPack.objects.get().title == "ế" * 100


def test_a_province_without_communes_is_not_offered(client, officer, told):
    apps()
    code = UnitName.objects.get(unit=ProvinceFactory()).code
    assert 'role="alert"' in client.get(ORDER, {"tinh": code}).content.decode()
    assert order(client, code).status_code == 200
    assert not PrintPack.objects.exists()


def test_orders_are_looked_at_or_sent_and_nothing_else(client, officer):
    assert client.put(f"{ORDER}?tinh=0").status_code == 405


def test_communes_of_another_province_are_refused(client, officer, province):
    apps()
    elsewhere = UnitName.objects.get(unit=CommuneFactory(name="Nơi Khác"))
    assert order(client, province.code, communes=[elsewhere.code]).status_code == 200
    assert not PrintPack.objects.exists()


def test_the_pages_cost_a_bounded_number_of_queries(client, officer, province, django_assert_max_num_queries):
    for _ in range(3):
        pack(by=officer, apps=list(AppPage.objects.all()) or apps())
    found = PrintPack.objects.first()
    found.sheets.filter(position=1).update(state="failed", message="x")
    for where, most in ((LIST, 8), (address("print_pack", found), 9), (f"{ORDER}?tinh={province.code}", 12)):
        with django_assert_max_num_queries(most):
            client.get(where)
