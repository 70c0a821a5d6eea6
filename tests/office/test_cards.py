"""Sign-in cards: eight on a sheet, a code that fills in the name, new PINs only after a question."""

import re

import pytest
from django.conf import settings as project
from django.urls import reverse

from lms.members.models import PinIssue, User
from lms.office import sign_in as module
from lms.shared.pdf import SheetError, render_png
from tests.factories.members import MembershipFactory, TeamFactory, UserFactory
from tests.members.pin_case import PIN, is_in, sign_in, with_pin
from tests.shared.pdf.checks import fonts_embedded, language, pages, qr_texts, text

pytestmark = pytest.mark.django_db
PRINTED = re.compile(r"\b(\d{3}) (\d{3}) Không đưa")  # the name before it may end in digits too


@pytest.fixture
def leader(client):
    user = MembershipFactory(role="leader", user__full_name="Lê Thị Trưởng").user
    client.force_login(user)
    return user


@pytest.fixture
def team(leader):
    return leader.memberships.get().team


@pytest.fixture
def url(team):
    return reverse("office:cards", args=[team.pk])


def join(team, count=1, **fields):
    return [MembershipFactory(team=team, user=with_pin(**fields)).user for _ in range(count)]


def send(client, url, task, people, **data):
    return client.post(url, {"viec": task, "ai": [one.pk for one in people], **data})


def seen(page):
    return re.search(r'name="truoc" value="(\d+)"', page.content.decode())[1]


def printed(client, url, people):
    """The file after the question was answered."""
    return send(client, url, "pin", people, truoc=seen(send(client, url, "hoi", people)))


def test_the_teams_page_leads_there(client, team, url):
    assert url in client.get(reverse("office:team", args=[team.pk])).content.decode()


def test_cards_without_pins_change_nothing(client, team, url):
    (member,) = join(team, full_name="Nguyễn Thị Mẫu", username="apmau01")
    response = send(client, url, "ma", [member])
    words = text(response.content)
    assert "Nguyễn Thị Mẫu" in words
    assert "apmau01" in words
    assert not PRINTED.search(words)
    assert User.objects.get(pk=member.pk).check_password(PIN)


def test_the_question_says_how_many_old_pins_end_and_changes_nothing(client, team, url):
    people = join(team, 2)
    new = MembershipFactory(team=team).user
    new.set_unusable_password()
    new.save()
    page = send(client, url, "hoi", [*people, new])
    assert page.context["lost"] == 2
    assert [one.pk for one in page.context["people"]] == [one.pk for one in (*people, new)]
    assert not PinIssue.objects.exists()


def test_each_card_bears_the_pin_that_opens(client, team, url):
    people = join(team, 2)
    response = printed(client, url, people)
    pins = ["".join(found) for found in PRINTED.findall(text(response.content))]
    assert len(pins) == 2
    for member, pin in zip(people, pins, strict=True):
        phone = type(client)()
        sign_in(phone, member.username, pin)
        assert is_in(phone, member)
    assert PinIssue.objects.filter(way="card").count() == 2


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (8, 1), (9, 2)])
def test_eight_are_on_a_sheet(client, team, url, people, sheets):
    assert pages(send(client, url, "ma", join(team, people)).content) == sheets


def test_the_code_opens_the_door_with_the_name_filled_in(client, team, url, monkeypatch):
    (member,) = join(team, username="apmau01")
    made = []
    monkeypatch.setattr(module, "_file", lambda sheet, team: made.append(sheet) or module.HttpResponse())
    send(client, url, "ma", [member])
    (picture,) = render_png(made[0].layout.path, made[0].data(), ppi=150)
    assert qr_texts(picture) == [f"{project.LMS_PUBLIC_URL}/dang-nhap/?ten=apmau01"]


def test_the_file_is_kept_nowhere(client, team, url, settings):
    before = set(settings.LMS_SHEET_FOLDER.rglob("*.pdf")) if settings.LMS_SHEET_FOLDER.exists() else set()
    response = printed(client, url, join(team))
    after = set(settings.LMS_SHEET_FOLDER.rglob("*.pdf")) if settings.LMS_SHEET_FOLDER.exists() else set()
    assert before == after
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
    assert response["Content-Disposition"] == f'attachment; filename="the-dang-nhap-to-{team.pk}.pdf"'


def test_the_file_is_tagged_and_whole(client, team, url):
    file = send(client, url, "ma", join(team)).content
    assert fonts_embedded(file)
    assert language(file) == "vi"


def test_a_link_prints_nothing(client, team, url):
    (member,) = join(team)
    page = client.get(url, {"viec": "pin", "ai": member.pk, "truoc": "0"})
    assert page["Content-Type"].startswith("text/html")
    assert User.objects.get(pk=member.pk).check_password(PIN)


def test_pressed_twice_the_first_pins_stay_and_the_second_page_asks_again(client, team, url):
    people = join(team)
    first = send(client, url, "pin", people, truoc="0")
    again = send(client, url, "pin", people, truoc="0")
    assert again.status_code == 409
    pin = "".join(PRINTED.search(text(first.content)).groups())
    assert User.objects.get(pk=people[0].pk).check_password(pin)


def test_when_the_sheet_cannot_be_drawn_the_old_pins_stay(client, team, url, monkeypatch):
    (member,) = join(team)

    def fails(*_args, **_options):
        raise SheetError("no")

    monkeypatch.setattr(module.Sheet, "pdf", fails)
    assert send(client, url, "pin", [member], truoc="0").status_code == 400
    assert User.objects.get(pk=member.pk).check_password(PIN)


def test_the_longest_name_and_user_name_fit(client, team, url):
    (member,) = join(team, full_name="Nguyễn " * 14 + "Ơi", username="to.truong-" * 6)
    assert pages(printed(client, url, [member]).content) == 1


def test_those_without_a_pin_are_ticked_and_nobody_else(client, team, url):
    join(team)
    new = MembershipFactory(team=team).user
    html = client.get(url).content.decode()
    assert re.findall(r'value="(\d+)"[^>]* checked', html) == [str(new.pk)]


def test_no_pin_for_oneself_or_staff_but_a_card(client, leader, team, url):
    staff = MembershipFactory(team=team, user=UserFactory(is_superuser=True)).user
    page = send(client, url, "pin", [leader, staff], truoc="0")
    assert page.status_code == 400
    assert not PinIssue.objects.exists()
    assert "Lê Thị Trưởng" in text(send(client, url, "ma", [leader, staff]).content)


def test_who_is_not_in_the_team_gets_no_card(client, url):
    other = MembershipFactory(user=with_pin()).user
    assert send(client, url, "pin", [other], truoc="0").status_code == 400
    assert User.objects.get(pk=other.pk).check_password(PIN)


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 60], ["٣"], ["-1"], [""]])
def test_nobody_chosen_is_told(client, team, url, chosen):
    join(team)
    page = client.post(url, {"viec": "hoi", "ai": chosen})
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


def test_a_large_team_is_shown_page_by_page(client, team, url, monkeypatch):
    monkeypatch.setattr(module, "A_FILE", 2)
    join(team, 3)
    assert client.get(url).content.decode().count('name="ai"') == 2
    assert client.get(url, {"page": 2}).content.decode().count('name="ai"') == 2


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("member", 403), ("other leader", 403), ("administrator", 200)]
)
def test_who_may_print(client, who, status):
    team = TeamFactory()
    user = {
        "nobody": lambda: None,
        "member": lambda: MembershipFactory(team=team).user,
        "other leader": lambda: MembershipFactory(role="leader").user,
        "administrator": lambda: UserFactory(is_superuser=True),
    }[who]()
    if user:
        client.force_login(user)
    assert client.get(reverse("office:cards", args=[team.pk])).status_code == status
