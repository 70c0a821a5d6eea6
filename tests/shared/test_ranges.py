"""Parts of a file: what a player asks for is what it gets."""

from __future__ import annotations

import io

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.ranges import in_parts

FILE = bytes(range(256))


def ask(asked="", **headers):
    request = RequestFactory().get("/", headers={**({"Range": asked} if asked else {}), **headers})
    response = in_parts(request, FileResponse(io.BytesIO(FILE), content_type="audio/mpeg"))
    body = b"".join(response) if response.streaming else response.content
    return response, body


@given(st.integers(0, 255), st.integers(0, 400))
def test_a_part_is_cut_out_and_says_where_it_stands(first, length):
    response, body = ask(f"bytes={first}-{first + length}")
    assert (response.status_code, body) == (206, FILE[first : first + length + 1])
    assert response["Content-Range"] == f"bytes {first}-{first + len(body) - 1}/256"
    assert response["Content-Type"] == "audio/mpeg"
    assert int(response.get("Content-Length", len(body))) == len(body)


def test_a_part_may_be_open_at_its_end():
    response, body = ask("bytes=250-")
    assert (response.status_code, body) == (206, FILE[250:])


@pytest.mark.parametrize("asked", ["", "bytes=-5", "bytes=0-1,4-5", "bytes=a-b", "lines=1-2", "bytes=²-3"])
def test_anything_else_is_answered_with_the_whole_file(asked):
    response, body = ask(asked)
    assert (response.status_code, body, response["Accept-Ranges"]) == (200, FILE, "bytes")


@pytest.mark.parametrize("asked", ["bytes=256-", "bytes=999999999999-", "bytes=5-4"])
def test_a_part_beyond_the_end_is_told(asked):
    response, _body = ask(asked)
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256")


def test_what_is_packed_on_its_way_is_not_cut():
    response, body = ask("bytes=0-9", **{"Accept-Encoding": "gzip, br"})
    assert (response.status_code, body) == (200, FILE)


def test_an_answer_that_is_no_file_stays_as_it_is():
    answer = HttpResponse("Không có", status=404)
    assert in_parts(RequestFactory().get("/", headers={"Range": "bytes=0-1"}), answer) is answer
