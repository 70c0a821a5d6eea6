"""The base template, the error pages and the shared parts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils.translation import override

from lms.shared.templatetags.parts import ICONS, coverage, icon, lane, note

EVIL = "<script>alert(1)</script>"


def empty(request: object) -> HttpResponse:
    return HttpResponse()


def named(*names: str) -> list[object]:
    return [path(name, empty, name=name) for name in names]


urlpatterns = [
    path("", empty, name="home"),
    *named("privacy", "help"),
    path("set_language/<slug:code>/", empty, name="set_language"),
    path("members/", include((named("sign_in", "sign_out", "own_data"), "members"))),
    path("lessons/", include((named("my_learning"), "lessons"))),
    path("quizzes/", include((named("check"), "quizzes"))),
]


def drawn(source: str, **context: object) -> str:
    with override("en"):
        return Template("{% load parts %}" + source).render(Context(context))


def base(**context: object) -> str:
    request = RequestFactory().get("/bai-1/?trang=2")
    with override("en"), override_settings(ROOT_URLCONF=__name__):
        return render_to_string("base.html", {"site_name": "Site & <b>", "request": request, **context})


def test_every_icon_is_hidden_from_screen_readers():
    assert all(icon(name).startswith('<svg aria-hidden="true"') for name in ICONS)


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("nothing")


def test_a_lane_has_one_house_a_lesson_in_order():
    html = drawn("{% lane houses %}", houses=["done", "now", "todo"])
    assert '<li class="house done"></li><li class="house now"></li><li class="house"></li>' in html


def test_a_lane_says_in_words_how_many_are_finished():
    assert '<span class="say">2/3 lessons finished</span>' in drawn("{% lane h %}", h=["done", "done", "now"])


def test_a_lane_says_what_it_is_told_instead():
    assert '<span class="say">&lt;script&gt;' in drawn("{% lane h say=say %}", h=["done"], say=EVIL)


def test_a_lane_may_leave_the_words_to_the_page():
    assert "say" not in drawn('{% lane h say="" %}', h=["done"])


def test_a_house_of_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="burnt"):
        lane(["done", "burnt"])


@pytest.mark.parametrize(("kind", "word"), [("tip", "Tip"), ("warn", "Careful"), ("stop", "Stop")])
def test_a_note_says_its_kind_in_words(kind: str, word: str):
    html = drawn(f'{{% note "{kind}" %}}<p>{{{{ text }}}}</p>{{% endnote %}}', text=EVIL)
    assert f'class="note {kind}"' in html
    assert f'<span class="visually-hidden">{word}: </span><p>&lt;script&gt;' in html


def test_the_title_of_a_note_is_escaped():
    assert f"<strong>{'&lt;script&gt;'}" in drawn('{% note "tip" title=t %}x{% endnote %}', t=EVIL)


def test_a_note_of_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        note("x", "shout")


def test_facts_without_a_value_are_left_out():
    html = drawn("{% facts pairs %}", pairs=[("A", 0), ("B", ""), ("C", None), ("D", EVIL)])
    assert html.count("<dt>") == 2
    assert "<dd>0</dd>" in html
    assert "<script>" not in html


def test_the_pager_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/", {"q": "mã qr", "page": "2"})
    html = drawn("{% pager page_obj %}", request=request, page_obj=Paginator(range(30), 10).page(2))
    assert 'rel="prev" href="?q=m%C3%A3+qr&amp;page=1"' in html
    assert 'rel="next" href="?q=m%C3%A3+qr&amp;page=3"' in html
    assert "Page 2 of 3" in html


def test_the_last_page_has_no_next():
    html = drawn("{% pager page_obj %}", page_obj=Paginator(range(30), 10).page(3))
    assert 'href="?page=2"' in html
    assert 'rel="next"' not in html


def test_a_single_page_has_no_pager():
    assert drawn("{% pager page_obj %}", page_obj=Paginator(range(3), 10).page(1)).strip() == ""


def test_the_coverage_bar_puts_those_running_out_at_the_end_of_the_valid():
    assert coverage(28, 12, 66) == {"got": 42, "soon": 18, "soon_from": 24}


def test_the_coverage_of_nobody_is_empty():
    assert coverage(0, 0, 0) == {"got": 0, "soon": 0, "soon_from": 0}


@pytest.mark.parametrize("numbers", [(5, 6, 10), (11, 0, 10), (3, -1, 10)])
def test_a_coverage_that_cannot_be_is_refused(numbers: tuple[int, int, int]):
    with pytest.raises(ValueError, match="coverage wants"):
        coverage(*numbers)


def test_a_guest_is_offered_to_sign_in():
    html = base()
    assert 'href="/members/sign_in"' in html
    assert "sign_out" not in html


def test_a_member_signs_out_by_a_form_not_a_link():
    html = base(user=SimpleNamespace(is_authenticated=True))
    assert '<form method="post" action="/members/sign_out" ' in html
    assert 'href="/lessons/my_learning"' in html


def test_the_skip_link_leads_to_the_main_part():
    html = base()
    assert html.index('class="skip" href="#main"') < html.index("<header") < html.index('<main id="main"')


def test_changing_the_language_returns_to_the_same_page():
    html = base()
    assert 'href="/set_language/vi/?next=/bai-1/%3Ftrang%3D2" lang="vi"' in html
    assert "/set_language/en/" not in html


def test_the_base_page_escapes_names_and_holds_no_inline_style_or_script():
    html = base(page=SimpleNamespace(title=EVIL, seo_title="", search_description=EVIL))
    assert "Site &amp; &lt;b&gt;" in html
    assert "<script" not in html
    assert " style=" not in html


def test_the_base_page_links_one_stylesheet_and_its_own_icon():
    html = base()
    assert html.count('rel="stylesheet"') == 1
    assert 'href="/static/shared/house.svg"' in html


@pytest.mark.parametrize(
    ("level", "looks"),
    [
        (constants.ERROR, '<div class="alert alert-danger" role="alert">'),
        (constants.SUCCESS, '<div class="alert alert-success" role="status">'),
        (constants.WARNING, '<div class="alert alert-warning" role="status">'),
        (constants.INFO, '<div class="alert" role="status">'),
    ],
)
def test_a_message_says_how_urgent_it_is(level: int, looks: str):
    assert f"{looks}<p>&lt;script&gt;" in base(messages=[Message(level, EVIL)])


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "405.html", "429.html", "500.html"]
)
def test_an_error_page_needs_no_context_and_says_what_to_do(name: str):
    with override("en"), override_settings(ROOT_URLCONF="nowhere"):
        html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert "<title></title>" not in html
    assert 'href="/">To the lessons</a>' in html


def test_too_many_tries_says_how_long_to_wait():
    with override("en"):
        assert "wait 15 minutes" in render_to_string("429.html", {"retry_minutes": 15})
