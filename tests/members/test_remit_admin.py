"""Places that staff are in charge of, in the editors' admin."""

import pytest
from django.urls import reverse

from lms.members.groups import OFFICER, ensure_groups
from lms.members.models import Remit
from lms.members.remits import people_in_remit
from tests.factories.members import CommuneFactory, MembershipFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def officer():
    user = UserFactory(full_name="Cán bộ Mẫu")
    user.groups.add(ensure_groups()[OFFICER])
    return user


def give(client, who, place):
    return client.post(reverse("remits:add"), {"user": who, "unit": place})


@pytest.mark.parametrize("typed", ["can bo mau", "Cán bộ Mẫu", None])
def test_an_administrator_gives_a_place(client, officer, typed):
    commune = CommuneFactory(name="Thới Bình", name__province=ProvinceFactory(name__name="Cà Mau"))
    give(client, typed or officer.username, "Thới Bình, Cà Mau")
    assert Remit.objects.get(user=officer).unit == commune


def test_the_same_place_is_not_given_twice(client, officer):
    CommuneFactory(name__code="32065")
    give(client, officer.username, "32065")
    assert give(client, officer.username, "32065").context["form"].errors
    assert Remit.objects.count() == 1


@pytest.mark.parametrize("who", ["thanhvien", "", "nobody"])
def test_one_who_is_no_staff_gets_no_place(client, who):
    UserFactory(username="thanhvien", full_name="Thành viên")
    CommuneFactory(name__code="32065")
    assert give(client, who, "32065").context["form"].errors["user"]
    assert not Remit.objects.exists()


def test_taking_the_last_place_away_says_what_that_means(client, officer):
    first, second = (Remit.objects.create(user=officer, unit=CommuneFactory()) for _ in range(2))
    plain = client.get(reverse("remits:delete", args=[first.pk])).context["view"].confirmation_message
    second.delete()
    warned = client.get(reverse("remits:delete", args=[first.pk])).context["view"].confirmation_message
    assert plain != warned
    client.post(reverse("remits:delete", args=[first.pk]))
    assert not Remit.objects.exists()


def test_places_are_no_matter_for_officers(client, officer):
    row = Remit.objects.create(user=officer, unit=CommuneFactory())
    client.force_login(officer)
    for url in (reverse("remits:index"), reverse("remits:add"), reverse("remits:delete", args=[row.pk])):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302
    assert Remit.objects.exists()


def test_the_list_names_staff_and_place(client, officer):
    unit = CommuneFactory(name="Thới Bình", name__province=ProvinceFactory(name__name="Cà Mau"))
    Remit.objects.create(user=officer, unit=unit)
    html = client.get(reverse("remits:index"), {"q": "thoi binh"}).content.decode()
    assert "Cán bộ Mẫu" in html
    assert "Thới Bình, Tỉnh Cà Mau" in html


def test_the_people_of_a_place_are_those_who_belong_there_today(officer):
    here = MembershipFactory().user
    MembershipFactory()
    UserFactory()
    Remit.objects.create(user=officer, unit=here.memberships.get().team.commune)
    assert list(people_in_remit(officer)) == [here]
