"""The pages of the print studio."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from lessons.models import AppPage
from lessons.printing.catalogue import KINDS, VARIANT_SLUGS
from lessons.views.studio import THUMB, THUMB_UPRIGHT
from lms.members.models import Membership, Team
from tests.factories.lessons import AppPageFactory, LessonPageFactory, PosterPageFactory
from tests.factories.members import CommuneFactory, MembershipFactory, TeamFactory, UserFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db

STUDIO, ZALO = "/ban-in/vneid/", "/ban-in/vneid/zalo/"
OPEN = [kind for kind in KINDS.values() if not kind.guarded]


@pytest.fixture(scope="module")
def kept_app(kept_rows):
    app = AppPageFactory(key="vneid", title="VNeID", quiz=QuizFactory())
    LessonPageFactory(parent=app)
    PosterPageFactory(parent=app)
    return app.pk


@pytest.fixture
def app(kept_app, client, db):
    client.cookies["ngon_ngu"] = "en"
    return AppPage.objects.get(pk=kept_app)


def html_of(client, url, **asked):
    response = client.get(url, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_every_sheet_of_the_app_is_offered_with_its_picture_and_all_its_variants(client, app):
    html = html_of(client, STUDIO)
    for kind in OPEN:
        assert f'src="{reverse("lessons:sheet_picture", args=["vneid", kind.slug, 1])}?co=nho"' in html
        for variant in kind.layout.variants:
            asked = f"?ban={VARIANT_SLUGS[variant]}" if variant != "plain" else ""
            assert f"{reverse('lessons:sheet', args=['vneid', kind.slug])}{asked}" in html


def test_large_print_that_needs_larger_paper_says_so(client, app):
    html = html_of(client, STUDIO)
    assert [html.count(f">Large print{paper}<span") for paper in (", on A3", ", on A4")] == [1, 1]
    assert html.count(">Large print<span") == 2  # card and handout: other pages of the same paper


def test_pictures_load_when_they_come_into_view_and_move_nothing(client, app):
    pictures = re.findall(r"<img [^>]+>", html_of(client, STUDIO))
    assert len(pictures) == len(OPEN)
    for picture in pictures:
        assert all(part in picture for part in ('loading="lazy"', "width=", "height=", 'alt="First page: '))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_has_the_proportions_that_the_page_keeps_for_it(client, app, kind):
    client.force_login(UserFactory(is_superuser=True))
    content = client.get(reverse("lessons:sheet_picture", args=["vneid", KINDS[kind].slug, 1]), {"co": "nho"}).content
    width, height = Image.open(io.BytesIO(content)).size
    wide, high = THUMB.get(kind, THUMB_UPRIGHT)
    assert width / height == pytest.approx(wide / high, rel=0.01)


def test_every_link_of_the_page_leads_to_a_file(client, app):
    client.force_login(UserFactory(is_superuser=True))
    links = set(re.findall(r'href="(/ban-in/[^"]+\.pdf[^"]*)"', html_of(client, STUDIO)))
    assert len(links) == sum(len(kind.layout.runs(one)) for kind in KINDS.values() for one in kind.layout.variants)
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_both_sides_without_duplex_are_two_links_in_the_order_of_printing(client, app):
    html = html_of(client, STUDIO)
    fronts, light, backs = (html.index(words) for words in ("mat=truoc", "against the light", "mat=sau"))
    assert fronts < light < backs


def test_what_the_app_has_nothing_for_is_said_instead_of_offered(client):
    client.cookies["ngon_ngu"] = "en"
    LessonPageFactory(parent=AppPageFactory(key="it-to"))
    html = html_of(client, "/ban-in/it-to/")
    assert "ap-phich" not in html
    assert html.count("There is no poster to print yet.") == 1
    assert "to-roi.pdf" in html


def test_an_app_without_lessons_still_has_its_page(client):
    AppPageFactory(key="trong")
    assert "<img" not in html_of(client, "/ban-in/trong/")


def test_the_quiz_on_paper_is_offered_to_leaders_only(client, app):
    assert "de-giay" not in html_of(client, STUDIO)
    client.force_login(MembershipFactory().user)
    assert "de-giay" not in html_of(client, STUDIO)
    client.force_login(MembershipFactory(role=Membership.Role.LEADER).user)
    assert "de-giay.pdf" in html_of(client, STUDIO)


def test_a_visitor_is_asked_for_no_place(client, app):
    assert 'name="noi"' not in html_of(client, STUDIO)


def test_a_member_chooses_the_place_and_every_link_and_picture_carries_it(client, app):
    member = MembershipFactory()
    client.force_login(member.user)
    token = f"to-{member.team.pk}"
    assert f'<option value="{token}">' in html_of(client, STUDIO)
    html = html_of(client, STUDIO, noi=token)
    assert f'<option value="{token}" selected>' in html
    addresses = re.findall(r'(?:href|src)="(/ban-in/[^"]+)"', html)
    assert len(addresses) > 20
    assert all(f"noi={token}" in address for address in addresses)


def test_an_empty_choice_is_nobodys_place(client, app):
    client.force_login(MembershipFactory().user)
    assert "noi=" not in html_of(client, STUDIO, noi="")


def test_who_may_change_the_words_finds_the_way_there(client, app):
    leader = MembershipFactory(role=Membership.Role.LEADER)
    member = MembershipFactory(team=leader.team)
    way = reverse("office:imprint", args=[leader.team.pk])
    client.force_login(leader.user)
    assert way in html_of(client, STUDIO, noi=f"to-{leader.team.pk}")
    client.force_login(member.user)
    assert way not in html_of(client, STUDIO, noi=f"to-{leader.team.pk}")


def test_the_leader_of_a_commune_finds_the_way_to_the_words_of_the_commune(client, app):
    commune = CommuneFactory(name__code="32999")
    team = TeamFactory(level=Team.Level.COMMUNE, village=None, commune=commune)
    client.force_login(MembershipFactory(team=team, role=Membership.Role.LEADER).user)
    assert reverse("office:imprint", args=[team.pk]) in html_of(client, STUDIO, noi="xa-32999")


def test_who_prints_for_all_places_types_the_place(client, app):
    team = TeamFactory()
    client.force_login(UserFactory(is_superuser=True))
    assert f'value="to-{team.pk}"' in html_of(client, STUDIO, noi=f"to-{team.pk}")


def test_a_place_of_others_is_refused_and_a_visitor_signs_in_first(client, app):
    other = TeamFactory()
    response = client.get(STUDIO, {"noi": f"to-{other.pk}"})
    assert (response.status_code, response["Location"].startswith(reverse("members:sign_in"))) == (302, True)
    client.force_login(MembershipFactory().user)
    for url in (STUDIO, ZALO):
        assert client.get(url, {"noi": f"to-{other.pk}"}).status_code == 403
        assert client.get(url, {"noi": "to-0"}).status_code == 404


@pytest.mark.parametrize("url", [STUDIO, ZALO])
def test_a_draft_or_restricted_app_has_no_studio(client, app, url):
    PageViewRestriction.objects.create(page=app, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(url).status_code == 404
    PageViewRestriction.objects.all().delete()
    app.unpublish()
    assert client.get(url).status_code == 404


def test_the_pages_of_app_and_poster_lead_to_the_studio(client, app):
    poster = app.get_children().get(slug__startswith="ap-phich")
    for page in (app, poster):
        assert f'href="{STUDIO}"' in html_of(client, page.url)


def test_the_text_for_the_group_leads_to_the_app_and_is_short_enough(client, app):
    html = html_of(client, ZALO)
    text = re.search(r"<textarea[^>]+readonly[^>]*>([^<]+)</textarea>", html)[1]
    assert len(text) <= 500
    assert "https://kynangso.example/b/vneid/" in text
    assert "1. Mở kho ứng dụng." in text or "1. Bước mo-kho" in text
    assert "Chỉ cài từ CH Play hoặc App Store." in text


def test_the_pictures_for_the_group_are_those_of_three_sheets(client, app):
    pictures = re.findall(r'<img src="([^"]+)"', html_of(client, ZALO))
    named = [("to-roi-a5", 1), ("to-roi-a5", 2), ("the-bo-tui", 1), ("ap-phich", 1)]
    assert pictures == [reverse("lessons:sheet_picture", args=["vneid", *one]) for one in named]
    for picture in pictures:
        assert min(Image.open(io.BytesIO(client.get(picture).content)).size) == pytest.approx(1080, rel=0.01)


def test_an_app_without_sheets_still_has_a_text_for_the_group(client):
    client.cookies["ngon_ngu"] = "en"
    AppPageFactory(key="trong")
    html = html_of(client, "/ban-in/trong/zalo/")
    assert "https://kynangso.example/b/trong/" in html
    assert "no picture to send" in html
