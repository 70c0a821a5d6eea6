"""Every kind of question as a member meets it: asked, saved, shown again, graded and shown with its result."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from lms.shared.messages import in_language
from quizzes.kinds import KINDS, Asked
from quizzes.kinds.base import opaque_key
from quizzes.models import Answer
from tests.factories.quizzes import SPECS

from .asking import at, begun, form_of, page, signed_in

pytestmark = pytest.mark.django_db

K115, K114, K113, K111 = map(opaque_key, ("115", "114", "113", "111"))
OPEN, SCAN, SEND = map(opaque_key, SPECS["ordering"]["items"])

# By kind: what the form sends, what is saved, and which mark it earns.
GIVEN: dict[str, list[tuple[dict[str, Any], dict[str, Any], str]]] = {
    "single": [({"choices": "a"}, {"choices": ["a"]}, "1"), ({"choices": "b"}, {"choices": ["b"]}, "0")],
    "multiple": [
        ({"choices": ["b", "a"]}, {"choices": ["a", "b"]}, "1"),
        ({"choices": "a"}, {"choices": ["a"]}, "0.5"),
    ],
    "true_false": [({"answer": "false"}, {"answer": False}, "1"), ({"answer": "true"}, {"answer": True}, "0")],
    "matching": [
        ({"pair-a": K115, "pair-b": K114, "pair-c": K113}, {"pairs": {"a": K115, "b": K114, "c": K113}}, "1"),
        ({"pair-c": K111, "pair-a": K111, "pair-b": K111}, {"pairs": {"a": K111, "b": K111, "c": K111}}, "0"),
    ],
    "ordering": [
        ({f"place-{OPEN}": "1", f"place-{SCAN}": "2", f"place-{SEND}": "3"}, {"order": [OPEN, SCAN, SEND]}, "1"),
        ({f"place-{OPEN}": "2", f"place-{SCAN}": "3", f"place-{SEND}": "1"}, {"order": [SEND, OPEN, SCAN]}, "0.5"),
    ],
    "short": [
        ({"text": "  ma\u0303  OTP\u200b "}, {"text": "m\u00e3 OTP"}, "1"),
        ({"text": "MA SÔ."}, {"text": "MA SÔ."}, "0.5"),
        ({"text": "<b>mật khẩu</b>"}, {"text": "<b>mật khẩu</b>"}, "0"),
    ],
    "number": [
        ({"number": " 50 000 đồng"}, {"number": "50 000 đồng"}, "1"),
        ({"number": "5"}, {"number": "5"}, "0"),
    ],
    "tap": [
        ({"row": "wifi", "target": "thong-bao"}, {"target": "wifi"}, "1"),
        ({"target": "thong-bao"}, {"target": "thong-bao"}, "0"),
        ({"target": "bar/back"}, {"target": "bar/back"}, "0"),
        ({"row": "muc/1"}, {"target": "muc/1"}, "0"),
    ],
}
CASES = [pytest.param(kind, *case, id=f"{kind}-{n}") for kind, some in GIVEN.items() for n, case in enumerate(some)]

BAD: dict[str, list[tuple[dict[str, Any], str]]] = {
    "single": [({"choices": ["a", "b"]}, "")],
    "multiple": [({"choices": ["a", "zz"]}, "")],
    "true_false": [({"answer": "maybe"}, ""), ({"answer": "x" * 100_000}, "")],
    "matching": [
        ({"pair-a": K115, "pair-b": K114}, "Công an"),
        ({"pair-a": K115, "pair-b": K114, "pair-c": "khac"}, ""),
        ({"pair-a": K115, "pair-b": K114, "pair-c": K113, "pair-zz": K113}, ""),
    ],
    "ordering": [
        ({f"place-{OPEN}": "1", f"place-{SCAN}": "2"}, "Bấm Gửi"),
        ({f"place-{OPEN}": "1", f"place-{SCAN}": "1", f"place-{SEND}": "2"}, "Quét mã QR"),
        ({f"place-{OPEN}": "4", f"place-{SCAN}": "2", f"place-{SEND}": "1"}, ""),
        ({f"place-{OPEN}": "1e400", f"place-{SCAN}": "2", f"place-{SEND}": "1"}, ""),
        ({f"place-{OPEN}": "1", f"place-{SCAN}": "2", "place-zz": "3"}, ""),
    ],
    "short": [({"text": "a" * 100_000}, "100000"), ({"text": "\u200b"}, "")],
    "number": [
        ({"number": "1e400"}, "1e400"),
        ({"number": "9" * 50}, "50"),
        ({"number": "năm mươi"}, "năm mươi"),
        ({"number": "50 mét"}, "mét"),
        ({"number": "1" * 100_000}, "100000"),
    ],
    "tap": [({"row": "khac"}, ""), ({"target": "gi/do"}, ""), ({"row": "muc"}, ""), ({"beside": "1"}, "")],
}
BAD_CASES = [pytest.param(kind, *case, id=f"{kind}-{n}") for kind, some in BAD.items() for n, case in enumerate(some)]


@pytest.fixture
def member(client):
    return signed_in(client)


def in_vietnamese(labels: list[str]) -> list[str]:
    with translation.override("vi"):
        return [in_language(label, gettext) for label in labels]


def test_no_kind_is_left_out():
    assert set(GIVEN) == set(BAD) == set(SPECS) == set(KINDS)


@pytest.mark.parametrize(("kind", "posted", "saved", "mark"), CASES)
def test_an_answer_is_saved_shown_again_and_graded(client, member, kind, posted, saved, mark):
    attempt = begun(member, kind)
    assert client.post(at(attempt), posted)["Location"] == at(attempt, 2)
    answer = Answer.objects.get()
    assert answer.response == saved
    again = form_of(page(client.get(at(attempt))))
    assert client.post(at(attempt), again).status_code == 302
    answer.refresh_from_db()
    assert answer.response == saved
    client.post(reverse("quizzes:submit", args=[attempt.pk]))
    assert attempt.items.get(position=1).mark == Decimal(mark)


@pytest.mark.parametrize(("kind", "posted", "saved", "mark"), CASES)
def test_the_result_shows_what_was_given_and_what_is_right(client, member, kind, posted, saved, mark):
    attempt = begun(member, kind, questions=1)
    client.post(at(attempt), posted)
    client.post(reverse("quizzes:submit", args=[attempt.pk]))
    html = unescape(page(client.get(reverse("quizzes:result", args=[attempt.pk]))))
    asked = Asked.of(kind, SPECS[kind])
    chosen = in_vietnamese(asked.labels(saved)) if mark != "1" else []
    for label in [*chosen, *in_vietnamese(asked.right_labels())]:
        assert f"<b>{label}</b>" in html or f"; {label}" in html or f"{label}; " in html
    assert html.count('<li class="wrong">') == (mark != "1")
    assert ("Đúng một phần" in html) == (mark == "0.5")


@pytest.mark.parametrize(("kind", "posted", "words"), BAD_CASES)
def test_a_bad_answer_is_refused_with_a_message_and_nothing_is_saved(client, member, kind, posted, words):
    attempt = begun(member, kind)
    response = client.post(at(attempt), posted)
    html = page(response)
    assert response.status_code == 400
    assert words in html.split('role="alert"')[1].split("</div>")[0]
    assert not Answer.objects.exists()
    assert len(html) < 20_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_asked_empty_and_may_be_left_so(client, member, kind):
    attempt = begun(member, kind)
    html = page(client.get(at(attempt)))
    sent = form_of(html)
    assert all(value == "" for values in sent.values() for value in values)
    assert client.post(at(attempt), sent)["Location"] == at(attempt, 2)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("kind", ["multiple", "matching", "ordering", "short", "number"])
def test_clearing_an_answer_keeps_the_one_that_is_saved(client, member, kind):
    attempt = begun(member, kind)
    posted, saved, _mark = GIVEN[kind][0]
    client.post(at(attempt), posted)
    response = client.post(at(attempt), dict.fromkeys(posted, "") if kind != "multiple" else {})
    assert response.status_code == 400
    assert Answer.objects.get().response == saved


@pytest.mark.parametrize(
    ("kind", "posted"),
    [
        ("matching", {"pair-a": K115, "pair-b": K114, "pair-c": ""}),
        ("ordering", {f"place-{OPEN}": "1", f"place-{SCAN}": "1", f"place-{SEND}": ""}),
        ("short", {"text": "b" * 300}),
        ("number", {"number": "năm mươi & hai"}),
    ],
)
def test_what_was_typed_is_shown_again_after_a_refusal(client, member, kind, posted):
    attempt = begun(member, kind)
    html = page(client.post(at(attempt), posted))
    assert form_of(html) == {name: [value[:200]] for name, value in posted.items()}
    assert "is-invalid" in html


@pytest.mark.parametrize("kind", ["single", "multiple", "matching", "ordering"])
def test_the_source_of_the_page_tells_nothing_by_its_order(client, member, kind):
    attempt = begun(member, kind)
    item = attempt.items.get(position=1)
    item.choice_order = item.choice_order[::-1]
    item.save()
    html = page(client.get(at(attempt)))
    keys = re.findall(r'<label for="place-(\w+)"', html) or re.findall(r'value="(\w+)" id="choice', html)
    if kind == "matching":
        keys = re.findall(r'<option value="(\w+)"', html.split("</select>")[0])
    assert keys == item.choice_order


def test_true_or_false_are_two_radios(client, member):
    html = page(client.get(at(begun(member, "true_false"))))
    assert re.findall(r'type="radio"[^>]* value="(\w+)"', html) == ["true", "false"]


def test_every_field_has_its_label(client, member):
    for kind in KINDS:
        html = page(client.get(at(begun(signed_in(client), kind)))).split("<fieldset")[1].split("</fieldset>")[0]
        ids = re.findall(r'<(?:input|select)[^>]*\bid="([^"]*)"', html)
        assert ids
        assert sorted(ids) == sorted(re.findall(r'<label[^>]*\bfor="([^"]*)"', html))
        assert len(set(ids)) == len(ids)


def test_a_number_names_its_unit_and_brings_the_number_keys(client, member):
    html = page(client.get(at(begun(member, "number"))))
    assert "(đồng)" in html
    assert 'inputmode="decimal"' in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_page_takes_four_queries(client, member, kind, django_assert_max_num_queries):
    attempt = begun(member, kind, questions=10)
    client.post(at(attempt), GIVEN[kind][0][0])
    with django_assert_max_num_queries(4):
        assert client.get(at(attempt)).status_code == 200
