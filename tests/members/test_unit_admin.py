"""Names of units in the editors' admin."""

import pytest
from django.urls import reverse

from tests.factories.members import CommuneFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin(client):
    client.force_login(UserFactory(is_superuser=True))


def listed(page):
    return [str(name) for name in page.context["page_obj"]]


@pytest.mark.parametrize("typed", ["Thới Bình", "thoi binh", "32065"])
def test_a_commune_is_found_by_name_without_marks_or_by_code(client, typed):
    CommuneFactory(name="Thới Bình", name__code="32065")
    CommuneFactory(name="Tân Ân")
    assert listed(client.get(reverse("unit_names:index"), {"q": typed})) == ["Xã Thới Bình"]


def test_the_list_shows_the_province(client):
    CommuneFactory(name="Thới Bình", name__province=ProvinceFactory(name__name="Cà Mau"))
    assert "Tỉnh Cà Mau" in client.get(reverse("unit_names:index"), {"q": "thoi"}).content.decode()


def test_a_wrong_name_or_kind_is_mended_with_its_keys(client):
    name = CommuneFactory(name="Thới Bính").names.get()
    client.post(reverse("unit_names:edit", args=[name.pk]), {"name": " Thới  Đình", "kind": "phuong"})
    name.refresh_from_db()
    assert str(name) == "Phường Thới Đình"
    assert name.search_key == "thoi dinh"


@pytest.mark.parametrize("kind", ["tinh", "", "lang"])
def test_a_kind_that_does_not_fit_is_refused(client, kind):
    name = CommuneFactory(name="Thới Bình").names.get()
    page = client.post(reverse("unit_names:edit", args=[name.pk]), {"name": "Thới Bình", "kind": kind})
    assert page.context["form"].errors
    name.refresh_from_db()
    assert name.kind == "xa"


def test_nobody_adds_or_deletes_a_name_by_hand(client):
    name = CommuneFactory(name="Thới Bình").names.get()
    assert client.get(reverse("unit_names:add")).status_code == 302
    assert client.post(reverse("unit_names:delete", args=[name.pk])).status_code == 302
    name.refresh_from_db()


def test_the_list_costs_the_same_for_few_and_for_many(client, django_assert_max_num_queries):
    for _ in range(15):
        CommuneFactory()
    with django_assert_max_num_queries(12):
        client.get(reverse("unit_names:index"))
