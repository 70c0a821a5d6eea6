"""The words on printed sheets in the editors' admin."""

import pytest
from django.urls import reverse

from lms.members.groups import OFFICER, TRAINER, ensure_groups
from lms.members.models import SheetImprint
from tests.factories.members import CommuneFactory, ProvinceFactory, SheetImprintFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def officer(client):
    user = UserFactory()
    user.groups.add(ensure_groups()[OFFICER])
    client.force_login(user)
    return user


def thới_bình(**values):
    return CommuneFactory(name="Thới Bình", name__code="32065", **values)


def listed(page):
    return {row.pk for row in page.context["page_obj"]}


@pytest.mark.parametrize("typed", ["Thới Bình", "thoi binh", "32065"])
def test_words_are_found_by_the_place_without_marks_or_by_its_code(client, typed):
    place = thới_bình()
    rows = {SheetImprintFactory(team=None, unit=place).pk, SheetImprintFactory(team=TeamFactory(commune=place)).pk}
    SheetImprintFactory()
    assert listed(client.get(reverse("sheet_imprints:index"), {"q": typed})) == rows


def test_the_list_says_which_village_commune_and_province(client):
    place = thới_bình(name__province=ProvinceFactory(name__name="Cà Mau"))
    SheetImprintFactory(team=TeamFactory(commune=place, village__name="Mẫu"))
    html = client.get(reverse("sheet_imprints:index")).content.decode()
    assert "ấp Mẫu, Xã Thới Bình" in html
    assert "Tỉnh Cà Mau" in html


@pytest.mark.parametrize("typed", ["32065", "Thới Bình, Cà Mau", "thoi binh"])
def test_an_officer_writes_the_words_of_a_commune_without_a_team(client, officer, typed):
    place = thới_bình(name__province=ProvinceFactory(name__name="Cà Mau"))
    client.post(reverse("sheet_imprints:add"), {"place": typed, "hotline": " 0912  345 678"})
    row = SheetImprint.objects.get()
    assert (row.unit, row.hotline, row.changed_by) == (place, "0912 345 678", officer)


def test_of_places_with_one_name_the_code_is_asked_for(client):
    for code in ("11111", "22222"):
        CommuneFactory(name="Tân Ân", name__code=code)
    page = client.post(reverse("sheet_imprints:add"), {"place": "Tân Ân"})
    message = page.context["form"].errors["place"][0]
    assert "11111" in message
    assert "22222" in message


@pytest.mark.parametrize("typed", ["", "Không Có", "99999"])
def test_words_without_a_place_are_refused(client, typed):
    assert "place" in client.post(reverse("sheet_imprints:add"), {"place": typed}).context["form"].errors
    assert not SheetImprint.objects.exists()


def test_a_place_that_has_its_words_is_not_written_over_by_adding(client):
    SheetImprintFactory(team=None, unit=thới_bình(), hotline="111")
    page = client.post(reverse("sheet_imprints:add"), {"place": "32065", "hotline": "222"})
    assert "place" in page.context["form"].errors
    assert SheetImprint.objects.get().hotline == "111"


def test_an_officer_changes_a_teams_words_but_not_whose_they_are(client, officer):
    row = SheetImprintFactory(hotline="111")
    other = thới_bình()
    client.post(reverse("sheet_imprints:edit", args=[row.pk]), {"hotline": "222", "place": "32065", "unit": other.pk})
    changed = SheetImprint.objects.get()
    assert (changed.pk, changed.team, changed.hotline, changed.changed_by) == (row.pk, row.team, "222", officer)


def test_a_hotline_with_a_name_in_it_is_refused(client):
    row = SheetImprintFactory(hotline="111")
    page = client.post(reverse("sheet_imprints:edit", args=[row.pk]), {"hotline": "Anh Mẫu 113"})
    assert "hotline" in page.context["form"].errors


def test_officers_delete_nothing(client):
    row = SheetImprintFactory()
    client.post(reverse("sheet_imprints:delete", args=[row.pk]))
    assert SheetImprint.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", ["index", "add"])
def test_trainers_are_kept_out(client, name):
    trainer = UserFactory()
    trainer.groups.add(ensure_groups()[TRAINER])
    client.force_login(trainer)
    assert client.get(reverse(f"sheet_imprints:{name}")).status_code == 302


def test_the_list_costs_the_same_for_few_and_for_many(client, django_assert_max_num_queries):
    for _ in range(8):
        SheetImprintFactory()
        SheetImprintFactory(team=None, unit=CommuneFactory())
    with django_assert_max_num_queries(16):
        client.get(reverse("sheet_imprints:index"))
