"""Readings of terms: everywhere, or in the scripts of one app."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lessons.broadcast.scripts import glossary, script_of
from lessons.models import GlossaryTerm
from lessons.packs.loader import load_terms
from tests.factories.lessons import AppPageFactory, RadioScriptPageFactory, block
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def spoken(app):
    page = RadioScriptPageFactory(parent=app, cues=[block("content", {"lines": ["Mở TT ra."]})])
    return [line.spoken for line in script_of(page).lines]


def test_a_reading_of_the_app_wins_in_its_own_scripts_alone():
    GlossaryTerm.objects.create(term="TT", say_as="thông tin")
    GlossaryTerm.objects.create(term="TT", say_as="trung tâm", scope="mot")
    assert spoken(AppPageFactory(key="mot")) == ["Mở trung tâm ra."]
    assert spoken(AppPageFactory(key="hai")) == ["Mở thông tin ra."]


def test_without_an_app_only_readings_that_hold_everywhere_are_known():
    GlossaryTerm.objects.create(term="TT", say_as="trung tâm", scope="mot")
    assert glossary() == {}


def test_a_term_has_one_reading_in_one_place():
    GlossaryTerm.objects.create(term="TT", say_as="thông tin")
    GlossaryTerm.objects.create(term="TT", say_as="trung tâm", scope="mot")
    with pytest.raises(ValidationError):
        GlossaryTerm(term="TT", say_as="thông tư").full_clean()


def test_the_terms_of_the_software_leave_readings_of_one_app_alone():
    own = GlossaryTerm.objects.create(term="OTP", say_as="mã một lần", scope="mot")
    load_terms()
    own.refresh_from_db()
    assert own.say_as == "mã một lần"
    assert GlossaryTerm.objects.filter(term="OTP", scope="").count() == 1
    assert not load_terms().created


# --- in the admin -----------------------------------------------------------------------------------


@pytest.fixture
def trainer(client, course):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(GlossaryTerm.snippet_viewset.get_url_name(name), args=args)


def test_the_app_is_chosen_by_its_title(client, trainer):
    app = AppPageFactory(title="Ứng dụng Một")
    assert f'<option value="{app.key}">Ứng dụng Một</option>' in client.get(address("add")).content.decode()
    client.post(address("add"), {"term": "TT", "say_as": "trung tâm", "scope": app.key, "note": ""})
    assert GlossaryTerm.objects.get().scope == app.key


def test_an_app_that_is_not_there_is_refused(client, trainer):
    response = client.post(address("add"), {"term": "TT", "say_as": "trung tâm", "scope": "khong-co", "note": ""})
    assert response.status_code == 200
    assert not GlossaryTerm.objects.exists()


def test_a_reading_of_an_app_that_is_gone_can_still_be_edited(client, trainer):
    term = GlossaryTerm.objects.create(term="TT", say_as="trung tâm", scope="da-xoa")
    client.post(address("edit", term.pk), {"term": "TT", "say_as": "thông tin", "scope": "da-xoa", "note": ""})
    term.refresh_from_db()
    assert term.say_as == "thông tin"


@pytest.mark.parametrize("typed", ["Đ.K", " Đ.K ", "\u0110.K\u00a0"])
def test_a_term_that_is_there_already_is_told(client, trainer, typed):
    GlossaryTerm.objects.create(term="Đ.K", say_as="đăng ký")
    response = client.post(address("add"), {"term": typed, "say_as": "điều kiện", "scope": "", "note": ""})
    assert response.status_code == 200
    assert GlossaryTerm.objects.count() == 1


@pytest.mark.parametrize(("asked", "found"), [("mot", ["B"]), ("-", ["A"]), ("", ["A", "B"]), (None, ["A", "B"])])
def test_the_list_can_be_narrowed_to_an_app(client, trainer, asked, found):
    AppPageFactory(key="mot")
    GlossaryTerm.objects.create(term="A", say_as="a")
    GlossaryTerm.objects.create(term="B", say_as="bê", scope="mot")
    response = client.get(address("list"), {} if asked is None else {"scope": asked})
    assert [term.term for term in response.context["object_list"]] == found
